import type { Nutrient, PlanDocument, Target } from "../document/plan-document.ts";
import { shownNutrients } from "./shown-nutrients.ts";

export interface TotalLine {
  nutrient: Nutrient;
  /** Short, as on a label. */
  short: string;
  target: Target | undefined;
}

const energyId = 208;
const totals = [
  { id: energyId, short: "Energy" },
  { id: 203, short: "Protein" },
  { id: 205, short: "Carbs" },
  { id: 204, short: "Fat" },
  { id: 291, short: "Fibre" },
  { id: 307, short: "Sodium" },
] as const;

/** The lines under the week, at most six, by USDA number, each with the version's target: energy, and what the panel lists. */
export function totalLines(plan: Pick<PlanDocument, "nutrients" | "shownNutrientIds" | "targets">): TotalLine[] {
  const shown = new Set(shownNutrients(plan).map((nutrient) => nutrient.id)).add(energyId);
  return totals.flatMap(({ id, short }) => {
    const nutrient = shown.has(id) && plan.nutrients.find((one) => one.id === id);
    return nutrient ? [{ nutrient, short, target: plan.targets.find((one) => one.nutrientId === id) }] : [];
  });
}
