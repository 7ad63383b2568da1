import { amountOf } from "./amounts.ts";
import { boundVerdicts } from "./bounds.ts";
import { greatest } from "./rational.ts";
import { factVerdicts } from "./facts.ts";
import { whatCounts } from "./precedence.ts";
import type { Finding, Item, Period, Plan, World } from "./records.ts";
import { shareVerdicts } from "./shares.ts";
import { amountsOf, slotsOf, unknownFoodsOf } from "./slots.ts";
import { type HeldRule, rulesThatHold } from "./triggers.ts";
import { variationVerdicts } from "./variation.ts";
import type { Verdict } from "./verdicts.ts";

/** What CLINICAL asks a check to find in a plan: slowly, one place after the other, and without the database. */
export function evaluate(world: World, plan: Plan, period: Period): Finding[] {
  if (plan.items.length === 0) return []; // nothing is planned, so there is nothing to judge
  const held = whatCounts(rulesThatHold(world, world.profiles.get(plan.clientId)!, period));
  return held.flatMap((h) => findingsOf(h, told(h, verdictsOf(world, plan, h))));
}

/**
 * A food or recipe before it is planned, as an item of its own: its tags and allergens, bounds of single items, and the maxima of meals
 * and days that it breaks alone. Of averages, variation and what else is eaten it says nothing.
 */
export function evaluateAlone(world: World, clientId: string, item: Item, period: Period): Finding[] {
  const plan: Plan = { id: item.id, clientId, dayNumbers: [1], items: [item] };
  const held = whatCounts(rulesThatHold(world, world.profiles.get(clientId)!, period));
  return held.flatMap((h) => {
    const { effect, scope, basis } = h.rule;
    const isOfItems = scope === "item" || effect === "avoid_tag" || effect === "avoid_allergen";
    if (effect === "nutrient_variation" || scope === "average_day" || (basis === "energy_percent" && !isOfItems)) return [];
    if (!isOfItems && (h.maximum === null || h.lacksWeight)) return [];
    if (h.lacksWeight) {
      // the limit is not known, but what it is held against is
      const { known, isOpen, unknownFoods } = amountOf(world, item, h.rule.nutrientId!);
      const open: Verdict = { state: "open", place: `item:${item.id}`, observed: known, observedIsMinimum: isOpen, unknownFoods: [...new Set(unknownFoods)], inferredFoods: [] };
      return findingsOf(h, [open]);
    }
    const alone = isOfItems ? h : { ...h, minimum: null };
    const verdicts = verdictsOf(world, plan, alone).filter((v) => isOfItems || v.state === "broken");
    return findingsOf(h, verdicts.map((v) => ({ ...v, place: `item:${item.id}` })));
  });
}

function verdictsOf(world: World, plan: Plan, held: HeldRule): Verdict[] {
  if (held.lacksWeight) {
    const unknownFoods = unknownFoodsOf(amountsOf(world, slotsOf(plan.items), held.rule.nutrientId!));
    return [undeterminedAltogether([{ observed: null, observedIsMinimum: false, unknownFoods, inferredFoods: [] }])];
  }
  switch (held.rule.effect) {
    case "nutrient_bound":
      return held.rule.basis === "energy_percent" ? shareVerdicts(world, plan, held) : boundVerdicts(world, plan, held);
    case "nutrient_variation":
      return variationVerdicts(world, plan, held);
    case "avoid_tag":
    case "avoid_allergen":
      return factVerdicts(world, plan, held);
    default:
      return []; // about exercise, which no plan of meals breaks or keeps
  }
}

const undeterminedAltogether = (verdicts: readonly Omit<Verdict, "state" | "place">[]): Verdict => ({
  state: "open",
  place: "version",
  observed: verdicts.map((v) => v.observed).reduce((a, b) => (a && b ? greatest([a, b]) : (a ?? b)), null),
  observedIsMinimum: verdicts.some((v) => v.observedIsMinimum),
  unknownFoods: [...new Set(verdicts.flatMap((v) => v.unknownFoods))],
  inferredFoods: [...new Set(verdicts.flatMap((v) => v.inferredFoods))],
});

/** What is unknown of several items or meals, or of the variation from day to day, is told once a rule. */
function told(held: HeldRule, verdicts: readonly Verdict[]): Verdict[] {
  const isOfManyPlaces = held.rule.effect !== "nutrient_bound" || held.rule.scope === "item" || held.rule.scope === "meal";
  const open = verdicts.filter((v) => v.state === "open");
  if (!isOfManyPlaces || open.length < 2) return [...verdicts];
  return [...verdicts.filter((v) => !open.includes(v)), undeterminedAltogether(open)];
}

function findingsOf(held: HeldRule, verdicts: readonly Verdict[]): Finding[] {
  const isContraindication = held.severity === "contraindicated";
  return verdicts.map((v) => {
    const outcome = v.state === "open" || !held.surelyHolds ? "undetermined" : v.state === "broken" && isContraindication ? "breach" : "warning";
    return {
      ruleCode: held.rule.code,
      ruleVersion: held.rule.version,
      outcome,
      place: v.place === "average_day" && !held.surelyHolds ? "version" : v.place,
      observed: v.observed,
      observedIsMinimum: v.observedIsMinimum,
      minimum: v.limits?.minimum ?? held.minimum,
      maximum: v.limits?.maximum ?? held.maximum,
      unknownFoods: v.unknownFoods,
      inferredFoods: v.inferredFoods,
      needsReason: outcome === "breach",
      needsAcknowledgement: outcome === "undetermined" && isContraindication,
    };
  });
}
