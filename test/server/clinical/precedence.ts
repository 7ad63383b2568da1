import type { Severity } from "./records.ts";
import type { HeldRule } from "./triggers.ts";

/** CLINICAL 26: a rule takes the place of those that it names, where it surely holds itself, on every day that is asked about. */
function withoutSuperseded(held: readonly HeldRule[]): HeldRule[] {
  const superseded = new Set(held.filter((h) => h.surelyHolds && h.isLasting).flatMap((h) => h.rule.supersedes));
  return held.filter((h) => !superseded.has(h.rule.code));
}

const GRAVITY: Record<Severity, number> = { info: 0, caution: 1, contraindicated: 2 };

/**
 * CLINICAL 23: a physician's limit takes the place of a general bound of the same nutrient, scope and side where it is at least as
 * strict and at least as grave; of two orders alike the later one stays. Shares of energy, and bounds per kg without a weight, are
 * not comparable: both stay.
 */
function isOutdone(held: HeldRule, side: "minimum" | "maximum", all: readonly HeldRule[]): boolean {
  const bound = held[side];
  if (bound === null || held.rule.effect !== "nutrient_bound" || held.rule.basis === "energy_percent") return false;
  return all.some((limit) => {
    const ordered = limit[side];
    if (limit.origin !== "limit" || limit === held || ordered === null) return false;
    if (limit.rule.nutrientId !== held.rule.nutrientId || limit.rule.scope !== held.rule.scope) return false;
    if (GRAVITY[limit.severity] < GRAVITY[held.severity]) return false;
    const strictness = side === "maximum" ? bound.compare(ordered) : ordered.compare(bound);
    if (strictness < 0) return false;
    const isAlike = held.origin === "limit" && strictness === 0 && limit.severity === held.severity;
    return !isAlike || limit.rule.version > held.rule.version;
  });
}

/** What counts of what holds. A rule of which both sides are outdone says nothing. */
export function whatCounts(held: readonly HeldRule[]): HeldRule[] {
  const counting = withoutSuperseded(held);
  return counting.flatMap((h) => {
    const minimum = isOutdone(h, "minimum", counting) ? null : h.minimum;
    const maximum = isOutdone(h, "maximum", counting) ? null : h.maximum;
    const isEmpty = (h.minimum !== null || h.maximum !== null) && minimum === null && maximum === null;
    return isEmpty ? [] : [{ ...h, minimum, maximum }];
  });
}
