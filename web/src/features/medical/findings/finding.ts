import { UnreadableAnswer } from "../../../graphql/unreadable-answer.ts";
import { figuresAsRead } from "../../../ui/numbers/figures-in-text.ts";
import { formatAmount, formatAmountBeside } from "../../../ui/numbers/format-quantity.ts";
import type { Severity } from "../../../ui/severity/severities.ts";

/** An item behind a finding. Of a nutrient with what it brings, of a tag or an allergen with what is known of it and how. */
export interface Contributor {
  itemId: string | null;
  dayNumber?: number | null;
  mealId?: string | null;
  name?: string | null;
  /** In the finding's unit. */
  value?: number | null;
  /** The value is anything in [value, ∞). */
  isMinimum?: boolean | null;
  fact?: string | null;
  provenance?: string | null;
}

/** What a rule says about a place of the plan, as the server answers it (only what is not ok). */
export interface Finding {
  /** Stable for rule, version, place and evidence: decisions name it. */
  key: string;
  ruleCode: string;
  ruleVersion: number;
  /** What speaks: a rule, the client's list of allergies, or a limit that a physician ordered. */
  origin: "rule" | "allergy" | "limit";
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
  /** Nothing is known of these. */
  unknownFoods: string[];
  /** These are only inferred to be free, which does not clear them. */
  inferredFoods: string[];
  message: string;
  rationale: string | null;
  citation: string | null;
  citationUrl: string | null;
  isReviewed: boolean;
  needsReason: boolean;
  needsAcknowledgement: boolean;
  /** Codes of the more general rules that it replaces. */
  supersedes: string[];
  /** Of what is told of several items at once: those that hold the foods in question. */
  itemIds: string[];
  /** The items behind it, the greatest first; empty where they come when somebody asks. */
  contributors: Contributor[];
}

/** What a finding says: of what is undetermined, that it is not ruled out. */
export const sentenceOf = ({ outcome, message }: Pick<Finding, "outcome" | "message">): string =>
  figuresAsRead(outcome === "undetermined" ? `Not ruled out: ${message}` : message);

/** Findings as they come in the detail of a refusal, with a food that was searched, or with an alert. */
export function parseFindings(value: unknown): Finding[] {
  const list = Array.isArray(value) ? (value as Partial<Finding>[]) : [];
  return list.map((finding) => ({
    ...(finding as Finding),
    origin: finding.origin ?? "rule",
    dayNumber: finding.dayNumber ?? null,
    mealId: finding.mealId ?? null,
    itemId: finding.itemId ?? null,
    observed: finding.observed ?? null,
    minimum: finding.minimum ?? null,
    maximum: finding.maximum ?? null,
    foodNames: finding.foodNames ?? [],
    unknownFoods: finding.unknownFoods ?? [],
    inferredFoods: finding.inferredFoods ?? [],
    supersedes: finding.supersedes ?? [],
    itemIds: finding.itemIds ?? (finding.contributors ?? []).flatMap(({ itemId }) => itemId ?? []),
    contributors: finding.contributors ?? [],
    observedIsMinimum: finding.observedIsMinimum ?? false,
  }));
}

/** What explains a finding, as it comes when somebody asks. */
export const parseContributors = (value: unknown): Contributor[] => (Array.isArray(value) ? (value as Contributor[]) : []);

/** What is left out of a plan's answer where it is so. */
const unsaid = {
  origin: "rule",
  dayNumber: null,
  mealId: null,
  itemId: null,
  observed: null,
  observedIsMinimum: false,
  minimum: null,
  maximum: null,
  supersedes: [],
  contributors: [],
} satisfies Partial<Finding>;

/** Findings of a whole plan, in which nothing is said twice: foods are named by their place in the list, from 1, as "3,4,6"; of which day and meal a place is say the meals. */
interface WireFindings {
  meals: [mealId: string, dayNumber: number, itemIds: string[]][];
  foodList: [name: string, itemIds: string[]][];
  findings: (Partial<Finding> & { places: (Partial<Finding> & { foods?: string; unknown?: string; inferred?: string })[] })[];
}

/** Findings as they come with a plan's document, or with the answer to edits. Throws UnreadableAnswer: what cannot be read is not "no warnings". */
export function parsePlanFindings(value: unknown): Finding[] {
  const { meals, foodList, findings } = (value ?? {}) as Partial<WireFindings>;
  if (!Array.isArray(meals) || !Array.isArray(foodList) || !Array.isArray(findings)) throw new UnreadableAnswer("not the findings of a plan");
  const places = placesIn(meals);
  const at = (numbers?: string) => (numbers ? [...Uint32Array.from(numbers.split(","), Number).sort()].flatMap((number) => [foodList[number - 1] ?? []]) : []);
  const names = (numbers?: string): string[] => at(numbers).flatMap(([name]) => name ?? []);
  // The lists are long and most are never looked into: each is read when somebody does.
  return findings.flatMap(({ places: told, ...said }) =>
    told.map(({ foods: held, unknown, inferred, ...place }) => ({
      ...(unsaid as Partial<Finding> as Finding),
      ...said,
      ...places.get(place.place ?? ""),
      ...place,
      get foodNames() {
        return names(held);
      },
      get unknownFoods() {
        return names(unknown);
      },
      get inferredFoods() {
        return names(inferred);
      },
      get itemIds() {
        return [...new Set([...at(unknown), ...at(inferred)].flatMap(([, itemIds]) => itemIds ?? []))];
      },
    })),
  );
}

type Whereabouts = Pick<Finding, "dayNumber" | "mealId" | "itemId">;

/** Day, meal and item of each place that a finding may name. */
function placesIn(meals: WireFindings["meals"]): Map<string, Whereabouts> {
  return new Map(
    meals.flatMap<[string, Whereabouts]>(([mealId, dayNumber, itemIds]) => [
      [`day:${dayNumber}`, { dayNumber, mealId: null, itemId: null }],
      [`meal:${mealId}`, { dayNumber, mealId, itemId: null }],
      ...itemIds.map((itemId): [string, Whereabouts] => [`item:${itemId}`, { dayNumber, mealId, itemId }]),
    ]),
  );
}

/** How a finding is shown: a breach, what could not be determined, a caution, or a piece of information. */
export function severityOf({ outcome, severity }: { outcome: Finding["outcome"] | "ok"; severity: Finding["severity"] }): Severity {
  if (outcome === "breach" || outcome === "undetermined") return outcome;
  return severity === "info" ? "info" : "warning";
}

export const severityOrder: readonly Severity[] = ["breach", "undetermined", "warning", "info"];

/** The gravest first, then by day. */
export function bySeverity(a: Finding, b: Finding): number {
  const rank = severityOrder.indexOf(severityOf(a)) - severityOrder.indexOf(severityOf(b));
  return rank || (a.dayNumber ?? 0) - (b.dayNumber ?? 0);
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

/** "2 640 mg, limit at most 2 000 mg"; empty where the rule is not about an amount. */
export function figureWords(finding: Finding): string {
  const limit = limitWords(finding);
  return [observedWords(finding), limit && `limit ${limit}`].filter(Boolean).join(", ");
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

/** Each name once, in the order of the first. */
export function namesIn(findings: readonly Finding[], which: "unknownFoods" | "inferredFoods"): string[] {
  return [...new Set(findings.flatMap((finding) => finding[which]))];
}
