import { numberProblem, typedNumber } from "../../../ui/numbers/typed-number.ts";
import { amountWords, type Bounds } from "./desk-words.ts";

/** A number as people type it, with a point or a comma before the decimals; NaN for anything else, and for `1,500` where that is fifteen hundred. */
export function readNumber(text: string): number {
  return /^\s*\d+([.,]\d+)*\s*$/.test(text) ? typedNumber(text) : Number.NaN;
}

/**
 * What is wrong with bounds that somebody types to tighten a rule: the sentence for each side, as the database would refuse it too. What is
 * empty stays as the rule has it.
 */
export function looserThan(rule: Bounds, typed: { minimum: string; maximum: string }): { minimum?: string | undefined; maximum?: string | undefined } {
  const [minimum, maximum] = [sideOf(typed.minimum), sideOf(typed.maximum)];
  if (Number.isNaN(minimum)) return { minimum: numberProblem(typed.minimum) ?? "Enter a number" };
  if (Number.isNaN(maximum)) return { maximum: numberProblem(typed.maximum) ?? "Enter a number" };
  const [least, most] = [rule.minimum === null ? null : Number(rule.minimum), rule.maximum === null ? null : Number(rule.maximum)];
  if (maximum !== null && most !== null && maximum > most) return { maximum: `More than ${amountWords(most, rule.unit)} is looser than the rule` };
  if (minimum !== null && least !== null && minimum < least) return { minimum: `Less than ${amountWords(least, rule.unit)} is looser than the rule` };
  const isSame = (maximum === null || maximum === most) && (minimum === null || minimum === least);
  if (isSame && (maximum !== null || minimum !== null)) return { [maximum === null ? "minimum" : "maximum"]: "That is the rule’s own bound" };
  const [lower, upper] = [minimum ?? least, maximum ?? most];
  if (lower !== null && upper !== null && lower > upper) return { [maximum === null ? "minimum" : "maximum"]: "The least would be more than the most: no plan could keep both" };
  return {};
}

const sideOf = (text: string): number | null => (text.trim() === "" ? null : readNumber(text));
