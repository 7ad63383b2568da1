import { placeWords } from "../findings/place-words.ts";
import { assignmentOf, type Alert } from "./alert-fields.ts";
import { causeWords } from "./alert-words.ts";

/** Alerts that say the same after the same change, of one plan: one line, with its places. In the order of the first of each. */
export function groupsOf(alerts: readonly Alert[]): Alert[][] {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = JSON.stringify([alert.ruleCode, alert.outcome, alert.severity, assignmentOf(alert)?.rowId, causeWords(alert)]);
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups.values()];
}

/** "Day 1 · Butter; Day 2 · Milk; 12 more places": where they are, as far as there is room. */
export function placesOf(alerts: readonly Alert[], shown = 3): string {
  const places = alerts.map((alert) => placeWords(alert.finding, assignmentOf(alert)?.mealPlanVersion));
  const more = places.length - shown;
  if (more <= 0) return places.join("; ");
  return `${places.slice(0, shown).join("; ")}; ${more === 1 ? "1 more place" : `${more} more places`}`;
}
