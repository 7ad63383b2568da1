import type { HeldRule } from "./triggers.ts";

/** CLINICAL 26: a rule takes the place of those that it names, where it surely holds itself, on every day that is asked about. */
export function withoutSuperseded(held: readonly HeldRule[]): HeldRule[] {
  const superseded = new Set(held.filter((h) => h.surelyHolds && h.isLasting).flatMap((h) => h.rule.supersedes));
  return held.filter((h) => !superseded.has(h.rule.code));
}
