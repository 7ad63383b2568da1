import { amountOf, type Amount } from "./amounts.ts";
import { placesOf } from "./places.ts";
import { Rational, sum } from "./rational.ts";
import type { Plan, World } from "./records.ts";
import { unknownFoodsOf } from "./slots.ts";
import type { HeldRule } from "./triggers.ts";
import type { Verdict } from "./verdicts.ts";

/** CLINICAL 5: kcal that a gram brings, by USDA number: protein, carbohydrate and the sugars in it; fat and its fatty acids; alcohol. */
const KCAL_PER_GRAM: Record<number, number> = { 203: 4, 205: 4, 269: 4, 204: 9, 605: 9, 606: 9, 645: 9, 646: 9, 221: 7 };
const ENERGY = 208;

type Choice = { part: Amount; energy: Amount };

/**
 * A bound in percent of energy (CLINICAL 5) is undetermined unless every possible value decides alike (19). Of each slot one
 * alternative is eaten, so nutrient and energy come from the same one. `part / energy > limit` is asked as
 * `part − limit × energy > 0`, which adds up over slots.
 */
export function shareVerdicts(world: World, plan: Plan, held: HeldRule): Verdict[] {
  const kcalPercent = Rational.of(KCAL_PER_GRAM[held.rule.nutrientId!]! * 100);
  const verdicts: Verdict[] = [];
  for (const place of placesOf(plan, held.rule.scope!)) {
    const slots: Choice[][] = place.slots.map((slot) =>
      slot.map((item) => ({
        part: amountOf(world, item, held.rule.nutrientId!),
        energy: amountOf(world, item, ENERGY),
      })),
    );
    const excess = (choice: Choice, limit: Rational) => choice.part.known.times(kcalPercent).minus(limit.times(choice.energy.known));
    const only = (wanted: (choice: Choice) => boolean) => slots.map((slot) => slot.filter(wanted));
    const everyEnergyKnown = only((c) => !c.energy.isOpen);
    const everyPartKnown = only((c) => !c.part.isOpen);
    const isEnergyOpen = slots.flat().some((c) => c.energy.isOpen);
    const isPartOpen = slots.flat().some((c) => c.part.isOpen);
    const mayHaveEnergy = (c: Choice) => c.energy.isOpen || !c.energy.known.isZero;
    /** Without energy there is no share: more of the nutrient counts where some of the energy is chosen with it. */
    const couldBeMore = slots.some((slot) =>
      slot.some((c) => c.part.isOpen && (mayHaveEnergy(c) || slots.some((other) => other !== slot && other.some(mayHaveEnergy)))),
    );

    type Side = { state: "broken" | "open"; furthest: Choice[] };
    const sides: Side[] = [];
    /** Of each slot the choice that goes furthest beyond the limit, `sign` 1 above it and -1 below; of two alike the one with more. */
    const furthest = (some: Choice[][], limit: Rational, sign: 1 | -1) =>
      some.map((slot) =>
        slot.reduce((a, b) => {
          const further = excess(b, limit).compare(excess(a, limit)) * sign;
          return further > 0 || (further === 0 && b.part.known.isAbove(a.part.known)) ? b : a;
        }),
      );
    const isBeyond = (some: Choice[][], limit: Rational, sign: 1 | -1) =>
      some.every((slot) => slot.length > 0) && sum(furthest(some, limit, sign).map((c) => excess(c, limit))).compare(Rational.zero) * sign > 0;
    if (held.maximum) {
      // more of the nutrient can only add, more energy only take away
      if (isBeyond(everyEnergyKnown, held.maximum, 1)) sides.push({ state: "broken", furthest: furthest(slots, held.maximum, 1) });
      else if (couldBeMore || isBeyond(slots, held.maximum, 1)) sides.push({ state: "open", furthest: furthest(slots, held.maximum, 1) });
    }
    if (held.minimum) {
      if (isBeyond(everyPartKnown, held.minimum, -1)) sides.push({ state: "broken", furthest: furthest(slots, held.minimum, -1) });
      else if (isEnergyOpen || isBeyond(slots, held.minimum, -1)) sides.push({ state: "open", furthest: furthest(slots, held.minimum, -1) });
    }
    const told = sides.find((s) => s.state === "broken") ?? sides[0];
    if (!told) continue;
    const energy = sum(told.furthest.map((c) => c.energy.known));
    const isKnown = !isEnergyOpen && !energy.isZero;
    verdicts.push({
      state: told.state,
      place: place.name,
      observed: isKnown ? sum(told.furthest.map((c) => c.part.known)).times(kcalPercent).over(energy) : null,
      observedIsMinimum: isKnown && isPartOpen,
      unknownFoods: [...new Set([...unknownFoodsOf(slots.map((s) => s.map((c) => c.part))), ...unknownFoodsOf(slots.map((s) => s.map((c) => c.energy)))])],
      inferredFoods: [],
    });
  }
  return verdicts;
}
