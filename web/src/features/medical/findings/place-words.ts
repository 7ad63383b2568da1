import { dayName } from "../../meal-plans/builder/document/plan-words.ts";
import type { Finding } from "./finding.ts";

type Place = Pick<Finding, "place" | "dayNumber" | "mealId" | "itemId" | "foodNames" | "unknownFoods" | "contributors">;

/** "Monday · Breakfast · Oats": where a finding is, outside of the plan itself. Meals are named by who knows their names. */
export function placeWords(
  finding: Place,
  version: { dayMapping: "cyclic" | "weekday" } | null | undefined,
  mealNames: ReadonlyMap<string, string> = new Map(),
): string {
  if (finding.place === "average_day") return "Average day";
  const day = finding.dayNumber ? dayName({ version: version ?? { dayMapping: "cyclic" } }, finding.dayNumber) : null;
  const meal = finding.mealId ? mealNames.get(finding.mealId) : null;
  return [day, meal, finding.itemId && itemName(finding)].filter(Boolean).join(" · ") || "Whole plan";
}

function itemName({ itemId, foodNames, unknownFoods, contributors }: Place): string | null {
  return contributors.find((one) => one.itemId === itemId)?.name ?? foodNames[0] ?? unknownFoods[0] ?? null;
}
