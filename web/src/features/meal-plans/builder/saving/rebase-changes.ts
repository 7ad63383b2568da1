import type { PlanDocument } from "../document/plan-document.ts";
import { applyEdits } from "../edits/apply-edit.ts";
import type { Change, PlanEdit } from "../edits/plan-edit.ts";

export interface Rebased {
  plan: PlanDocument;
  kept: Change[];
  /** Changes whose item, meal or day is no longer there. */
  lost: Change[];
}

/** Puts changes, in order, on top of a plan that may have changed meanwhile. */
export function rebaseChanges(base: PlanDocument, changes: readonly Change[]): Rebased {
  const kept: Change[] = [];
  const lost: Change[] = [];
  let plan = base;
  for (const change of changes) {
    const next = applyEdits(plan, change.edits);
    if (next) {
      plan = next;
      kept.push(change);
    } else lost.push(change);
  }
  return { plan, kept, lost };
}

/** Whether the plan already shows what these edits do: then our own answer was lost on the way. */
export function isAlreadyDone(plan: PlanDocument, edits: readonly PlanEdit[]): boolean {
  const last = new Map<string, PlanEdit>();
  for (const edit of edits)
    last.set(`${edit.op.replace(/^\w+_/, "")} ${"id" in edit ? edit.id : "nutrientId" in edit ? edit.nutrientId : ""}`, edit);
  return [...last.values()].every((edit) => shows(plan, edit));
}

function shows(plan: PlanDocument, edit: PlanEdit): boolean {
  const meals = plan.days.flatMap((day) => day.meals.map((meal) => ({ day, meal })));
  switch (edit.op) {
    case "add_item":
    case "update_item":
    case "move_item": {
      const place = meals.find(({ meal }) => meal.items.some((item) => item.id === edit.id));
      const item = place?.meal.items.find((one) => one.id === edit.id);
      if (!place || !item) return false;
      if (edit.op === "move_item") return place.meal.id === edit.mealId && place.meal.items.indexOf(item) + 1 === edit.position;
      return (
        item.amount === edit.amount &&
        item.foodPortionId === edit.foodPortionId &&
        item.unitCode === edit.unitCode &&
        item.note === edit.note
      );
    }
    case "remove_item":
      return !meals.some(({ meal }) => meal.items.some((item) => item.id === edit.id));
    case "add_meal":
    case "update_meal": {
      const meal = meals.find((place) => place.meal.id === edit.id)?.meal;
      return meal?.name === edit.name && meal.note === edit.note;
    }
    case "move_meal":
      return meals.some(({ day, meal }) => meal.id === edit.id && day.id === edit.dayId && day.meals.indexOf(meal) + 1 === edit.position);
    case "remove_meal":
      return !meals.some(({ meal }) => meal.id === edit.id);
    case "add_day":
    case "update_day":
      return plan.days.some((day) => day.id === edit.id && day.note === edit.note);
    case "move_day":
      return plan.days.some((day) => day.id === edit.id && day.dayNumber === edit.dayNumber);
    case "remove_day":
      return !plan.days.some((day) => day.id === edit.id);
    case "set_target":
      return plan.targets.some((one) => one.nutrientId === edit.nutrientId && one.minimum === edit.minimum && one.maximum === edit.maximum);
    case "remove_target":
      return !plan.targets.some((one) => one.nutrientId === edit.nutrientId);
    case "update_version":
      return (
        plan.version.note === edit.note && plan.version.dayMapping === edit.dayMapping && plan.version.isRepeating === edit.isRepeating
      );
  }
}
