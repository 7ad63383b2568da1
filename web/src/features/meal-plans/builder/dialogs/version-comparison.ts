import { formatAmount } from "../../../../ui/numbers/format-quantity.ts";
import type { Nutrient } from "../document/plan-document.ts";

interface ComparedAmount {
  amount: number | null;
  portionLabel: string | null;
  unitName: string | null;
  note: string | null;
}

interface ComparedPlace {
  dayNumber: number;
  mealName: string;
}

/** What changed from one version to another, as `compare_meal_plan_versions` answers it. */
export interface VersionComparison {
  a: { number: number; status: string };
  b: { number: number; status: string };
  added: (ComparedPlace & { item: ComparedAmount & { name: string } })[];
  removed: (ComparedPlace & { item: ComparedAmount & { name: string } })[];
  changed: (ComparedPlace & { name: string; before: ComparedAmount; after: ComparedAmount })[];
  /** Of the average day. */
  nutrition: { nutrientId: number; difference: number | null }[];
}

/** "60 g", "2 × 1 cup, cooked"; the note where it is there. */
export function comparedWords({ amount, portionLabel, unitName, note }: ComparedAmount): string {
  const size = portionLabel ? `${amount} × ${portionLabel}` : [amount, unitName].filter((part) => part !== null).join(" ");
  return note ? `${size} (“${note}”)` : size;
}

/** The nutrients of the average day that differ: "Energy +120 kcal"; what an unknown leaves open is left out. */
export function differenceWords(
  comparison: VersionComparison,
  nutrients: readonly Nutrient[],
): { id: number; name: string; words: string }[] {
  return comparison.nutrition.flatMap(({ nutrientId, difference }) => {
    const nutrient = nutrients.find((one) => one.id === nutrientId);
    if (!nutrient || difference === null) return [];
    const words = formatAmount(Math.abs(difference), nutrient.unit);
    const isZero = words === formatAmount(0, nutrient.unit);
    return isZero ? [] : [{ id: nutrientId, name: nutrient.name, words: `${difference > 0 ? "+" : "−"}${words}` }];
  });
}
