import type { Rational } from "./rational.ts";

/**
 * What a rule says of one place where it is not in order: `broken`; `doubtful` (may contain it, or is only inferred to);
 * or `open` (what is unknown could break it).
 */
export type Verdict = {
  state: "broken" | "doubtful" | "open";
  place: string;
  observed: Rational | null;
  /** Limits that come of the plan itself, as the mean day does; otherwise the rule's. */
  limits?: { minimum: Rational; maximum: Rational };
  observedIsMinimum: boolean;
  unknownFoods: string[];
  inferredFoods: string[];
};
