import { shallowRef, type ShallowRef } from "vue";

import { findItem, findMeal } from "./document/find-in-plan.ts";
import type { PlanDocument } from "./document/plan-document.ts";
import { dayName, placeWords } from "./document/plan-words.ts";
import { addDay, copyItem, copyMeal, moveDay, moveItem, moveMealItems } from "./edits/gestures.ts";
import type { PlanEdit } from "./edits/plan-edit.ts";
import type { Selection } from "./useSelection.ts";
import { idOf, type FocusKey } from "./week/move-focus.ts";

interface ClipboardNeeds {
  plan: ShallowRef<PlanDocument>;
  selection: Selection;
  change: (edits: PlanEdit[], label?: string) => boolean;
  announce: (text: string) => void;
}

/**
 * Copy, cut and paste of items, meals and days by keyboard, as in a spreadsheet: what was cut stands where it was until it is
 * pasted. A meal pasted on a meal adds what it holds; a day pasted on a day stands behind it.
 */
export function useClipboard({ plan, selection, change, announce }: ClipboardNeeds) {
  const clipboard = shallowRef<{ line: FocusKey; isCut: boolean } | null>(null);

  function take(line: FocusKey, isCut: boolean): void {
    clipboard.value = { line, isCut };
    announce(`${isCut ? "Cut" : "Copied"}: ${nameOf(line) ?? "nothing"}. Go where it belongs and paste.`);
  }

  /** What a line is called; null when it is gone. */
  function nameOf(line: FocusKey): string | null {
    const id = idOf(line);
    if (line.startsWith("item:")) return findItem(plan.value, id)?.item.name ?? null;
    if (line.startsWith("meal:")) {
      const place = findMeal(plan.value, id);
      return place && placeWords(plan.value, place.day, place.meal.name);
    }
    const day = plan.value.days.find((one) => one.id === id);
    return day ? dayName(plan.value, day.dayNumber) : null;
  }

  function paste(on: FocusKey): void {
    if (!clipboard.value) return announce("Nothing was copied yet.");
    const { line, isCut } = clipboard.value;
    const name = nameOf(line);
    if (!name) return announce("What was copied is no longer in the plan.");
    const edits = editsFor(line, on, isCut);
    if (!change(edits, `${isCut ? "Move" : "Copy"} ${name} to ${whereOf(on)}`)) return announce("It cannot be pasted here.");
    if (isCut) clipboard.value = null;
    void selection.focus(focusAfter(line, on, edits, isCut));
  }

  function editsFor(line: FocusKey, on: FocusKey, isCut: boolean): PlanEdit[] {
    const id = idOf(line);
    if (line.startsWith("day:")) {
      const target = dayOf(on);
      if (!target || (isCut && target.id === id)) return [];
      return isCut ? moveDay(plan.value, id, placeBehind(id, target.dayNumber)) : pasteDay(id, target.dayNumber);
    }
    const place = mealOf(on, line);
    if (!place) return [];
    if (line.startsWith("meal:")) return isCut ? moveMealItems(plan.value, id, place.id) : copyMealOver(id, place.id);
    const index = on.startsWith("item:") ? place.items.findIndex((item) => item.id === idOf(on)) + 1 : place.items.length;
    return isCut ? moveItem(plan.value, id, place.id, index) : copyItem(plan.value, id, place.id, index);
  }

  /** A meal pasted on itself is there twice. */
  function copyMealOver(mealId: string, targetId: string): PlanEdit[] {
    if (mealId !== targetId) return copyMeal(plan.value, mealId, [targetId], false);
    const meal = findMeal(plan.value, mealId)?.meal;
    return (meal?.items ?? []).filter((item) => !item.alternativeOfId).flatMap((item) => copyItem(plan.value, item.id, mealId, meal!.items.length));
  }

  /** A copy of the day behind the one of that number. */
  function pasteDay(dayId: string, number: number): PlanEdit[] {
    const [add, ...rest] = addDay(plan.value, dayId, true);
    return add?.op === "add_day" ? [{ ...add, dayNumber: number + 1 }, ...rest] : [];
  }

  /** The number that a day has behind another, once it is gone from where it was. */
  function placeBehind(dayId: string, number: number): number {
    const from = plan.value.days.find((day) => day.id === dayId)?.dayNumber ?? 0;
    return from < number ? number : number + 1;
  }

  const dayOf = (line: FocusKey) => {
    const id = idOf(line);
    if (line.startsWith("day:")) return plan.value.days.find((day) => day.id === id) ?? null;
    return (line.startsWith("item:") ? findItem(plan.value, id) : findMeal(plan.value, id))?.day ?? null;
  };

  /** The meal of a line; of a day the one that is called as where the copy comes from, else its first. */
  function mealOf(on: FocusKey, from: FocusKey) {
    if (on.startsWith("meal:")) return findMeal(plan.value, idOf(on))?.meal ?? null;
    if (on.startsWith("item:")) return findItem(plan.value, idOf(on))?.meal ?? null;
    const source = from.startsWith("item:") ? findItem(plan.value, idOf(from)) : findMeal(plan.value, idOf(from));
    const meals = dayOf(on)?.meals ?? [];
    return meals.find((meal) => meal.name === source?.meal.name) ?? meals[0] ?? null;
  }

  function whereOf(on: FocusKey): string {
    const day = dayOf(on);
    if (on.startsWith("day:")) return day ? dayName(plan.value, day.dayNumber) : "";
    const meal = mealOf(on, on);
    return day && meal ? placeWords(plan.value, day, meal.name) : "";
  }

  function focusAfter(line: FocusKey, on: FocusKey, edits: readonly PlanEdit[], isCut: boolean): FocusKey {
    if (isCut && !line.startsWith("meal:")) return line;
    const day = edits.find((edit) => edit.op === "add_day");
    const item = edits.find((edit) => edit.op === "add_item");
    if (line.startsWith("day:") && day) return `day:${day.id}`;
    return line.startsWith("item:") && item ? `item:${item.id}` : on;
  }

  return { clipboard, take, paste };
}
