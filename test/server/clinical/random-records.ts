import { Random } from "../isolation/random.ts";
import type { Period } from "./records.ts";
import { addDays } from "./triggers.ts";

/** Rows by table, in the order in which they can be written. */
export type Rows = Map<string, Record<string, unknown>[]>;

/** What random plans and profiles are made of. */
export type Library = {
  foodIds: string[];
  recipes: { id: string; hasWeight: boolean }[];
  conditionIds: string[];
  medicationIds: string[];
  allergenIds: string[];
};

/** What the knowledge base has already: shipped rules are about these. */
export type Dictionaries = { conditions: Named[]; medications: Named[]; allergens: Named[] };
type Named = { id: string; code: string };

const KB = "00000000-0000-0000-0000-000000000000";
const TAGS = ["grapefruit", "tyramine_rich", "alcohol", "liquorice", "high_purine", "raw_fish"];
const ENERGY = 208;
/** Nutrients of the rules made here, with their unit, and a step of which amounts are few multiples: bounds are often just kept. */
const NUTRIENTS = [
  { id: 307, unit: "mg", step: 100 },
  { id: 306, unit: "mg", step: 100 },
  { id: 430, unit: "µg", step: 10 },
  { id: 203, unit: "g", step: 5 },
  { id: 204, unit: "g", step: 5 },
  { id: 205, unit: "g", step: 10 },
  { id: 221, unit: "g", step: 5 },
] as const;
const KCAL: Record<number, number> = { 203: 4, 204: 9, 205: 4, 221: 7 };

/** Random, with the choices that making records needs. */
export class Chance extends Random {
  is(probability: number): boolean {
    return this.next() < probability;
  }
  from(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  some<T>(from: readonly T[], count: number): T[] {
    const left = [...from];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.from(0, left.length - 1), 1)[0]!);
  }
}

function collector(): { rows: Rows; add: (table: string, row: Record<string, unknown>) => void } {
  const rows: Rows = new Map();
  return { rows, add: (table, row) => void rows.set(table, [...(rows.get(table) ?? []), row]) };
}

/** Dictionaries with hierarchies, foods with what is and is not known of them, nested recipes, and rules of every kind. */
export function randomLibrary(seed: number, orgId: string, shipped: Dictionaries): { rows: Rows; library: Library } {
  const chance = new Chance(seed);
  const { rows, add } = collector();
  const branch = (table: string, code: string, parent: Record<string, unknown>, owner = KB): string => {
    const id = chance.uuid();
    add(table, { org_id: owner, id, code, name: code, ...parent });
    return id;
  };
  /** Three generations, a second child that the first says nothing of, and what the organisation has added below. */
  const family = (table: string, code: string, above: string): string[] => {
    const wide = table === "medications" ? { is_class: true } : {};
    const top = branch(table, `${code}_top`, wide);
    const middle = branch(table, `${code}_middle`, { [above]: top, ...wide });
    return [
      top,
      middle,
      branch(table, `${code}_leaf`, { [above]: middle }),
      branch(table, `${code}_beside`, { [above]: top }),
      branch(table, `${code}_own`, { [above]: middle }, orgId),
    ];
  };
  const pickShipped = (from: Named[], count: number) => chance.some(from, count).map((n) => n.id);
  const familyA = family("conditions", "proof_a", "parent_id");
  const familyB = family("conditions", "proof_b", "parent_id");
  const medicationIds = family("medications", "proof_drug", "class_id");
  const allergenIds = family("allergens", "proof_allergen", "parent_id");

  const foodIds: string[] = [];
  const facts = (orgOfFact: string, foodId: string) => {
    for (const tag_code of chance.some(TAGS, chance.from(0, TAGS.length))) {
      add("food_tags", { org_id: orgOfFact, food_id: foodId, tag_code, is_present: chance.is(0.25), provenance: provenance(chance) });
    }
    const known = orgOfFact === KB ? allergenIds.slice(0, -1) : allergenIds;
    const about = [...known, ...shipped.allergens.map((a) => a.id)];
    for (const allergen_id of chance.some(about, chance.from(0, about.length))) {
      const presence = chance.is(0.12) ? "contains" : chance.is(0.1) ? "may_contain" : "free";
      add("food_allergens", { org_id: orgOfFact, food_id: foodId, allergen_id, presence, provenance: provenance(chance) });
    }
  };
  for (let n = 1; n <= 60; n++) {
    const id = chance.uuid();
    const owner = chance.is(0.4) ? orgId : KB;
    foodIds.push(id);
    add("foods", { org_id: owner, id, name: `Proof food ${n}` });
    const energy = { known: 0, isZero: chance.is(0.1) };
    for (const { id: nutrient_id, step } of NUTRIENTS) {
      if (chance.is(0.12)) continue; // unknown
      const amount = chance.is(0.2) || (energy.isZero && KCAL[nutrient_id]) ? 0 : chance.from(1, 6) * step;
      energy.known += amount * (KCAL[nutrient_id] ?? 0);
      add("food_nutrients", { org_id: owner, food_id: id, nutrient_id, amount, is_assumed_zero: amount === 0 && chance.is(0.5) });
    }
    if (!chance.is(0.1)) add("food_nutrients", { org_id: owner, food_id: id, nutrient_id: ENERGY, amount: energy.known, is_assumed_zero: false });
    if (owner === KB && chance.is(0.85)) facts(KB, id);
    if (owner === orgId ? chance.is(0.85) : chance.is(0.3)) facts(orgId, id);
  }

  const recipes: Library["recipes"] = [];
  for (let n = 1; n <= 25; n++) {
    const recipe = { id: chance.uuid(), hasWeight: chance.is(0.6) };
    add("recipes", { org_id: orgId, id: recipe.id, name: `Proof recipe ${n}`, servings: chance.from(1, 6), cooked_weight_g: recipe.hasWeight ? chance.from(1, 6) * 100 : null });
    for (let position = 1, count = chance.is(0.05) ? 0 : chance.from(1, 4); position <= count; position++) {
      const inner = recipes.length > 0 && chance.is(0.3) ? chance.pick(recipes) : null;
      const discarded_share = chance.is(0.2) ? chance.pick([0.25, 0.5, 0.9]) : 0;
      const base = { org_id: orgId, recipe_id: recipe.id, position, discarded_share };
      if (!inner) add("recipe_ingredients", { ...base, food_id: chance.pick(foodIds), grams: chance.from(1, 8) * 50 });
      else if (inner.hasWeight && chance.is(0.5)) add("recipe_ingredients", { ...base, ingredient_recipe_id: inner.id, grams: chance.from(1, 6) * 50 });
      else add("recipe_ingredients", { ...base, ingredient_recipe_id: inner.id, servings: chance.pick([0.5, 1, 2, 3]) });
    }
    recipes.push(recipe);
  }

  const library: Library = {
    foodIds,
    recipes,
    conditionIds: [...familyA, ...familyB, ...pickShipped(shipped.conditions, 8)],
    medicationIds: [...medicationIds, ...pickShipped(shipped.medications, 6)],
    allergenIds: [...allergenIds, ...pickShipped(shipped.allergens, 6)],
  };
  // Rules are the knowledge base's, and about what it knows.
  const shared = (family: string[]) => family.slice(0, -1);
  const about = { conditionIds: [...shared(familyA), ...shared(familyB)], medicationIds: shared(medicationIds), allergenIds: shared(allergenIds) };
  const rules: MadeRule[] = [];
  for (let n = 1; n <= 120; n++) rules.push(randomRule(chance, n, about, rules));
  rows.set("contraindication_rules", rules);
  for (const rule of rules) {
    const { severity, effect } = rule;
    if (severity !== "contraindicated" && chance.is(0.15)) add("rule_adjustments", { org_id: orgId, id: chance.uuid(), rule_id: rule.id, kind: "switch_off", reason: "Not for a proof" });
    if (!String(effect).startsWith("nutrient_") || !chance.is(0.25)) continue;
    const least = rule.minimum as number | undefined;
    const most = (rule.maximum ?? rule.max_variation_percent) as number | undefined;
    const sides = { ...(least && chance.is(0.7) && { minimum: Math.min(least * 1.25, most ?? Infinity, rule.unit === "%" ? 100 : Infinity) }), ...(most && { maximum: Math.max(most * 0.75, (least ?? 0) * 1.25) }) };
    const isStricter = (sides.minimum ?? 0) > (least ?? 0) || (sides.maximum ?? Infinity) < (most ?? Infinity);
    const isLooser = (sides.maximum ?? 0) > (most ?? Infinity) || (sides.minimum ?? 0) > (sides.maximum ?? most ?? Infinity);
    if (isStricter && !isLooser) add("rule_adjustments", { org_id: orgId, id: chance.uuid(), rule_id: rule.id, kind: "tighten", reason: "Stricter for a proof", ...sides });
  }
  return { rows, library };
}

const provenance = (chance: Random): string => chance.pick(["declared", "reviewed", "reviewed", "inferred"]);

type MadeRule = { code: string; severity: string; nutrient_id?: number } & Record<string, unknown>;

function randomRule(
  chance: Chance,
  n: number,
  about: Pick<Library, "conditionIds" | "medicationIds" | "allergenIds">,
  before: readonly MadeRule[],
): MadeRule {
  const severity = chance.pick(["info", "caution", "contraindicated", "contraindicated"]);
  const effect: { nutrient_id?: number } = randomEffect(chance, about.allergenIds);
  // Only what is about the same replaces another, and what warns replaces nothing that blocks.
  const general = before.filter(
    (r) =>
      (!r.nutrient_id || !effect.nutrient_id || r.nutrient_id === effect.nutrient_id) &&
      (severity === "contraindicated" || r.severity !== "contraindicated"),
  );
  return {
    org_id: KB,
    id: chance.uuid(),
    code: `proof.rule_${n}`,
    version: chance.from(1, 3),
    severity,
    ...chance.pick([
      () => ({ condition_org_id: KB, condition_id: chance.pick(about.conditionIds) }),
      () => ({ condition_org_id: KB, condition_id: chance.pick(about.conditionIds) }),
      () => ({ medication_org_id: KB, medication_id: chance.pick(about.medicationIds) }),
      () => ({ allergen_org_id: KB, allergen_id: chance.pick(about.allergenIds) }),
      () => ({ life_stage: chance.pick(["pregnancy", "lactation"]) }),
      () => ({ lab_test_code: "potassium_serum", lab_max_age_days: chance.pick([30, 90]), ...chance.pick([{ lab_from: 5 }, { lab_to: 3.5 }, { lab_from: 3.5, lab_to: 5 }]) }),
      () =>
        chance.pick([
          { age_years_from: 18, age_years_to: 40 },
          { age_years_to: 1 },
          { age_years_from: 0.5, age_years_to: 19 },
          { age_years_from: 65 },
        ]),
    ])(),
    ...effect,
    supersedes: chance.is(0.25) ? chance.some(general, chance.from(1, 5)).map((r) => r.code) : [],
    message: "A rule of a proof.",
    rationale: "It is made at random.",
    citation: "The clinical semantics of this product.",
  };
}

function randomEffect(chance: Chance, allergenIds: readonly string[]): Record<string, unknown> {
  const sides = (least: number, most: number): Record<string, unknown> => {
    const maximum = chance.from(Math.ceil(most / 2), most);
    return chance.pick([{ maximum }, { maximum }, { minimum: least }, { minimum: least, maximum }]);
  };
  const nutrient = chance.pick(NUTRIENTS);
  const scope = chance.pick(["item", "meal", "day", "average_day"]);
  const size = { item: 3, meal: 6, day: 12, average_day: 12 }[scope]!;
  return chance.pick([
    () => ({
      effect: "nutrient_bound", nutrient_id: nutrient.id, scope, basis: "absolute", unit: nutrient.unit,
      ...multiplied(sides(1, size), nutrient.step),
    }),
    () => ({
      effect: "nutrient_bound", nutrient_id: nutrient.id, scope, basis: "absolute", unit: nutrient.unit,
      ...multiplied(sides(2, size), nutrient.step),
    }),
    () => ({
      effect: "nutrient_bound", nutrient_id: nutrient.id, scope, basis: "per_kg", unit: `${nutrient.unit}/kg`,
      weight_basis: chance.pick(["actual", "dry", "adjusted"]), weight_max_age_days: chance.pick([30, 90, 365]),
      ...multiplied(sides(1, size), nutrient.step / 50),
    }),
    () => ({
      effect: "nutrient_bound", nutrient_id: chance.pick([203, 204, 205, 221]), scope: chance.pick(["meal", "day", "average_day"]),
      basis: "energy_percent", unit: "%", ...multiplied(sides(2, 12), 5),
    }),
    () => ({ effect: "nutrient_variation", nutrient_id: nutrient.id, unit: "%", max_variation_percent: chance.pick([20, 50, 100, 150]) }),
    () => ({ effect: "avoid_tag", tag_code: chance.pick(TAGS) }),
    () => ({ effect: "avoid_allergen", avoid_allergen_org_id: KB, avoid_allergen_id: chance.pick(allergenIds) }),
  ])();
}

const multiplied = (bounds: Record<string, unknown>, step: number): Record<string, unknown> =>
  Object.fromEntries(Object.entries(bounds).map(([side, times]) => [side, (times as number) * step]));

/** One client with a profile, a plan, and the days that it is asked about. */
export function randomCase(
  seed: number,
  orgId: string,
  memberId: string,
  library: Library,
): { rows: Rows; clientId: string; versionId: string; period: Period } {
  const chance = new Chance(seed);
  const { rows, add } = collector();
  const from = addDays("2026-03-01", chance.from(0, 60));
  const period: Period = { from, until: chance.is(0.3) ? null : addDays(from, chance.from(1, 60)) };
  const clientId = chance.uuid();
  const of = { org_id: orgId, client_id: clientId };
  const day = (): string => addDays("2026-01-01", chance.from(0, 200));
  const spell = (): Record<string, unknown> => {
    const started_on = chance.is(0.4) ? null : day();
    const ended_on = chance.is(0.6) ? null : started_on ? addDays(started_on, chance.from(1, 90)) : day();
    return { started_on, ended_on };
  };
  const born_on = chance.is(0.15)
    ? null
    : chance.is(0.3)
      ? addDays(chance.pick(["2025-03-15", "2025-10-20", "2008-03-30", "2007-04-10", "1986-04-01", "1961-03-25"]), chance.from(0, 40))
      : `${chance.from(1930, 2025)}-0${chance.from(1, 9)}-1${chance.from(0, 9)}`;
  add("clients", { org_id: orgId, id: clientId, given_name: "Proof", family_name: "Client", born_on });
  add("care_assignments", { ...of, id: chance.uuid(), member_id: memberId, starts_on: "2020-01-01" });
  for (const condition_id of chance.some(library.conditionIds, chance.from(0, 4))) add("client_conditions", { ...of, id: chance.uuid(), condition_id, ...spell() });
  for (const medication_id of chance.some(library.medicationIds, chance.from(0, 3))) add("client_medications", { ...of, id: chance.uuid(), medication_id, ...spell() });
  for (const allergen_id of chance.some(library.allergenIds, chance.from(0, 3))) {
    add("client_allergies", {
      ...of, id: chance.uuid(), allergen_id, kind: chance.pick(["allergy", "allergy", "intolerance"]), criticality: chance.pick(["low", "high"]),
      status: chance.pick(["active", "active", "active", "resolved", "refuted"]),
    });
  }
  if (chance.is(0.3)) {
    const started_on = day();
    add("client_life_stages", { ...of, id: chance.uuid(), life_stage: chance.pick(["pregnancy", "lactation"]), started_on, ended_on: chance.is(0.5) ? null : addDays(started_on, 280) });
  }
  for (let n = chance.from(0, 6); n > 0; n--) {
    const measured_on = chance.is(0.3) ? addDays(period.from, -chance.pick([29, 30, 31, 89, 90, 91, 365, 366])) : addDays("2025-06-01", chance.from(0, 320));
    add("body_metrics", { ...of, id: chance.uuid(), kind: chance.pick(["weight", "dry_weight", "adjusted_weight", "waist"]), value: chance.from(4, 9) * 10, measured_on, created_at: `2026-01-01T00:00:0${n}Z` });
  }
  for (const { id: nutrient_id, step } of chance.some(NUTRIENTS, chance.pick([0, 0, 1, 2, 4]))) {
    const scope = chance.pick(["item", "meal", "day", "average_day"]);
    const starts_on = addDays("2026-01-01", chance.from(0, 100));
    const ends_on = chance.is(0.5) ? null : addDays(starts_on, chance.from(0, 90));
    const bounds = () => chance.pick([{ maximum: chance.from(0, 12) * step }, { minimum: chance.from(1, 6) * step }, { minimum: 2 * step, maximum: 9 * step }]);
    const order = { ...of, nutrient_id, scope, ordered_by: "Dr. Proof", ordered_on: "2026-01-01" };
    const severity = () => chance.pick(["info", "caution", "contraindicated", "contraindicated"]);
    add("client_limits", { ...order, id: chance.uuid(), severity: severity(), starts_on, ends_on, ...bounds() });
    if (ends_on !== null && chance.is(0.4)) add("client_limits", { ...order, id: chance.uuid(), severity: severity(), starts_on: ends_on, ends_on: null, ...bounds() });
  }
  for (let n = chance.from(0, 3); n > 0; n--) {
    const taken_on = chance.is(0.4) ? addDays(period.from, -chance.pick([29, 30, 31, 89, 90, 91])) : addDays("2025-12-01", chance.from(0, 180));
    add("client_labs", {
      ...of, id: chance.uuid(), lab_test_code: "potassium_serum", entered_value: chance.pick([3.4, 3.5, 4, 4.9, 5, 5.6]), entered_unit: "mmol/L",
      taken_on, created_at: `2026-01-01T00:00:0${n}Z`,
    });
  }

  const versionId = chance.uuid();
  const planId = chance.uuid();
  add("meal_plans", { ...of, id: planId, name: "Proof plan" });
  add("meal_plan_versions", { ...of, id: versionId, meal_plan_id: planId, number: 1 });
  const part = { org_id: orgId, meal_plan_version_id: versionId };
  for (let day_number = 1, days = chance.pick([1, 1, 2, 2, 3, 3, 4, 7, 14]); day_number <= days; day_number++) {
    const dayId = chance.uuid();
    add("meal_plan_days", { ...part, id: dayId, day_number });
    if (chance.is(0.1)) continue; // an empty day
    for (let meal = 1, meals = chance.from(1, 3); meal <= meals; meal++) {
      const mealId = chance.uuid();
      add("meal_plan_meals", { ...part, id: mealId, meal_plan_day_id: dayId, position: meal, name: "Meal" });
      let first: string | null = null;
      for (let position = 1, items = chance.from(0, 4); position <= items; position++) {
        const id = chance.uuid();
        const alternative_of_id: string | null = first !== null && chance.is(0.25) ? first : null;
        if (alternative_of_id === null) first = id;
        add("meal_plan_items", { ...part, id, meal_plan_meal_id: mealId, position, alternative_of_id, ...randomDish(chance, library) });
      }
    }
  }
  return { rows, clientId, versionId, period };
}

function randomDish(chance: Chance, library: Library): Record<string, unknown> {
  if (chance.is(0.04)) return { free_text: chance.pick(["cake", "what grandmother cooks"]), amount: 1 };
  if (chance.is(0.75)) {
    const grams = chance.from(1, 6) * 50;
    return { food_id: chance.pick(library.foodIds), amount: grams, unit_code: "g", grams };
  }
  const recipe = chance.pick(library.recipes);
  if (!recipe.hasWeight || chance.is(0.6)) return { recipe_id: recipe.id, amount: chance.pick([0.5, 1, 1, 2, 3]), unit_code: "serving" };
  const grams = chance.from(1, 6) * 50;
  return { recipe_id: recipe.id, amount: grams, unit_code: "g", grams };
}
