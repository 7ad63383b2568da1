import { formatAmount, formatAmountBeside } from "../../../../ui/numbers/format-quantity.ts";
import type { Severity } from "../../../../ui/severity/severities.ts";
import { findItem, findMeal } from "../document/find-in-plan.ts";
import type { PlanDocument } from "../document/plan-document.ts";
import { dayName } from "../document/plan-words.ts";

/** What a rule says about a place of the plan, as the server answers it (only what is not ok). */
export interface Finding {
  /** Stable for rule, version, place and evidence: decisions name it. */
  key: string;
  ruleCode: string;
  ruleVersion: number;
  severity: "info" | "caution" | "contraindicated";
  outcome: "warning" | "breach" | "undetermined";
  scope: string;
  /** `item:<id>`, `meal:<id>`, `day:<n>`, `average_day`, `version`. */
  place: string;
  dayNumber: number | null;
  mealId: string | null;
  itemId: string | null;
  foodNames: string[];
  nutrientCode: string | null;
  observed: number | null;
  /** The value is anything in [observed, ∞). */
  observedIsMinimum: boolean;
  minimum: number | null;
  maximum: number | null;
  unit: string | null;
  unknownFoods: string[];
  message: string;
  rationale: string | null;
  citation: string | null;
  citationUrl: string | null;
  isReviewed: boolean;
  needsReason: boolean;
  needsAcknowledgement: boolean;
  supersedes: string[];
  /** The items behind it. */
  contributors: { itemId: string | null }[];
}

/** How a finding is shown: a breach, what could not be determined, a caution, or a piece of information. */
export function severityOf(finding: Pick<Finding, "outcome" | "severity">): Severity {
  if (finding.outcome === "warning") return finding.severity === "info" ? "info" : "warning";
  return finding.outcome;
}

export const severityOrder: readonly Severity[] = ["breach", "undetermined", "warning", "info"];

/** The gravest first, then by day. */
export function bySeverity(a: Finding, b: Finding): number {
  const rank = severityOrder.indexOf(severityOf(a)) - severityOrder.indexOf(severityOf(b));
  return rank || (a.dayNumber ?? 0) - (b.dayNumber ?? 0);
}

/** "Monday · Breakfast · Oats": where a finding is, in words. */
export function findingPlace(plan: PlanDocument, finding: Pick<Finding, "place" | "dayNumber" | "mealId" | "itemId">): string {
  const item = finding.itemId ? findItem(plan, finding.itemId) : null;
  if (item) return `${dayName(plan, item.day.dayNumber)} · ${item.meal.name} · ${item.item.name}`;
  const meal = finding.mealId ? findMeal(plan, finding.mealId) : null;
  if (meal) return `${dayName(plan, meal.day.dayNumber)} · ${meal.meal.name}`;
  if (finding.place === "average_day") return "Average day";
  return finding.dayNumber ? dayName(plan, finding.dayNumber) : "Whole plan";
}

/** "≥ 2 640 mg"; null where the rule is not about an amount. */
export function observedWords(finding: Pick<Finding, "observed" | "observedIsMinimum" | "minimum" | "maximum" | "unit">): string | null {
  if (finding.observed === null) return null;
  const limits = [finding.minimum, finding.maximum].filter((limit) => limit !== null);
  return `${finding.observedIsMinimum ? "≥ " : ""}${formatAmountBeside(finding.observed, finding.unit ?? "", limits)}`;
}

/** "at most 2 000 mg"; null where there is no bound. */
export function limitWords(finding: Pick<Finding, "minimum" | "maximum" | "unit">): string | null {
  const unit = finding.unit ?? "";
  const { minimum, maximum } = finding;
  if (minimum !== null && maximum !== null) return `between ${formatAmount(minimum, unit)} and ${formatAmount(maximum, unit)}`;
  if (maximum !== null) return `at most ${formatAmount(maximum, unit)}`;
  return minimum !== null ? `at least ${formatAmount(minimum, unit)}` : null;
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
  const items = finding.contributors.flatMap(({ itemId }) => itemId ?? []);
  return place === "version" && finding.scope === "item" && items.length > 0 ? [...new Set(items)] : [place];
}

/** Findings of one rule that say the same about different places, together; the order of the first ones stays. */
export function groupFindings(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.ruleCode} ${finding.ruleVersion} ${finding.outcome} ${finding.message}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

/** The new index, with the old lists where they say the same, so that only changed places are rendered again. */
export function keepUnchanged(before: Map<string, Finding[]>, after: Map<string, Finding[]>): Map<string, Finding[]> {
  for (const [place, list] of after) {
    const old = before.get(place);
    if (old?.length === list.length && old.every((finding, index) => finding.key === list[index]!.key)) after.set(place, old);
  }
  return after;
}
