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

/** An amount with its unit: "60 g", "1 cup, cooked", "1.5 × cup, cooked"; nothing for one of a free text. */
export function amountWords(
  item: Pick<PlanItem, "amount" | "foodPortionId" | "portionLabel" | "unitCode" | "kind">,
  facts: FoodFacts | undefined,
): string {
  const number = numbers.format(item.amount);
  if (item.foodPortionId) {
    const label = facts?.portions.find((portion) => portion.id === item.foodPortionId)?.label ?? item.portionLabel ?? "portion";
    return item.amount === 1 && /^\d/.test(label) ? label : `${number} × ${portionLabel(label)}`;
  }
  if (item.unitCode === "serving") return `${number} ${item.amount === 1 ? "serving" : "servings"}`;
  if (item.unitCode) return `${number} ${unitLabel(item.unitCode)}`;
  return item.amount === 1 ? "" : `× ${number}`;
}

/** "Mon, Breakfast": where a meal is, short. */
export function placeWords(plan: PlanDocument, day: PlanDay, mealName: string): string {
  return `${dayName(plan, day.dayNumber, "short")}, ${mealName}`;
}

/** "1 item", "3 items". */
export const itemCount = (count: number): string => (count === 1 ? "1 item" : `${count} items`);
