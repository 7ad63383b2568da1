import { Rational } from "./rational.ts";
import type { Plan, World } from "./records.ts";
import { placesOf, plannedDays } from "./places.ts";
import { amountsOf, fewest, most, type Range, unknownFoodsOf } from "./slots.ts";
import type { HeldRule } from "./triggers.ts";
import type { Verdict } from "./verdicts.ts";

type Side = { state: "kept" | "broken" | "open"; observed: Rational; isMinimum: boolean };

/** CLINICAL 19: known above the maximum breaks it; otherwise it is kept only where nothing more can come. */
const againstMaximum = (range: Range, maximum: Rational): Side => ({
  state: range.atLeast.isAbove(maximum) ? "broken" : range.upTo === null || range.upTo.isAbove(maximum) ? "open" : "kept",
  observed: range.atLeast,
  isMinimum: range.upTo === null,
});

/** CLINICAL 19: known at the minimum keeps it; it is broken only where not enough can come. */
function againstMinimum(range: Range, minimum: Rational): Side {
  if (!range.atLeast.isBelow(minimum)) return { state: "kept", observed: range.atLeast, isMinimum: range.upTo === null };
  // what some choice surely does not exceed is too little, whatever the alternatives hold
  if (range.upTo !== null && range.upTo.isBelow(minimum)) return { state: "broken", observed: range.upTo, isMinimum: false };
  return { state: "open", observed: range.atLeast, isMinimum: true };
}

const divided = (range: Range, by: Rational): Range => ({ atLeast: range.atLeast.over(by), upTo: range.upTo && range.upTo.over(by) });

/** A bound per item, meal, day or average day, absolute or per kg, whose limits are in the nutrient's unit (CLINICAL 25). */
export function boundVerdicts(world: World, plan: Plan, held: HeldRule): Verdict[] {
  const { scope, nutrientId } = held.rule;
  const days = Rational.of(scope === "average_day" ? Math.max(plannedDays(plan).length, 1) : 1);
  const verdicts: Verdict[] = [];
  for (const place of placesOf(plan, scope!)) {
    const amounts = amountsOf(world, place.slots, nutrientId!);
    const maximum = held.maximum && againstMaximum(divided(most(amounts), days), held.maximum);
    const minimum = held.minimum && againstMinimum(divided(fewest(amounts), days), held.minimum);
    const sides = [maximum, minimum].filter((side) => side !== null);
    const told = sides.find((s) => s.state === "broken") ?? sides.reverse().find((s) => s.state === "open");
    if (!told || told.state === "kept") continue;
    verdicts.push({
      state: told.state,
      place: place.name,
      observed: told.observed,
      observedIsMinimum: told.isMinimum,
      unknownFoods: unknownFoodsOf(amounts),
      inferredFoods: [],
    });
  }
  return verdicts;
}
