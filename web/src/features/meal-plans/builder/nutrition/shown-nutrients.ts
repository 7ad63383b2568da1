import type { Nutrient, PlanDocument } from "../document/plan-document.ts";

/** What the panel lists: what the organisation shows, in its order, and then whatever else has a target. */
export function shownNutrients(plan: Pick<PlanDocument, "nutrients" | "shownNutrientIds" | "targets">): Nutrient[] {
  const ids = new Set([...plan.shownNutrientIds, ...plan.targets.map((target) => target.nutrientId)]);
  return [...ids].flatMap((id) => plan.nutrients.find((nutrient) => nutrient.id === id) ?? []);
}
