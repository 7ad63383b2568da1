import { useShortcuts } from "../../../ui/keyboard/shortcuts.ts";
import type { Builder } from "./useBuilder.ts";
import { focusInColumn, moveFocus, type Direction, type FocusKey } from "./week/move-focus.ts";

const arrows: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** The builder's shortcuts that work anywhere on the page; those of the grid are in `gridKeydown`. */
export function useBuilderKeyboard(builder: Builder): void {
  const { selection, rows, plan } = builder;
  const canEdit = plan.value.canEdit;

  function goDay(step: 1 | -1): void {
    const days = plan.value.days;
    const now = selection.day.value ? days.indexOf(selection.day.value) : 0;
    const next = now + step;
    if (!days[next]) return;
    const key = focusInColumn(rows.value, selection.line.value, next);
    if (key) void selection.focus(key);
    else selection.selectDay(days[next].id);
    builder.announce(builder.dayName(days[next].dayNumber));
  }

  useShortcuts("Meal plan", [
    ...(canEdit ? [{ keys: "/", does: "Search the library", run: () => void builder.openLibrary() }] : []),
    { keys: "ArrowDown", does: "Move through meals and items (all arrows)" },
    { keys: "[", does: "Previous day", run: () => goDay(-1) },
    { keys: "]", does: "Next day", run: () => goDay(1) },
    ...(canEdit
      ? [
          { keys: "Enter", does: "Edit the amount; on a meal, add from the library" },
          { keys: "Alt+ArrowUp", does: "Move the item (all arrows)" },
          { keys: "Mod+D", does: "Duplicate the item" },
          { keys: "O", does: "Add an alternative (“or”)" },
          { keys: "R", does: "Replace the item" },
          { keys: "Delete", does: "Remove the item" },
          { keys: "Shift+F10", does: "Open the menu of an item or meal" },
          { keys: "Mod+Z", does: "Undo", run: builder.undo },
          { keys: "Mod+Shift+Z", does: "Do again", run: builder.redo },
        ]
      : []),
  ]);
}

/** Keys on a line of the grid; call it with the `keydown` of the grid's root. */
export function gridKeydown(builder: Builder, event: KeyboardEvent): void {
  const key = lineOf(event.target);
  if (!key || event.defaultPrevented) return;
  const isOnLine = event.target instanceof HTMLElement && event.target.dataset.line !== undefined;
  if (!isOnLine && !event.altKey && event.key !== "Delete") return;
  const itemId = key.startsWith("item:") ? key.slice(5) : null;
  if (handle(builder, event, key, itemId)) event.preventDefault();
}

function handle(builder: Builder, event: KeyboardEvent, key: FocusKey, itemId: string | null): boolean {
  const { selection, rows, plan } = builder;
  const direction = arrows[event.key];
  const canEdit = plan.value.canEdit;
  if (direction && event.altKey) {
    if (itemId && canEdit) builder.nudge(itemId, direction);
    return true;
  }
  if (direction) {
    const next = moveFocus(rows.value, key, direction);
    if (next) void selection.focus(next);
    return true;
  }
  if (event.key === "Home" || event.key === "End") {
    const last = plan.value.days.length - 1;
    const next = focusInColumn(rows.value, key, event.key === "Home" ? 0 : last);
    if (next) void selection.focus(next);
    return true;
  }
  if (event.key === "F10" && event.shiftKey) {
    const box = (event.target as HTMLElement).getBoundingClientRect();
    builder.menu.value = { line: key, x: box.left + 8, y: box.bottom };
    return true;
  }
  if (!canEdit) return false;
  if (event.key === "Enter") {
    if (itemId) builder.amountOf.value = itemId;
    else void builder.openLibrary({ kind: "meal" });
    return true;
  }
  return itemId !== null && handleItem(builder, event, itemId);
}

function handleItem(builder: Builder, event: KeyboardEvent, itemId: string): boolean {
  if (event.key === "Delete" || event.key === "Backspace") {
    builder.remove(itemId);
    return true;
  }
  if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) {
    builder.duplicate(itemId);
    return true;
  }
  if (event.ctrlKey || event.metaKey) return false;
  if (event.key === "o" || event.key === "r") {
    void builder.openLibrary({ kind: event.key === "o" ? "alternative" : "replace", itemId });
    return true;
  }
  return false;
}

/** The line of the grid that an event happened in. */
export function lineOf(target: EventTarget | null): FocusKey | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-line]") : null;
  return (element?.dataset.line as FocusKey | undefined) ?? null;
}
