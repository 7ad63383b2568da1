import { findItem, findMeal } from "../document/find-in-plan.ts";
import type { PlanDocument } from "../document/plan-document.ts";
import { amountWords, dayName, placeWords } from "../document/plan-words.ts";
import { applyEdit } from "./apply-edit.ts";
import type { PlanEdit } from "./plan-edit.ts";

/** What an edit does, in words for the person who made it; `before` is the plan that it was made in. */
export function describeEdit(before: PlanDocument, edit: PlanEdit): string {
  switch (edit.op) {
    case "add_item":
      return `Add ${edit.name}, ${amountWords(edit, facts(before, edit.foodId))} (${mealWords(before, edit.mealId)})`;
    case "update_item": {
      const place = findItem(before, edit.id);
      if (!place) return "Change an item";
      const { item } = place;
      const where = placeWords(before, place.day, place.meal.name);
      const amount = amountWords({ ...edit, kind: item.kind }, facts(before, item.foodId));
      if (edit.freeText !== null && edit.freeText !== item.name) return `Rename “${item.name}” to “${edit.freeText}” (${where})`;
      if (amount !== amountWords(item, facts(before, item.foodId))) return `Set ${item.name} to ${amount} (${where})`;
      return `Change the note of ${item.name} to “${edit.note}” (${where})`;
    }
    case "move_item":
      return `Move ${itemName(before, edit.id)} to ${mealWords(before, edit.mealId)}`;
    case "remove_item":
      return `Remove ${itemName(before, edit.id)}`;
    case "add_meal":
      return `Add the meal ${edit.name} to ${dayWords(before, edit.dayId)}`;
    case "update_meal": {
      const place = findMeal(before, edit.id);
      if (place && place.meal.name !== edit.name) return `Rename ${place.meal.name} to ${edit.name} (${dayWords(before, place.day.id)})`;
      return `Change ${edit.name} (${place ? dayWords(before, place.day.id) : ""})`;
    }
    case "move_meal":
      return `Move the meal ${mealWords(before, edit.id)}`;
    case "remove_meal":
      return `Remove the meal ${mealWords(before, edit.id)}`;
    case "add_day":
      return `Add ${dayName(before, edit.dayNumber)}`;
    case "update_day":
      return `Set the note of ${dayWords(before, edit.id)} to “${edit.note}”`;
    case "move_day":
      return `Move ${dayWords(before, edit.id)} to ${dayName(before, edit.dayNumber)}`;
    case "remove_day":
      return `Remove ${dayWords(before, edit.id)}`;
    case "set_target":
      return `Set the target of ${nutrientName(before, edit.nutrientId)}${targetBounds(edit)}`;
    case "remove_target":
      return `Remove the target of ${nutrientName(before, edit.nutrientId)}`;
    case "update_version":
      return "Change how the plan repeats, or its note";
  }
}

/** Each edit in words, as they build on each other. */
export function describeEdits(before: PlanDocument, edits: readonly PlanEdit[]): string[] {
  let plan = before;
  return edits.map((edit) => {
    const words = describeEdit(plan, edit);
    plan = applyEdit(plan, edit) ?? plan;
    return words;
  });
}

function itemName(plan: PlanDocument, id: string): string {
  const place = findItem(plan, id);
  return place ? `${place.item.name} (${placeWords(plan, place.day, place.meal.name)})` : "an item";
}

function mealWords(plan: PlanDocument, id: string): string {
  const place = findMeal(plan, id);
  return place ? placeWords(plan, place.day, place.meal.name) : "a meal that is gone";
}

function dayWords(plan: PlanDocument, id: string): string {
  const day = plan.days.find((one) => one.id === id);
  return day ? dayName(plan, day.dayNumber) : "a day that is gone";
}

function nutrientName(plan: PlanDocument, id: number): string {
  return plan.nutrients.find((one) => one.id === id)?.name ?? "a nutrient";
}

/** " to 60–80", " to at least 60": the bounds of a target after its nutrient's name. */
export function targetBounds({ minimum, maximum }: { minimum: number | null; maximum: number | null }): string {
  if (minimum !== null && maximum !== null) return ` to ${minimum}–${maximum}`;
  return minimum !== null ? ` to at least ${minimum}` : ` to at most ${maximum}`;
}

function facts(plan: PlanDocument, foodId: string | null) {
  return foodId ? plan.foods[foodId] : undefined;
}
