import fc from "fast-check";
import type { Rows } from "../random-records.ts";
import type { Presence, Provenance } from "../records.ts";

/** A client with the rules of the stage, and a plan small enough to be understood when a property does not hold. */
export type SmallCase = { foods: SmallFood[]; days: Meal[][] };
export type Meal = Slot[];
/** An item and its alternatives. */
export type Slot = Dish[];
/** So many grams of a food, by its place in the list, or a word; `nested`: as a recipe of one serving that is made of it. */
export type Dish = { food: number | string; grams: number; nested?: boolean };
export type SmallFood = {
  sodium: number | null;
  fat: number | null;
  energy: number | null;
  liquorice: { isPresent: boolean; provenance: Provenance } | null;
  /** Of peanut, or of the legumes that it belongs to: one word a food, so that words never disagree. */
  allergen: { code: "peanut" | "legumes"; presence: Presence; provenance: Provenance } | null;
};

const provenance = fc.constantFrom<Provenance>("declared", "reviewed", "inferred");
const orUnknown = <T>(known: fc.Arbitrary<T>) => fc.option(known, { freq: 5 });

export const smallFood: fc.Arbitrary<SmallFood> = fc
  .record({
    sodium: orUnknown(fc.integer({ min: 0, max: 8 }).map((n) => n * 100)),
    fat: orUnknown(fc.integer({ min: 0, max: 4 }).map((n) => n * 5)),
    besidesFat: orUnknown(fc.integer({ min: 0, max: 6 }).map((n) => n * 45)),
    liquorice: fc.option(fc.record({ isPresent: fc.boolean(), provenance }), { freq: 3 }),
    allergen: fc.option(
      fc.record({
        code: fc.constantFrom("peanut" as const, "legumes" as const),
        presence: fc.constantFrom<Presence>("contains", "may_contain", "free"),
        provenance,
      }),
      { freq: 3 },
    ),
  })
  .map(({ besidesFat, ...food }) => ({ ...food, energy: besidesFat === null ? null : besidesFat + (food.fat ?? 0) * 9 }));

const dish = (foods: number): fc.Arbitrary<Dish> =>
  fc.record({
    food: fc.oneof({ weight: 9, arbitrary: fc.nat(foods - 1) }, { weight: 1, arbitrary: fc.constant("what grandmother cooks") }),
    grams: fc.integer({ min: 1, max: 6 }).map((n) => n * 50),
  });

/** One to three days of one or two meals of one to three items, some with an alternative. */
export const smallCase: fc.Arbitrary<SmallCase> = fc.array(smallFood, { minLength: 3, maxLength: 3 }).chain((foods) => {
  const slot = fc.oneof({ weight: 3, arbitrary: fc.tuple(dish(foods.length)) }, { weight: 1, arbitrary: fc.tuple(dish(foods.length), dish(foods.length)) });
  const meal = fc.array(slot, { minLength: 1, maxLength: 3 });
  return fc.record({ foods: fc.constant(foods), days: fc.array(fc.array(meal, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }) });
});

/** The same case with another dish somewhere, or another food in the list. */
export const withDish = (it: SmallCase, day: number, meal: number, slots: Meal): SmallCase => ({
  ...it,
  days: it.days.map((meals, d) => (d === day ? meals.map((m, n) => (n === meal ? slots : m)) : meals)),
});
export const withFood = (it: SmallCase, index: number, food: SmallFood): SmallCase => ({ ...it, foods: it.foods.map((f, n) => (n === index ? food : f)) });

/** An id that the same part of two cases has in both: of the kind, and counted. */
export const idOf = (kind: number, ...path: number[]): string =>
  `${String(kind).padStart(8, "0")}-0000-4000-8000-${path.map((n) => String(n).padStart(3, "0")).join("").padStart(12, "0")}`;

export const VERSION_ID = idOf(2);
const KB = "00000000-0000-0000-0000-000000000000";
const NUTRIENT_IDS = { sodium: 307, fat: 204, energy: 208 } as const;

/** The rows of a case. Positions follow `order`, ids the case: what is only moved keeps its id. */
export function rowsOf(
  it: SmallCase,
  { orgId, clientId, allergenIds }: { orgId: string; clientId: string; allergenIds: Record<string, string> },
  order: (count: number) => number[] = (count) => Array.from({ length: count }, (_, n) => n),
): Rows {
  const rows: Rows = new Map();
  const add = (table: string, row: Record<string, unknown>) => void rows.set(table, [...(rows.get(table) ?? []), row]);
  it.foods.forEach((food, n) => {
    const of = { org_id: KB, food_id: idOf(1, n) };
    add("foods", { org_id: KB, id: of.food_id, name: `Food ${n}` });
    for (const nutrient of ["sodium", "fat", "energy"] as const) {
      if (food[nutrient] !== null) add("food_nutrients", { ...of, nutrient_id: NUTRIENT_IDS[nutrient], amount: food[nutrient], is_assumed_zero: false });
    }
    if (food.liquorice) add("food_tags", { ...of, tag_code: "liquorice", is_present: food.liquorice.isPresent, provenance: food.liquorice.provenance });
    if (food.allergen) {
      const { code, presence, provenance } = food.allergen;
      add("food_allergens", { ...of, allergen_id: allergenIds[code], presence, provenance });
    }
  });
  add("meal_plans", { org_id: orgId, id: idOf(3), client_id: clientId, name: "A small plan" });
  add("meal_plan_versions", { org_id: orgId, id: VERSION_ID, meal_plan_id: idOf(3), client_id: clientId, number: 1 });
  const part = { org_id: orgId, meal_plan_version_id: VERSION_ID };
  it.days.forEach((meals, d) => {
    add("meal_plan_days", { ...part, id: idOf(4, d), day_number: d + 1 });
    const mealOrder = order(meals.length);
    meals.forEach((slots, m) => {
      add("meal_plan_meals", { ...part, id: idOf(5, d, m), meal_plan_day_id: idOf(4, d), position: mealOrder[m]! + 1, name: "Meal" });
      const slotOrder = order(slots.length);
      slots.forEach((slot, s) =>
        slot.forEach((dish, a) => {
          const id = idOf(6, d, m, s, a);
          const place = { ...part, id, meal_plan_meal_id: idOf(5, d, m), position: slotOrder[s]! * 10 + a + 1, alternative_of_id: a > 0 ? idOf(6, d, m, s, 0) : null };
          if (typeof dish.food === "string") add("meal_plan_items", { ...place, free_text: dish.food, amount: 1 });
          else if (!dish.nested) add("meal_plan_items", { ...place, food_id: idOf(1, dish.food), amount: dish.grams, unit_code: "g", grams: dish.grams });
          else {
            const recipe_id = idOf(7, d, m, s, a);
            add("recipes", { org_id: orgId, id: recipe_id, name: "Dish", servings: 1 });
            add("recipe_ingredients", { org_id: orgId, recipe_id, position: 1, food_id: idOf(1, dish.food), grams: dish.grams, discarded_share: 0 });
            add("meal_plan_items", { ...place, recipe_id, amount: 1, unit_code: "serving" });
          }
        }),
      );
    });
  });
  const inOrder = ["foods", "food_nutrients", "food_tags", "food_allergens", "recipes", "recipe_ingredients", "meal_plans", "meal_plan_versions", "meal_plan_days", "meal_plan_meals", "meal_plan_items"];
  return new Map(inOrder.flatMap((table) => (rows.has(table) ? [[table, rows.get(table)!]] : [])));
}
