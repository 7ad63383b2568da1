import { computed, shallowRef, type ShallowRef } from "vue";

import { isMac } from "../../../../ui/keyboard/shortcuts.ts";
import type { PlanMeal } from "../document/plan-document.ts";
import { addDay, addItem, copyMeal, moveDay, moveMealItems, type NewItem } from "../edits/gestures.ts";
import type { Builder } from "../useBuilder.ts";

type Dragged = { kind: "item"; id: string } | { kind: "meal"; id: string } | { kind: "day"; id: string } | { kind: "library"; item: NewItem; learn: () => void };

/** What is being dragged. The browser draws the ghost and ends the drag on Esc. */
const dragged = shallowRef<Dragged | null>(null);

function start(event: DragEvent, what: Dragged, effect: "copyMove" | "copy"): void {
  if (!event.dataTransfer) return;
  event.stopPropagation();
  event.dataTransfer.effectAllowed = effect;
  event.dataTransfer.setData("text/plain", "");
  dragged.value = what;
  const end = (): void => {
    dragged.value = null;
  };
  event.target?.addEventListener("dragend", end, { once: true });
}

/** Starts to drag an item, what a meal holds, or a day: it moves, or is copied while Ctrl or Alt (on a Mac Option) is held. */
export function startLineDrag(event: DragEvent, line: { kind: "item" | "meal" | "day"; id: string }): void {
  start(event, line, "copyMove");
}

/** Whether what is dropped now would be copied. */
const copies = (event: DragEvent): boolean => dragged.value?.kind === "library" || event.altKey || (!isMac && event.ctrlKey);

/** Starts to drag a food or recipe out of the library; `learn` makes its portions known when it is dropped. */
export function startLibraryDrag(event: DragEvent, item: NewItem, learn: () => void): void {
  start(event, { kind: "library", item, learn }, "copy");
}

/** Lets a cell take what is dragged: `index` (from 0) is where the drop line stands, null while nothing is over it. */
export function useItemDrop(builder: Builder, cell: Readonly<ShallowRef<HTMLElement | null>>, meal: () => PlanMeal | null) {
  const place = shallowRef<{ of: Dragged; index: number } | null>(null);
  /** Of this drag alone: one that ends with Esc ends where it began, and the cell below it may not hear of that. */
  const index = computed(() => (place.value && place.value.of === dragged.value ? place.value.index : null));

  function over(event: DragEvent): void {
    const target = meal();
    if (!dragged.value || dragged.value.kind === "day" || !target || !builder.plan.value.canEdit) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = copies(event) ? "copy" : "move";
    const lines = [...(cell.value?.querySelectorAll<HTMLElement>('[data-line^="item:"]') ?? [])];
    const below = lines.findIndex((line) => {
      const box = line.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    place.value = { of: dragged.value, index: pastAlternatives(target, below < 0 ? lines.length : below) };
  }

  function leave(event?: DragEvent): void {
    if (event?.relatedTarget instanceof Node && cell.value?.contains(event.relatedTarget)) return;
    place.value = null;
  }

  function drop(event: DragEvent): void {
    const target = meal();
    const at = index.value;
    const what = dragged.value;
    leave();
    if (!target || at === null || !what) return;
    event.preventDefault();
    if (what.kind === "item") return copies(event) ? builder.copy(what.id, target.id, at) : builder.move(what.id, target.id, at);
    if (what.kind === "meal") {
      const edits = copies(event) ? copyMeal(builder.plan.value, what.id, [target.id], false) : moveMealItems(builder.plan.value, what.id, target.id);
      if (builder.change(edits)) void builder.selection.focus(`meal:${target.id}`);
      return;
    }
    if (what.kind === "day") return;
    what.learn();
    const edits = addItem(builder.plan.value, target.id, what.item, at + 1);
    const added = edits[0];
    if (added?.op === "add_item" && builder.change(edits)) void builder.selection.focus(`item:${added.id}`);
  }

  return { index, isOver: computed(() => index.value !== null), listeners: { dragover: over, dragleave: leave, drop, dragend: () => leave() } };
}

/** Lets the head of a day take another day: it stands there then, or a copy of it behind this one. */
export function useDayDrop(builder: Builder, dayId: () => string, isOver: ShallowRef<boolean>) {
  function over(event: DragEvent): void {
    if (dragged.value?.kind !== "day" || dragged.value.id === dayId() || !builder.plan.value.canEdit) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = copies(event) ? "copy" : "move";
    isOver.value = true;
  }

  function leave(): void {
    isOver.value = false;
  }

  function drop(event: DragEvent): void {
    const what = dragged.value;
    leave();
    const target = builder.plan.value.days.find((day) => day.id === dayId());
    if (what?.kind !== "day" || !target) return;
    event.preventDefault();
    const [add, ...rest] = copies(event) ? addDay(builder.plan.value, what.id, true) : [];
    const edits = add?.op === "add_day" ? [{ ...add, dayNumber: target.dayNumber + 1 }, ...rest] : moveDay(builder.plan.value, what.id, target.dayNumber);
    if (builder.change(edits)) void builder.selection.focus(`day:${add?.op === "add_day" ? add.id : what.id}`);
  }

  return { dragover: over, dragleave: leave, drop };
}

/** Nothing comes between an item and its alternatives. */
function pastAlternatives(meal: PlanMeal, index: number): number {
  let place = index;
  while (meal.items[place]?.alternativeOfId) place += 1;
  return place;
}
