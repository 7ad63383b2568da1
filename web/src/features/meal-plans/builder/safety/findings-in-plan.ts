import { bySeverity, type Finding } from "../../../medical/findings/finding.ts";
import { findItem, findMeal } from "../document/find-in-plan.ts";
import type { PlanDocument } from "../document/plan-document.ts";
import { dayName } from "../document/plan-words.ts";

/** "Monday · Breakfast · Oats": where a finding is, in words. */
export function findingPlace(plan: PlanDocument, finding: Pick<Finding, "place" | "dayNumber" | "mealId" | "itemId">): string {
  const item = finding.itemId ? findItem(plan, finding.itemId) : null;
  if (item) return `${dayName(plan, item.day.dayNumber)} · ${item.meal.name} · ${item.item.name}`;
  const meal = finding.mealId ? findMeal(plan, finding.mealId) : null;
  if (meal) return `${dayName(plan, meal.day.dayNumber)} · ${meal.meal.name}`;
  if (finding.place === "average_day") return "Average day";
  return finding.dayNumber ? dayName(plan, finding.dayNumber) : "Whole plan";
}

/** Findings by the place that they are shown at: item id, meal id, or `day <n>`. */
export function indexFindings(findings: readonly Finding[]): Map<string, Finding[]> {
  const index = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(bySeverity)) {
    for (const place of placesOf(finding)) {
      const there = index.get(place);
      if (there) there.push(finding);
      else index.set(place, [finding]);
    }
  }
  return index;
}

/** What is said of several foods of the plan at once stands beside each of them. */
function placesOf(finding: Finding): string[] {
  const place = finding.itemId ?? finding.mealId ?? (finding.dayNumber ? `day ${finding.dayNumber}` : finding.place);
  return place === "version" && finding.scope === "item" && finding.itemIds.length > 0 ? finding.itemIds : [place];
}

/** The new index, with the old lists where they say the same, so that only changed places are rendered again. */
export function keepUnchanged(before: Map<string, Finding[]>, after: Map<string, Finding[]>): Map<string, Finding[]> {
  for (const [place, list] of after) {
    const old = before.get(place);
    if (old?.length === list.length && old.every((finding, index) => finding.key === list[index]!.key)) after.set(place, old);
  }
  return after;
}
