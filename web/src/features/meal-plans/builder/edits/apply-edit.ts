import { findItem, findMeal, groupOf } from "../document/find-in-plan.ts";
import type { PlanDay, PlanDocument, PlanItem, PlanMeal } from "../document/plan-document.ts";
import type { PlanEdit } from "./plan-edit.ts";

/**
 * The plan after an edit, or null when what it edits is gone. Only the path to the change is copied: everything else
 * stays the same object, so that the screen renders nothing else again.
 */
export function applyEdit(plan: PlanDocument, edit: PlanEdit): PlanDocument | null {
  switch (edit.op) {
    case "add_item": {
      if (findItem(plan, edit.id)) return null;
      const { op: _op, mealId, position, ...fields } = edit;
      return changeMeal(plan, mealId, (meal) => ({
        ...meal,
        items: insertAt(meal.items, position, [{ ...fields, grams: null }]),
      }));
    }
    case "update_item": {
      const place = findItem(plan, edit.id);
      if (!place) return null;
      const { op: _op, id: _id, freeText, ...fields } = edit;
      const changed: PlanItem = { ...place.item, ...fields, name: freeText ?? place.item.name };
      if (!sameAmount(place.item, changed)) changed.grams = null;
      return changeMeal(plan, place.meal.id, (meal) => ({ ...meal, items: meal.items.with(place.index, changed) }));
    }
    case "move_item":
      return moveItem(plan, edit);
    case "remove_item": {
      const place = findItem(plan, edit.id);
      if (!place) return null;
      const gone = new Set(groupOf(place.meal.items, edit.id).map((item) => item.id));
      return changeMeal(plan, place.meal.id, (meal) => ({
        ...meal,
        items: meal.items.filter((item) => !gone.has(item.id)),
      }));
    }
    case "add_meal": {
      if (findMeal(plan, edit.id)) return null;
      const { op: _op, dayId, position, ...fields } = edit;
      return changeDay(plan, dayId, (day) => ({
        ...day,
        meals: insertAt(day.meals, position, [{ ...fields, items: [] }]),
      }));
    }
    case "update_meal": {
      const { op: _op, id, ...fields } = edit;
      return changeMeal(plan, id, (meal) => ({ ...meal, ...fields }));
    }
    case "move_meal": {
      const place = findMeal(plan, edit.id);
      if (!place || !plan.days.some((day) => day.id === edit.dayId)) return null;
      const without = withoutMeal(plan, place.meal);
      return changeDay(without, edit.dayId, (day) => ({
        ...day,
        meals: insertAt(day.meals, edit.position, [place.meal]),
      }));
    }
    case "remove_meal": {
      const place = findMeal(plan, edit.id);
      return place && withoutMeal(plan, place.meal);
    }
    case "add_day": {
      if (plan.days.some((day) => day.id === edit.id)) return null;
      const added: PlanDay = { id: edit.id, dayNumber: edit.dayNumber, note: edit.note, meals: [] };
      return { ...plan, days: numbered(insertAt(plan.days, edit.dayNumber, [added])) };
    }
    case "update_day":
      return changeDay(plan, edit.id, (day) => ({ ...day, note: edit.note }));
    case "move_day": {
      const day = plan.days.find((one) => one.id === edit.id);
      return day ? { ...plan, days: numbered(insertAt(plan.days.filter((one) => one !== day), edit.dayNumber, [day])) } : null;
    }
    case "remove_day":
      if (!plan.days.some((day) => day.id === edit.id)) return null;
      return { ...plan, days: numbered(plan.days.filter((day) => day.id !== edit.id)) };
    case "set_target": {
      const { op: _op, ...target } = edit;
      const others = plan.targets.filter((one) => one.nutrientId !== edit.nutrientId);
      return { ...plan, targets: [...others, target] };
    }
    case "remove_target":
      return { ...plan, targets: plan.targets.filter((one) => one.nutrientId !== edit.nutrientId) };
    case "update_version": {
      const { op: _op, ...fields } = edit;
      return { ...plan, version: { ...plan.version, ...fields } };
    }
  }
}

/** All edits in order, or null when one of them does not apply. */
export function applyEdits(plan: PlanDocument, edits: readonly PlanEdit[]): PlanDocument | null {
  let result: PlanDocument | null = plan;
  for (const edit of edits) {
    if (!result) return null;
    result = applyEdit(result, edit);
  }
  return result;
}

function moveItem(plan: PlanDocument, edit: Extract<PlanEdit, { op: "move_item" }>): PlanDocument | null {
  const place = findItem(plan, edit.id);
  if (!place || !findMeal(plan, edit.mealId)) return null;
  const group = groupOf(place.meal.items, edit.id);
  const moved = new Set(group.map((item) => item.id));
  const arriving = group.map((item) => (item.id === edit.id ? { ...item, alternativeOfId: edit.alternativeOfId } : item));
  const without = changeMeal(plan, place.meal.id, (meal) => ({
    ...meal,
    items: meal.items.filter((item) => !moved.has(item.id)),
  }));
  return without && changeMeal(without, edit.mealId, (meal) => ({ ...meal, items: insertAt(meal.items, edit.position, arriving) }));
}

function withoutMeal(plan: PlanDocument, meal: PlanMeal): PlanDocument {
  return {
    ...plan,
    days: plan.days.map((day) => (day.meals.includes(meal) ? { ...day, meals: day.meals.filter((one) => one !== meal) } : day)),
  };
}

function changeDay(plan: PlanDocument, dayId: string, change: (day: PlanDay) => PlanDay): PlanDocument | null {
  const index = plan.days.findIndex((day) => day.id === dayId);
  return index < 0 ? null : { ...plan, days: plan.days.with(index, change(plan.days[index]!)) };
}

function changeMeal(plan: PlanDocument, mealId: string, change: (meal: PlanMeal) => PlanMeal): PlanDocument | null {
  const place = findMeal(plan, mealId);
  if (!place) return null;
  const index = place.day.meals.indexOf(place.meal);
  return changeDay(plan, place.day.id, (day) => ({ ...day, meals: day.meals.with(index, change(place.meal)) }));
}

function insertAt<T>(list: readonly T[], position: number, added: readonly T[]): T[] {
  const index = Math.min(Math.max(position - 1, 0), list.length);
  return [...list.slice(0, index), ...added, ...list.slice(index)];
}

function numbered(days: readonly PlanDay[]): PlanDay[] {
  return days.map((day, index) => (day.dayNumber === index + 1 ? day : { ...day, dayNumber: index + 1 }));
}

function sameAmount(a: PlanItem, b: PlanItem): boolean {
  return a.amount === b.amount && a.foodPortionId === b.foodPortionId && a.unitCode === b.unitCode;
}
