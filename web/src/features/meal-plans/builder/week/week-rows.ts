import type { PlanDay, PlanMeal } from "../document/plan-document.ts";

export interface WeekRow {
  /** The meal's name and its number among those of the same name. */
  key: string;
  name: string;
  /** One a day; null where that day has no such meal. */
  meals: (PlanMeal | null)[];
}

/** Lines up the meals of all days by name and order: "Snack" of every day stands in one row, a second "Snack" in another. */
export function weekRows(days: readonly PlanDay[]): WeekRow[] {
  const order: string[] = [];
  const rows = new Map<string, WeekRow>();
  days.forEach((day, column) => {
    const counts = new Map<string, number>();
    let after = -1;
    for (const meal of day.meals) {
      const count = (counts.get(meal.name) ?? 0) + 1;
      counts.set(meal.name, count);
      const key = `${meal.name} ${count}`;
      let row = rows.get(key);
      if (!row) {
        row = { key, name: meal.name, meals: days.map(() => null) };
        rows.set(key, row);
        order.splice(after + 1, 0, key);
      }
      row.meals[column] = meal;
      after = order.indexOf(key);
    }
  });
  return order.map((key) => rows.get(key)!);
}
