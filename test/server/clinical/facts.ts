import { type EatenFood, foodsOf } from "./amounts.ts";
import type { AllergenFact, Plan, Provenance, World } from "./records.ts";
import { type HeldRule, upwards } from "./triggers.ts";
import type { Verdict } from "./verdicts.ts";

/** What is known of a food and something to be avoided (CLINICAL 21). `inferred`: only inferred to be free of it, which does not clear. */
export type Fact = "has" | "may" | "free" | "inferred" | "unknown";

const isFirm = (provenance: Provenance): boolean => provenance !== "inferred";

/** The organisation's own word on the very same thing counts before the knowledge base's. */
const word = <T extends { isOwn: boolean }>(said: readonly T[]): T | undefined => said.find((s) => s.isOwn) ?? said[0];

/** CLINICAL 21: an inferred "has" is only a maybe. */
function tagFact(world: World, foodId: string, tagCode: string): Fact {
  const fact = word((world.tagFacts.get(foodId) ?? []).filter((f) => f.tagCode === tagCode));
  if (!fact) return "unknown";
  if (fact.isPresent) return isFirm(fact.provenance) ? "has" : "may";
  return isFirm(fact.provenance) ? "free" : "inferred";
}

/**
 * CLINICAL 22, downward only: what holds something below the allergen holds it, and what is free of something above is free of it;
 * what holds something above is thereby neither. Where words disagree, the one that warns counts.
 */
function allergenFact(world: World, foodId: string, allergenId: string, mayContainIsBreach: boolean): Fact {
  const ofFood = world.allergenFacts.get(foodId) ?? [];
  const of = (allergen: string): AllergenFact | undefined => word(ofFood.filter((f) => f.allergenId === allergen));
  const within = [...world.allergens.keys()].filter((a) => upwards(world.allergens, a).includes(allergenId));
  const held = within.map(of).filter((f) => f !== undefined && f.presence !== "free");
  if (held.some((f) => isFirm(f!.provenance) && (f!.presence === "contains" || mayContainIsBreach))) return "has";
  if (held.length > 0) return "may";
  const free = upwards(world.allergens, allergenId).map(of).filter((f) => f?.presence === "free");
  if (free.some((f) => isFirm(f!.provenance))) return "free";
  return free.length > 0 ? "inferred" : "unknown";
}

function factOf(world: World, food: EatenFood, held: HeldRule): Fact {
  if (food.foodId === null) return "unknown"; // CLINICAL 7
  return held.rule.effect === "avoid_tag"
    ? tagFact(world, food.foodId, held.rule.tagCode!)
    : allergenFact(world, food.foodId, held.rule.avoidAllergenId!, held.mayContainIsBreach);
}

/** Which items hold a tag or an allergen that is to be avoided; every alternative is looked at (CLINICAL 8). */
export function factVerdicts(world: World, plan: Plan, held: HeldRule): Verdict[] {
  return plan.items.flatMap((item) => {
    const foods = foodsOf(world, item).map((food) => ({ name: food.name, fact: factOf(world, food, held) }));
    const names = (fact: Fact) => [...new Set(foods.filter((f) => f.fact === fact).map((f) => f.name))];
    const told = (state: Verdict["state"]): Verdict => ({
      state,
      place: `item:${item.id}`,
      observed: null,
      observedIsMinimum: false,
      unknownFoods: state === "open" ? names("unknown") : [],
      inferredFoods: state === "open" ? names("inferred") : [],
    });
    const facts = foods.map((f) => f.fact);
    // What one food of a dish is known to hold says nothing of the others: those stay to be acknowledged (CLINICAL 20).
    const open = facts.includes("unknown") || facts.includes("inferred") ? [told("open")] : [];
    if (facts.includes("has")) return [told("broken"), ...open];
    return facts.includes("may") ? [told("doubtful"), ...open] : open;
  });
}
