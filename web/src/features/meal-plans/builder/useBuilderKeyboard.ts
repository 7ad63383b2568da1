import { useShortcuts } from "../../../ui/keyboard/shortcuts.ts";
import { findItem } from "./document/find-in-plan.ts";
import type { Builder } from "./useBuilder.ts";
import { lineChoices } from "./week/line-choices.ts";
import { focusInColumn, idOf, moveFocus, type Direction, type FocusKey } from "./week/move-focus.ts";

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

  /** The same line, or the first, seven days on. */
  function goWeek(step: 1 | -1): void {
    const days = plan.value.days;
    const now = selection.day.value ? days.indexOf(selection.day.value) : 0;
    const next = Math.min(Math.max(now + 7 * step, 0), days.length - 1);
    const key = next !== now && focusInColumn(rows.value, selection.line.value, next);
    if (key) void selection.focus(key);
    if (days[next]) builder.announce(builder.dayName(days[next].dayNumber));
  }

  useShortcuts("Meal plan", [
    ...(canEdit ? [{ keys: "/", does: "Search the library", run: () => void builder.openLibrary() }] : []),
    { keys: "ArrowDown", does: "Move through days, meals and items (all arrows)" },
    { keys: "[", does: "Previous day", run: () => goDay(-1) },
    { keys: "]", does: "Next day", run: () => goDay(1) },
    { keys: "PageDown", does: "Seven days on", run: () => goWeek(1) },
    { keys: "PageUp", does: "Seven days back", run: () => goWeek(-1) },
    { keys: "W", does: "Go to the warnings of an item, meal or day" },
    { keys: "Shift+F10", does: "Open the menu of an item, meal or day: everything is there" },
  ]);
  if (!canEdit) return;
  useShortcuts("Items, meals and days", [
    { keys: "Enter", does: "Edit the amount; on a meal, add from the library" },
    { keys: "Alt+ArrowUp", does: "Move the item, meal or day (arrows)" },
    { keys: "Mod+C", does: "Copy an item, a meal or a day" },
    { keys: "Mod+X", does: "Cut it: it moves where it is pasted" },
    { keys: "Mod+V", does: "Paste here" },
    { keys: "Mod+D", does: "Duplicate an item or a day; copy a meal to others" },
    { keys: "O", does: "Add an alternative (“or”)" },
    { keys: "Shift+O", does: "Make it an “or” of the one above, and back" },
    { keys: "Shift+F", does: "Count this alternative instead" },
    { keys: "S", does: "Find a substitute for the item" },
    { keys: "R", does: "Replace the item" },
    { keys: "Shift+R", does: "Replace its food in the whole plan" },
    { keys: "T", does: "Add a free text" },
    { keys: "N", does: "Note of an item or day; name, time and note of a meal" },
    { keys: "A", does: "Add a meal after this one, or a day" },
    { keys: "Delete", does: "Remove" },
    { keys: "Mod+Z", does: "Undo", run: builder.undo },
    { keys: "Mod+Shift+Z", does: "Do again", run: builder.redo },
  ]);
}

/** Keys on a line of the grid; call it with the `keydown` of the grid's root. */
export function gridKeydown(builder: Builder, event: KeyboardEvent): void {
  const key = lineOf(event.target);
  if (!key || event.defaultPrevented) return;
  const isOnLine = event.target instanceof HTMLElement && event.target.dataset.line !== undefined;
  if (!isOnLine && !event.altKey && event.key !== "Delete") return;
  if (handle(builder, event, key)) event.preventDefault();
}

function handle(builder: Builder, event: KeyboardEvent, key: FocusKey): boolean {
  const { selection, rows, plan, view } = builder;
  const direction = arrows[event.key];
  const canEdit = plan.value.canEdit;
  if (direction && event.altKey) {
    if (canEdit) nudge(builder, key, direction);
    return true;
  }
  if (direction) {
    const heads = view.value === "week" ? plan.value.days.map((day) => day.id) : [];
    const next = moveFocus(rows.value, key, direction, heads);
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
  if (event.key === "Escape" && builder.clipboard.value) {
    builder.clipboard.value = null;
    return true;
  }
  return act(builder, event, key);
}

function nudge(builder: Builder, key: FocusKey, direction: Direction): void {
  const isBack = direction === "up" || direction === "left";
  const isVertical = direction === "up" || direction === "down";
  if (key.startsWith("item:")) builder.nudge(idOf(key), direction);
  else if (key.startsWith("meal:") && isVertical) builder.nudgeMeal(idOf(key), isBack ? -1 : 1);
  else if (key.startsWith("day:") && !isVertical) builder.nudgeDay(idOf(key), isBack ? -1 : 1);
}

/** What a line's menu offers under a key, and what only a key does. */
function act(builder: Builder, event: KeyboardEvent, key: FocusKey): boolean {
  if (event.altKey) return false;
  if (event.key === "w" && !event.ctrlKey && !event.metaKey) {
    void builder.showFindingsOf(key);
    return true;
  }
  const pressed = wordsOfKey(event);
  const meal = key.startsWith("item:") ? findItem(builder.plan.value, idOf(key))?.meal : null;
  const choice =
    lineChoices(builder, key).find((one) => one.keys === pressed) ??
    // A text, or another meal, goes to the meal that an item is in.
    (meal && ["T", "A"].includes(pressed) ? lineChoices(builder, `meal:${meal.id}`).find((one) => one.keys === pressed) : undefined);
  if (choice) choice.run();
  else if (pressed === "Ctrl V" && builder.plan.value.canEdit) builder.paste(key);
  else return false;
  return true;
}

/** A key press as the menus write it: "Ctrl D", "Shift O", "Del". */
function wordsOfKey(event: KeyboardEvent): string {
  const isMod = event.ctrlKey || event.metaKey;
  const key = event.key === "Delete" || event.key === "Backspace" ? "Del" : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [isMod && "Ctrl", event.shiftKey && key.length === 1 && "Shift", key].filter(Boolean).join(" ");
}

/** The line of the grid that an event happened in. */
export function lineOf(target: EventTarget | null): FocusKey | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-line]") : null;
  return (element?.dataset.line as FocusKey | undefined) ?? null;
}
