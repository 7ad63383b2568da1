import type { Nutrient, PlanDocument, Target } from "../document/plan-document.ts";

export interface TotalLine {
  nutrient: Nutrient;
  /** Short, as on a label. */
  short: string;
  target: Target | undefined;
}

const totals = [
  { id: 208, short: "kcal" },
  { id: 203, short: "Protein" },
  { id: 205, short: "Carbs" },
  { id: 204, short: "Fat" },
  { id: 291, short: "Fibre" },
  { id: 307, short: "Sodium" },
] as const;

/** The six lines under the week, by USDA number, each with the version's target. */
export function totalLines(plan: Pick<PlanDocument, "nutrients" | "targets">): TotalLine[] {
  return totals.flatMap(({ id, short }) => {
    const nutrient = plan.nutrients.find((one) => one.id === id);
    return nutrient ? [{ nutrient, short, target: plan.targets.find((one) => one.nutrientId === id) }] : [];
  });
}
