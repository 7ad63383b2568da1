import { plannedDays } from "./places.ts";
import { greatest, Rational, sum } from "./rational.ts";
import type { Plan, World } from "./records.ts";
import { amountsOf, fewest, most, unknownFoodsOf } from "./slots.ts";
import type { HeldRule } from "./triggers.ts";
import type { Verdict } from "./verdicts.ts";

/**
 * Day-to-day variation (CLINICAL 25): how far a day lies from the mean of the planned days. Alternatives may be chosen for the worst
 * (8); what is unknown leaves it undetermined unless every possible value decides alike (19). With n days, "x is above a × mean"
 * is `x × (n − a) > a × (sum of the others)`.
 */
export function variationVerdicts(world: World, plan: Plan, held: HeldRule): Verdict[] {
  const days = plannedDays(plan).map((day) => {
    const amounts = amountsOf(world, day.slots, held.rule.nutrientId!);
    return { name: day.name, most: most(amounts), fewest: fewest(amounts), unknownFoods: unknownFoodsOf(amounts) };
  });
  const n = Rational.of(days.length);
  const variation = held.rule.maxVariationPercent!.over(Rational.of(100));
  const above = Rational.of(1).plus(variation);
  const below = Rational.of(1).minus(variation);
  const allUnknownFoods = [...new Set(days.flatMap((d) => d.unknownFoods))];
  const verdicts: Verdict[] = [];
  for (const day of days) {
    const others = days.filter((d) => d !== day);
    const total = (values: (Rational | null)[]) => (values.every((v) => v !== null) ? sum(values) : null);
    /** null stands for a value without end. */
    const isTooHigh = (value: Rational | null, rest: Rational | null) =>
      n.isAbove(above) && rest !== null && (value === null || value.times(n.minus(above)).isAbove(rest.times(above)));
    const isTooLow = (value: Rational | null, rest: Rational | null) =>
      below.isAbove(Rational.zero) && value !== null && (rest === null || value.times(n.minus(below)).isBelow(rest.times(below)));

    const fewOthers = total(others.map((d) => d.fewest.upTo));
    const manyOthers = sum(others.map((d) => d.most.atLeast));
    const isHigh = isTooHigh(day.most.atLeast, fewOthers);
    const isBroken = isHigh || isTooLow(day.fewest.upTo, manyOthers);
    const isOpen =
      isTooHigh(day.most.upTo, total(others.map((d) => d.fewest.atLeast))) || isTooLow(day.fewest.atLeast, total(others.map((d) => d.most.upTo)));
    if (!isBroken && !isOpen) continue;
    const observed = isBroken && !isHigh ? day.fewest.upTo! : day.most.atLeast;
    const mean = isBroken ? observed.plus(isHigh ? fewOthers! : manyOthers).over(n) : null;
    const shown = {
      observed,
      observedIsMinimum: (isHigh || !isBroken) && day.most.upTo === null,
      ...(mean && { limits: { minimum: mean.times(greatest([below, Rational.zero])), maximum: mean.times(above) } }),
    };
    verdicts.push({
      state: isBroken ? "broken" : "open",
      place: day.name,
      ...shown,
      unknownFoods: isBroken ? day.unknownFoods : allUnknownFoods,
      inferredFoods: [],
    });
  }
  return verdicts;
}
