import { shallowRef, type ShallowRef } from "vue";

import type { PlanMeal } from "../document/plan-document.ts";
import type { NewItem } from "../edits/gestures.ts";
import { addItem } from "../edits/gestures.ts";
import type { Builder } from "../useBuilder.ts";

type Dragged = { kind: "item"; id: string } | { kind: "library"; item: NewItem; learn: () => void };

/** What is being dragged. The browser draws the ghost and ends the drag on Esc. */
const dragged = shallowRef<Dragged | null>(null);

function start(event: DragEvent, what: Dragged, effect: "move" | "copy"): void {
  if (!event.dataTransfer) return;
  event.dataTransfer.effectAllowed = effect;
  event.dataTransfer.setData("text/plain", "");
  dragged.value = what;
  const end = (): void => {
    dragged.value = null;
  };
  event.target?.addEventListener("dragend", end, { once: true });
}

/** Starts to drag an item of the plan. */
export function startItemDrag(event: DragEvent, itemId: string): void {
  start(event, { kind: "item", id: itemId }, "move");
}

/** Starts to drag a food or recipe out of the library; `learn` makes its portions known when it is dropped. */
export function startLibraryDrag(event: DragEvent, item: NewItem, learn: () => void): void {
  start(event, { kind: "library", item, learn }, "copy");
}

/** Lets a cell take what is dragged: `index` (from 0) is where the drop line stands, null while nothing is over it. */
export function useItemDrop(builder: Builder, cell: Readonly<ShallowRef<HTMLElement | null>>, meal: () => PlanMeal | null) {
  const index = shallowRef<number | null>(null);
  const isOver = shallowRef(false);

  function over(event: DragEvent): void {
    const target = meal();
    if (!dragged.value || !target || !builder.plan.value.canEdit) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = dragged.value.kind === "item" ? "move" : "copy";
    const lines = [...(cell.value?.querySelectorAll<HTMLElement>('[data-line^="item:"]') ?? [])];
    const below = lines.findIndex((line) => {
      const box = line.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    index.value = pastAlternatives(target, below < 0 ? lines.length : below);
    isOver.value = true;
  }

  function leave(event?: DragEvent): void {
    if (event?.relatedTarget instanceof Node && cell.value?.contains(event.relatedTarget)) return;
    index.value = null;
    isOver.value = false;
  }

  function drop(event: DragEvent): void {
    const target = meal();
    const at = index.value;
    const what = dragged.value;
    leave();
    if (!target || at === null || !what) return;
    event.preventDefault();
    if (what.kind === "item") return builder.move(what.id, target.id, at);
    what.learn();
    const edits = addItem(builder.plan.value, target.id, what.item, at + 1);
    const added = edits[0];
    if (added?.op === "add_item" && builder.change(edits)) void builder.selection.focus(`item:${added.id}`);
  }

  return { index, isOver, listeners: { dragover: over, dragleave: leave, drop, dragend: () => leave() } };
}

/** Nothing comes between an item and its alternatives. */
function pastAlternatives(meal: PlanMeal, index: number): number {
  let place = index;
  while (meal.items[place]?.alternativeOfId) place += 1;
  return place;
}
