import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asRole, createDatabase, type TestDatabase } from "../harness/database.ts";

/** What must hold of any recipe. More, or from another seed: PROPERTY_RUNS=500 PROPERTY_SEED=7. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 20);
const seed = Number(process.env.PROPERTY_SEED ?? 4);
const DIETITIAN = "dietitian@demo.test";

interface Line {
  food_id?: string;
  recipe_id?: string;
  amount: number;
  unit_code: string;
  discarded_share?: number;
}
interface Amounts {
  known: number[];
  unknown: number[];
}
interface Figures {
  whole: Amounts;
  perServing: Amounts;
  per100g: Amounts | null;
  facts: { kind: string; code: string; answer: string | null; provenance: string | null }[];
}

let database: TestDatabase;
let foods: string[];
beforeAll(async () => {
  database = await createDatabase();
  // Starter foods, of which much is known and something is not.
  foods = (await database.owner.query<{ id: string }>("select id from app_public.foods where library_code = 'starter_foods' order by id limit 60")).rows.map(({ id }) => id);
  expect(foods.length).toBeGreaterThan(20);
});
afterAll(() => database.drop());

const lines = "array(select jsonb_populate_record(null::app_public.recipe_line, e) from jsonb_array_elements($1::jsonb) e)";

async function figures(ingredients: Line[], servings = 1, cookedWeight: number | null = null): Promise<Figures> {
  const { rows } = await asRole(database, DIETITIAN, (sql) =>
    sql.query<{ figures: Figures }>(`select app_public.preview_recipe(${lines}, $2, $3) -> 'figures' as figures`, [JSON.stringify(ingredients), servings, cookedWeight]));
  return rows[0]!.figures;
}

async function save(ingredients: Line[], servings: number, cookedWeight: number | null): Promise<string> {
  const id = randomUUID();
  await asRole(database, DIETITIAN, (sql) => sql.query(`select app_public.save_recipe($2, 'Inner', $3, ${lines}, 0, $4)`, [JSON.stringify(ingredients), id, servings, cookedWeight]));
  return id;
}

const rounded = ({ known, unknown }: Amounts) => ({ known: known.map((value) => Number(value.toFixed(5))), unknown });
const answers = ({ facts }: Figures) => facts.filter(({ answer }) => answer !== null).map(({ kind, code, answer, provenance }) => [kind, code, answer, provenance].join(" ")).sort();

const ingredient = fc.record({ food: fc.nat(59), grams: fc.integer({ min: 1, max: 500 }), discarded: fc.constantFrom(0, 0, 0.25, 0.5) });
const dish = fc.uniqueArray(ingredient, { minLength: 2, maxLength: 8, selector: ({ food }) => food });
const toLine = ({ food, grams, discarded }: { food: number; grams: number; discarded: number }): Line => ({ food_id: foods[food % foods.length]!, amount: grams, unit_code: "g", discarded_share: discarded });
const holds = <T>(cases: fc.Arbitrary<T>, property: (it: T) => Promise<void>) => fc.assert(fc.asyncProperty(cases, property), { seed, numRuns });

it("CLINICAL 6: to put some ingredients into a recipe of their own, and use all of it, changes nothing", () =>
  holds(fc.tuple(dish, fc.nat(6), fc.integer({ min: 1, max: 6 }), fc.boolean()), async ([all, split, servings, isWeighed]) => {
    const [inside, beside] = [all.slice(0, Math.min(split + 1, all.length)).map(toLine), all.slice(Math.min(split + 1, all.length)).map(toLine)];
    const inner = await save(inside, servings, 777);
    const nested = await figures([...beside, { recipe_id: inner, ...(isWeighed ? { amount: 777, unit_code: "g" } : { amount: servings, unit_code: "serving" }) }]);
    const flat = await figures(all.map(toLine));
    expect(rounded(nested.whole)).toEqual(rounded(flat.whole));
    expect(answers(nested)).toEqual(answers(flat));
  }));

it("CLINICAL 6: scaled, a serving and 100 g stay what they are, and so does what is in it", () =>
  holds(fc.tuple(dish, fc.integer({ min: 1, max: 8 }), fc.constantFrom(0.5, 2, 3)), async ([all, servings, factor]) => {
    const before = await figures(all.map(toLine), servings, 900);
    const after = await figures(all.map(toLine).map((line) => ({ ...line, amount: line.amount * factor })), servings * factor, 900 * factor);
    expect(rounded(after.perServing)).toEqual(rounded(before.perServing));
    expect(rounded(after.per100g!)).toEqual(rounded(before.per100g!));
    expect(answers(after)).toEqual(answers(before));
  }));

it("CLINICAL 3, 21: something unknown in it makes nothing known less and clears nothing", async () => {
  const { rows } = await database.owner.query<{ id: string }>(
    "insert into app_public.foods (org_id, name) select m.org_id, 'Nobody knows' from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = $1 returning id", [DIETITIAN]);
  await holds(dish, async (all) => {
    const before = await figures(all.map(toLine));
    const after = await figures([...all.map(toLine), { food_id: rows[0]!.id, amount: 1, unit_code: "g" }]);
    expect(rounded(after.whole).known).toEqual(rounded(before.whole).known);
    expect(after.whole.unknown).toEqual(before.whole.unknown.map((count) => count + 1));
    const sure = answers(after).filter((words) => !/ (contains|may_contain|has|has_not) /.test(words));
    expect(sure).toEqual([]); // free of nothing any more
    for (const words of answers(before)) if (/allergen \w+ contains/.test(words)) expect(answers(after)).toContain(words);
  });
});
