import { findItem, findMeal, groupOf } from "../document/find-in-plan.ts";
import type { PlanDay, PlanDocument, PlanItem, PlanMeal } from "../document/plan-document.ts";
import { applyEdit } from "./apply-edit.ts";
import type { AddItem, PlanEdit } from "./plan-edit.ts";

/** The edits that take `edits` back, given the plan before them. Empty where nothing would change. */
export function invertEdits(before: PlanDocument, edits: readonly PlanEdit[]): PlanEdit[] {
  const inverse: PlanEdit[] = [];
  let plan: PlanDocument | null = before;
  for (const edit of edits) {
    if (!plan) break;
    inverse.unshift(...invertEdit(plan, edit));
    plan = applyEdit(plan, edit);
  }
  return inverse;
}

function invertEdit(before: PlanDocument, edit: PlanEdit): PlanEdit[] {
  switch (edit.op) {
    case "add_item":
      return [{ op: "remove_item", id: edit.id }];
    case "update_item": {
      const place = findItem(before, edit.id);
      return place ? [updateOf(place.item)] : [];
    }
    case "move_item": {
      const place = findItem(before, edit.id);
      if (!place) return [];
      const { alternativeOfId } = place.item;
      return [{ op: "move_item", id: edit.id, mealId: place.meal.id, position: place.index + 1, alternativeOfId }];
    }
    case "remove_item": {
      const place = findItem(before, edit.id);
      if (!place) return [];
      return groupOf(place.meal.items, edit.id).map((item) => addOf(item, place.meal));
    }
    case "add_meal":
      return [{ op: "remove_meal", id: edit.id }];
    case "update_meal": {
      const place = findMeal(before, edit.id);
      if (!place) return [];
      const { id, name, timeOfDay, note } = place.meal;
      return [{ op: "update_meal", id, name, timeOfDay, note }];
    }
    case "move_meal": {
      const place = findMeal(before, edit.id);
      if (!place) return [];
      return [{ op: "move_meal", id: edit.id, dayId: place.day.id, position: place.day.meals.indexOf(place.meal) + 1 }];
    }
    case "remove_meal": {
      const place = findMeal(before, edit.id);
      return place ? addsOfMeal(place.meal, place.day) : [];
    }
    case "add_day":
      return [{ op: "remove_day", id: edit.id }];
    case "update_day": {
      const day = before.days.find((one) => one.id === edit.id);
      return day ? [{ op: "update_day", id: day.id, note: day.note }] : [];
    }
    case "move_day": {
      const day = before.days.find((one) => one.id === edit.id);
      return day ? [{ op: "move_day", id: day.id, dayNumber: day.dayNumber }] : [];
    }
    case "remove_day": {
      const day = before.days.find((one) => one.id === edit.id);
      if (!day) return [];
      const { id, dayNumber, note } = day;
      return [{ op: "add_day", id, dayNumber, note }, ...day.meals.flatMap((meal) => addsOfMeal(meal, day))];
    }
    case "set_target":
    case "remove_target": {
      const target = before.targets.find((one) => one.nutrientId === edit.nutrientId);
      if (target) return [{ op: "set_target", ...target }];
      return edit.op === "set_target" ? [{ op: "remove_target", nutrientId: edit.nutrientId }] : [];
    }
    case "update_version": {
      const { note, dayMapping, isRepeating } = before.version;
      return [{ op: "update_version", note, dayMapping, isRepeating }];
    }
  }
}

/** The edit that sets an item to what it is now. */
export function updateOf(item: PlanItem): Extract<PlanEdit, { op: "update_item" }> {
  return {
    op: "update_item",
    id: item.id,
    freeText: item.kind === "text" ? item.name : null,
    amount: item.amount,
    foodPortionId: item.foodPortionId,
    unitCode: item.unitCode,
    note: item.note,
  };
}

/** The edit that puts an item where it is now. */
export function addOf(item: PlanItem, meal: PlanMeal): AddItem {
  const { grams: _grams, changed: _changed, portionLabel: _label, ...fields } = item;
  return { ...fields, op: "add_item", mealId: meal.id, position: meal.items.indexOf(item) + 1 };
}

function addsOfMeal(meal: PlanMeal, day: PlanDay): PlanEdit[] {
  const { id, name, timeOfDay, note } = meal;
  return [
    { op: "add_meal", id, dayId: day.id, position: day.meals.indexOf(meal) + 1, name, timeOfDay, note },
    ...meal.items.map((item) => addOf(item, meal)),
  ];
}
