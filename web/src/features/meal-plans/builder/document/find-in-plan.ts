import type { PlanDay, PlanDocument, PlanItem, PlanMeal } from "./plan-document.ts";

export interface MealPlace {
  day: PlanDay;
  meal: PlanMeal;
}

export interface ItemPlace extends MealPlace {
  item: PlanItem;
  /** In the meal's items, from 0. */
  index: number;
}

/** The meal with its day, or null when it is not in the plan (any more). */
export function findMeal(plan: PlanDocument, mealId: string): MealPlace | null {
  for (const day of plan.days) {
    const meal = day.meals.find((one) => one.id === mealId);
    if (meal) return { day, meal };
  }
  return null;
}

/** The item with its meal and day, or null when it is not in the plan (any more). */
export function findItem(plan: PlanDocument, itemId: string): ItemPlace | null {
  for (const day of plan.days) {
    for (const meal of day.meals) {
      const index = meal.items.findIndex((one) => one.id === itemId);
      if (index >= 0) return { day, meal, item: meal.items[index]!, index };
    }
  }
  return null;
}

/** An item and its "or" alternatives, in order; an alternative stands alone. */
export function groupOf(items: readonly PlanItem[], itemId: string): PlanItem[] {
  return items.filter((one) => one.id === itemId || one.alternativeOfId === itemId);
}
