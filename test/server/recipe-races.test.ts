import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asRole, createDatabase, type TestDatabase } from "../harness/database.ts";
import { race } from "./support/two-sessions.ts";

const DIETITIAN = "dietitian@demo.test";
const ASSISTANT = "assistant@demo.test";
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const write = "select (app_public.save_recipe($1, $2, 2, case when $3::uuid is null then '{}' else array[row(null, null, $3, 1, null, $6, 0)::app_public.recipe_line] end, $4, $5)).revision";
const values = (id: string, name: string, inside: string | null, revision: number, cookedWeight: number | null = 400, unit = "serving") => [id, name, inside, revision, cookedWeight, unit];

async function recipe(name: string, cookedWeight: number | null = 400): Promise<string> {
  const id = randomUUID();
  await asRole(database, DIETITIAN, (sql) => sql.query(write, values(id, name, null, 0, cookedWeight)));
  return id;
}

it("two people put two recipes into each other at once: the second is told that a recipe cannot contain itself", async () => {
  const [dough, pie] = [await recipe("Dough"), await recipe("Pie")];
  const [first, second] = await race(
    database,
    { email: DIETITIAN, text: write, values: values(dough, "Dough", pie, 1) },
    { email: ASSISTANT, text: write, values: values(pie, "Pie", dough, 1) },
  );
  expect([first.code, second.code]).toEqual([undefined, "TF033"]);
});

it("two people save one recipe at once: the second is told that it was changed meanwhile, and nothing of the first is lost", async () => {
  const [soup, stock] = [await recipe("Soup"), await recipe("Stock")];
  const [first, second] = await race(
    database,
    { email: DIETITIAN, text: write, values: values(soup, "Soup", stock, 1) },
    { email: ASSISTANT, text: write, values: values(soup, "Broth", null, 1) },
  );
  expect([first.code, second.code]).toEqual([undefined, "TF010"]);
  const { rows } = await database.owner.query("select r.name, r.revision, (select count(*)::integer from app_public.recipe_ingredients i where i.recipe_id = r.id) as ingredients from app_public.recipes r where r.id = $1", [soup]);
  expect(rows).toEqual([{ name: "Soup", revision: 2, ingredients: 1 }]);
});

it("a cooked weight is taken away while another recipe begins to use grams of it: whoever comes second is refused", async () => {
  const [dough, pie] = [await recipe("Dough"), await recipe("Pie")];
  const [first, second] = await race(
    database,
    { email: DIETITIAN, text: write, values: values(dough, "Dough", null, 1, null) },
    { email: ASSISTANT, text: write, values: values(pie, "Pie", dough, 1, 400, "g") },
  );
  expect([first.code, second.code]).toEqual([undefined, "TF034"]);
});

it("a cooked weight is taken away while a plan begins to use grams of it: whoever comes second is refused", async () => {
  const add = `select app_public.edit_meal_plan_version(v.id, v.revision, array[jsonb_populate_record(null::app_public.meal_plan_edit,
      jsonb_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', m.id, 'recipe_id', $1::uuid, 'amount', 50, 'unit_code', 'g'))])
    from app_public.meal_plan_versions v join app_public.meal_plan_meals m on m.meal_plan_version_id = v.id where v.id = $2 limit 1`;
  const plan = randomUUID();
  await asRole(database, DIETITIAN, (sql) => sql.query("select app_public.create_meal_plan($1, 'A template', null, 1, array['Lunch'])", [plan]));
  const { rows } = await database.owner.query<{ id: string }>("select id from app_public.meal_plan_versions where meal_plan_id = $1", [plan]);
  const version = rows[0]!.id;
  const dough = await recipe("Dough");
  const taking = { email: DIETITIAN, text: write, values: values(dough, "Dough", null, 1, null) };
  const planning = { email: ASSISTANT, text: add, values: [dough, version] };
  const [first, second] = await race(database, taking, planning);
  expect([first.code, second.code]).toEqual([undefined, "TF034"]);

  const other = await recipe("Other");
  const [third, fourth] = await race(database, { ...planning, values: [other, version] }, { ...taking, values: values(other, "Other", null, 1, null) });
  expect([third.code, fourth.code]).toEqual([undefined, "TF034"]);
});

it("a recipe is deleted while another one begins to use it: the one who comes second is refused, and nothing is left dangling", async () => {
  const [spice, stew] = [await recipe("Spice"), await recipe("Stew")];
  const [first, second] = await race(
    database,
    { email: ASSISTANT, text: write, values: values(stew, "Stew", spice, 1) },
    { email: DIETITIAN, text: "select app_public.delete_recipe($1)", values: [spice] },
  );
  expect([first.code, second.code]).toEqual([undefined, "TF117"]);
});
