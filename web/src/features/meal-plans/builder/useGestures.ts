import type { ComputedRef, ShallowRef } from "vue";

import { toasts } from "../../../ui/toast/toasts.ts";
import { findItem, findMeal } from "./document/find-in-plan.ts";
import type { PlanDocument } from "./document/plan-document.ts";
import { placeWords } from "./document/plan-words.ts";
import { addAlternative, addItem, copyItem, duplicateItem, makeAlternative, makeFirst, makeOwn, moveDay, moveItem, moveMeal, removeItem, substitute, type NewItem } from "./edits/gestures.ts";
import type { PlanEdit } from "./edits/plan-edit.ts";
import type { Selection } from "./useSelection.ts";
import { moveFocus, type Direction, type FocusKey } from "./week/move-focus.ts";
import type { WeekRow } from "./week/week-rows.ts";

/** Where the next food from the library goes. */
export type LibraryTarget = { kind: "meal" } | { kind: "alternative" | "replace" | "replace-all"; itemId: string };

interface GesturesNeed {
  plan: ShallowRef<PlanDocument>;
  rows: ComputedRef<WeekRow[]>;
  selection: Selection;
  libraryTarget: ShallowRef<LibraryTarget>;
  change: (edits: PlanEdit[], label?: string) => boolean;
  undo: () => void;
}

/** What a person does to the items of the plan, by mouse or by keyboard: the edits, and where the focus goes then. */
export function useGestures({ plan, rows, selection, libraryTarget, change, undo }: GesturesNeed) {
  /** Puts something from the library where it belongs; answers the new item's id. */
  function put(item: NewItem): string | null {
    const target = libraryTarget.value;
    const edits = editsFor(target, item);
    const added = edits.find((edit) => edit.op === "add_item");
    if (!added || !change(edits, putLabel(target, item))) return null;
    libraryTarget.value = { kind: "meal" };
    if (target.kind !== "meal") selection.select(`item:${added.id}`);
    return added.id;
  }

  function editsFor(target: LibraryTarget, item: NewItem): PlanEdit[] {
    if (target.kind === "alternative") return addAlternative(plan.value, target.itemId, item);
    if (target.kind === "replace") return substitute(plan.value, target.itemId, item);
    const meal = selection.meal.value?.meal;
    return meal ? addItem(plan.value, meal.id, item) : [];
  }

  function putLabel(target: LibraryTarget, item: NewItem): string {
    const place = target.kind === "meal" ? selection.meal.value : findItem(plan.value, target.itemId);
    const where = place ? ` (${placeWords(plan.value, place.day, place.meal.name)})` : "";
    if (target.kind === "meal") return `Add ${item.name}${where}`;
    const other = findItem(plan.value, target.itemId)?.item.name ?? "";
    return target.kind === "replace" ? `Replace ${other} with ${item.name}${where}` : `Add ${item.name} as “or” to ${other}${where}`;
  }

  /** Removes an item with an undo toast; the focus goes to its neighbour. */
  function remove(itemId: string): void {
    const place = findItem(plan.value, itemId);
    if (!place) return;
    const key: FocusKey = `item:${itemId}`;
    const neighbour = moveFocus(rows.value, key, "down") ?? moveFocus(rows.value, key, "up");
    const edits = removeItem(plan.value, itemId);
    const gone = new Set(edits.map((edit) => ("id" in edit ? `item:${edit.id}` : "")));
    const next = neighbour && !gone.has(neighbour) ? neighbour : (`meal:${place.meal.id}` as const);
    if (!change(edits, `Remove ${place.item.name} (${placeWords(plan.value, place.day, place.meal.name)})`)) return;
    toasts.show(`Removed ${place.item.name}`, undo);
    void selection.focus(next);
  }

  function duplicate(itemId: string): void {
    const name = findItem(plan.value, itemId)?.item.name ?? "";
    const edits = duplicateItem(plan.value, itemId);
    const first = edits.find((edit) => edit.op === "add_item");
    if (first && change(edits, `Duplicate ${name}`)) void selection.focus(`item:${first.id}`);
  }

  /** Moves an item before the line at `index` of a meal. */
  function move(itemId: string, mealId: string, index: number): void {
    if (change(moveItem(plan.value, itemId, mealId, index))) void selection.focus(`item:${itemId}`);
  }

  /** Copies an item before the line at `index` of a meal. */
  function copy(itemId: string, mealId: string, index: number): void {
    const place = findItem(plan.value, itemId);
    const edits = copyItem(plan.value, itemId, mealId, index);
    const first = edits.find((edit) => edit.op === "add_item");
    const to = findMeal(plan.value, mealId);
    if (!place || !first || !to) return;
    if (change(edits, `Copy ${place.item.name} to ${placeWords(plan.value, to.day, to.meal.name)}`)) void selection.focus(`item:${first.id}`);
  }

  /** Makes an item an alternative of the one above it, or an alternative an item that counts itself. */
  function toggleAlternative(itemId: string): void {
    const place = findItem(plan.value, itemId);
    if (!place) return;
    const { name, alternativeOfId } = place.item;
    const edits = alternativeOfId ? makeOwn(plan.value, itemId) : makeAlternative(plan.value, itemId);
    const label = alternativeOfId ? `${name} counts by itself` : `Make ${name} an “or” of what is above it`;
    if (change(edits, label)) void selection.focus(`item:${itemId}`);
  }

  /** Makes an alternative the one that counts. */
  function countInstead(itemId: string): void {
    const name = findItem(plan.value, itemId)?.item.name ?? "";
    if (change(makeFirst(plan.value, itemId), `Count ${name}, the others are its “or”`)) void selection.focus(`item:${itemId}`);
  }

  /** Moves a meal one place up or down, in every day that has it. */
  function nudgeMeal(mealId: string, step: 1 | -1): void {
    const name = findMeal(plan.value, mealId)?.meal.name ?? "";
    if (change(moveMeal(plan.value, mealId, step, true), `Move ${name} ${step > 0 ? "down" : "up"}`)) void selection.focus(`meal:${mealId}`);
  }

  /** Moves a day one place. */
  function nudgeDay(dayId: string, step: 1 | -1): void {
    const day = plan.value.days.find((one) => one.id === dayId);
    if (day && change(moveDay(plan.value, dayId, day.dayNumber + step))) void selection.focus(`day:${dayId}`);
  }

  /** Moves an item one step: past its neighbour, into the next meal of the day, or to the same meal of the next day. */
  function nudge(itemId: string, direction: Direction): void {
    const place = findItem(plan.value, itemId);
    if (!place) return;
    const { meal, item } = place;
    if (direction === "up" || direction === "down") {
      const units = meal.items.filter((one) => one.alternativeOfId === item.alternativeOfId);
      const neighbour = units[units.indexOf(item) + (direction === "up" ? -1 : 1)];
      if (neighbour) {
        const at = meal.items.indexOf(neighbour);
        const size = meal.items.filter((one) => one.alternativeOfId === neighbour.id).length + 1;
        return move(itemId, meal.id, direction === "up" ? at : at + size);
      }
    }
    if (item.alternativeOfId) return;
    const target = nextMeal(meal.id, direction);
    if (target) move(itemId, target.id, direction === "down" ? 0 : target.items.length);
  }

  function nextMeal(mealId: string, direction: Direction) {
    const key = moveFocus(rows.value, `meal:${mealId}`, direction === "up" ? "up" : direction);
    if (direction !== "up") return mealOfLine(key);
    const day = findMeal(plan.value, mealId)?.day;
    const row = rows.value.findIndex(({ meals }) => meals.some((meal) => meal?.id === mealId));
    const column = day ? plan.value.days.indexOf(day) : -1;
    return (
      rows.value
        .slice(0, row)
        .reverse()
        .map(({ meals }) => meals[column])
        .find((meal) => meal) ?? null
    );
  }

  function mealOfLine(key: FocusKey | null) {
    if (!key) return null;
    const id = key.slice(5);
    return (key.startsWith("meal:") ? findMeal(plan.value, id) : findItem(plan.value, id))?.meal ?? null;
  }

  return { put, remove, duplicate, move, copy, nudge, nudgeMeal, nudgeDay, toggleAlternative, countInstead };
}
