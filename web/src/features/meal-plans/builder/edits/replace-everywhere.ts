import { findItem, type ItemPlace } from "../document/find-in-plan.ts";
import type { PlanDocument, PlanItem } from "../document/plan-document.ts";
import { applyEdits } from "./apply-edit.ts";
import { substitute, type Amount, type NewItem } from "./gestures.ts";
import type { PlanEdit } from "./plan-edit.ts";

/** Every place of the plan where the same food or recipe stands, in its order. */
export function placesLike(plan: PlanDocument, itemId: string): ItemPlace[] {
  const item = findItem(plan, itemId)?.item;
  if (!item || item.kind === "text") return [];
  return plan.days.flatMap((day) =>
    day.meals.flatMap((meal) =>
      meal.items.flatMap((one, index) => (one.foodId === item.foodId && one.recipeId === item.recipeId ? [{ day, meal, item: one, index }] : [])),
    ),
  );
}

/**
 * The amount of another food that takes the place of an item, or null where it cannot be carried over and somebody has to
 * say it. `ratio`: how many grams (servings of a recipe) stand for one of what is replaced; null keeps the amount as it is.
 */
export function carriedAmount(item: PlanItem, to: { kind: "food" | "recipe"; units: readonly string[] }, ratio: number | null): Amount | null {
  if (item.unitCode && ratio === null && to.units.includes(item.unitCode)) return { amount: item.amount, foodPortionId: null, unitCode: item.unitCode };
  if (item.unitCode === "serving") {
    return to.kind === "recipe" ? { amount: rounded(item.amount * (ratio ?? 1), 0.5), foodPortionId: null, unitCode: "serving" } : null;
  }
  if (item.grams === null || !to.units.includes("g")) return null;
  const grams = item.grams * (ratio ?? 1);
  return { amount: rounded(grams, ratio !== null && grams >= 50 ? 5 : 1), foodPortionId: null, unitCode: "g" };
}

/** Puts another food or recipe where each of these items is, each with its amount: one batch of edits, undone together. */
export function replaceEverywhere(plan: PlanDocument, item: Omit<NewItem, keyof Amount>, amounts: ReadonlyMap<string, Amount>): PlanEdit[] {
  let now = plan;
  const all: PlanEdit[] = [];
  // The last first: an alternative is replaced before the item that it stands behind, which takes it along.
  for (const [itemId, amount] of [...amounts].reverse()) {
    const edits = substitute(now, itemId, { ...item, ...amount });
    const next = applyEdits(now, edits);
    if (!next) return [];
    now = next;
    all.push(...edits);
  }
  return all;
}

const rounded = (value: number, step: number): number => Math.max(Math.round(value / step) * step, step);
