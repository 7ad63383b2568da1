import type { FoodFacts, PlanDay, PlanDocument, PlanItem } from "./plan-document.ts";

/** "Monday" for plans that follow the week, "Day 3" for those that count from their start. */
export function dayName(plan: { version: Pick<PlanDocument["version"], "dayMapping"> }, dayNumber: number, width: "long" | "short" = "long"): string {
  if (plan.version.dayMapping === "cyclic") return `Day ${dayNumber}`;
  const week = Math.floor((dayNumber - 1) / 7);
  const name = weekdays[width].format(monday + (dayNumber - 1) * dayMs);
  return week > 0 ? `${name} ${week + 1}` : name;
}

const weekdays = {
  long: new Intl.DateTimeFormat(undefined, { weekday: "long", timeZone: "UTC" }),
  short: new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" }),
};
const dayMs = 86_400_000;
const monday = Date.UTC(2024, 0, 1);

const unitLabels: Record<string, string> = {
  tsp_metric: "tsp (5 ml)",
  tbsp_metric: "tbsp (15 ml)",
  cup_metric: "cup (250 ml)",
  tsp_us: "tsp (US)",
  tbsp_us: "tbsp (US)",
  cup_us: "cup (US)",
  fl_oz_us: "fl oz (US)",
  pint_us: "pint (US)",
  tsp_imperial: "tsp (imp.)",
  tbsp_imperial: "tbsp (imp.)",
  cup_imperial: "cup (imp.)",
  fl_oz_imperial: "fl oz (imp.)",
  pint_imperial: "pint (imp.)",
};

/** A unit's code as it is read after a number. */
export function unitLabel(code: string): string {
  return unitLabels[code] ?? code.replaceAll("_", " ");
}

/** "cup, cooked" of the portion "1 cup, cooked": what follows an amount. */
export function portionLabel(label: string): string {
  return label.replace(/^1\s+/, "");
}

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });

/** So many of a portion, the number as it is written: "1 cup, cooked", "1.5 × cup, cooked". */
export function portionWords(amount: number, written: string, label: string): string {
  return amount === 1 && /^\d/.test(label) ? label : `${written} × ${portionLabel(label)}`;
}

/** An amount with its unit, wherever staff read one: "60 g", "1 cup, cooked", "1.5 × cup, cooked"; nothing for one of a free text. */
export function measureWords({ amount, portionLabel: label, unitCode }: { amount: number; portionLabel: string | null; unitCode: string | null }): string {
  const number = numbers.format(amount);
  if (label) return portionWords(amount, number, label);
  if (unitCode === "serving") return `${number} ${amount === 1 ? "serving" : "servings"}`;
  if (unitCode) return `${number} ${unitLabel(unitCode)}`;
  return amount === 1 ? "" : `× ${number}`;
}

/** The same of an item, whose portion its food knows. */
export function amountWords(
  { amount, foodPortionId, portionLabel: known, unitCode }: Pick<PlanItem, "amount" | "foodPortionId" | "portionLabel" | "unitCode" | "kind">,
  facts: FoodFacts | undefined,
): string {
  const label = foodPortionId && (facts?.portions.find((portion) => portion.id === foodPortionId)?.label ?? known ?? "portion");
  return measureWords({ amount, portionLabel: label, unitCode });
}

/** "Mon, Breakfast": where a meal is, short. */
export function placeWords(plan: PlanDocument, day: PlanDay, mealName: string): string {
  return `${dayName(plan, day.dayNumber, "short")}, ${mealName}`;
}

/** "1 item", "3 items". */
export const itemCount = (count: number): string => (count === 1 ? "1 item" : `${count} items`);
