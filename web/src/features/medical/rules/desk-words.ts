import { figuresAsRead } from "../../../ui/numbers/figures-in-text.ts";
import type { Severity } from "../../../ui/severity/severities.ts";
import type { Rule } from "./rule-fields.ts";

/** How grave a rule is: the look of what it warns of, and its own word. */
export const severities: Record<Rule["severity"], { look: Severity; word: string }> = {
  contraindicated: { look: "breach", word: "Contraindication" },
  caution: { look: "warning", word: "Caution" },
  info: { look: "info", word: "Info" },
};

/** What triggers rules, in the order of the page. */
export const triggerTitles: Record<string, string> = {
  condition: "Conditions",
  medication: "Medications",
  allergy: "Allergies",
  life_stage: "Pregnancy and lactation",
  lab: "Laboratory values",
  age: "Ages",
};

/** Bounds as the API has them, in `unit`: numbers as text, so that no digit is lost. */
export interface Bounds {
  minimum: string | null;
  maximum: string | null;
  unit: string | null;
}

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });

/** `2,000 mg`, with every digit that a limit has. */
export const amountWords = (value: string | number, unit: string | null): string => `${number.format(Number(value))}\u202f${unit ?? ""}`.trim();

/** `≤ 1,500 mg`, `≥ 1 g/kg`, `0.8–1 g/kg`. */
export function boundWords({ minimum, maximum, unit }: Bounds): string {
  if (minimum === null) return `≤ ${amountWords(maximum ?? 0, unit)}`;
  if (maximum === null) return `≥ ${amountWords(minimum, unit)}`;
  return `${number.format(Number(minimum))}–${amountWords(maximum, unit)}`;
}

/** What of a rule can be tightened; null where it asks to avoid something altogether. */
export function boundsOf(rule: Pick<Rule, "effect" | "minimum" | "maximum" | "maxVariationPercent" | "unit">): Bounds | null {
  const maximum = rule.effect === "nutrient_variation" ? rule.maxVariationPercent : rule.maximum;
  return rule.minimum === null && maximum === null ? null : { minimum: rule.minimum, maximum, unit: rule.unit };
}

/** `Hypertension: Sodium at most 2,000 mg on each day`. */
export const askWords = ({ triggerWords, effectWords }: Pick<Rule, "triggerWords" | "effectWords">): string => `${triggerWords}: ${figuresAsRead(effectWords ?? "")}`;

/** No check of a meal plan evaluates it: it is about exercise. */
export const isAboutExercise = ({ effect }: Pick<Rule, "effect">): boolean => effect === "avoid_exercise_tag" || effect === "limit_exercise";
