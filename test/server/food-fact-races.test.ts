import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { race } from "./support/two-sessions.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const state = `insert into app_public.food_allergens (org_id, food_id, allergen_id, presence, provenance)
  select m.org_id, $1, a.id, 'contains', 'declared'
    from app_public.allergens a, app_public.memberships m join app_public.users u on u.id = m.user_id
   where u.email = 'dietitian@demo.test' and a.code = $2`;
const enter = "insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount) select org_id, id, $2, 7 from app_public.foods where id = $1";

/** A food of the knowledge base, and another one each time. */
async function food(offset: number): Promise<string> {
  const { rows } = await database.owner.query<{ id: string }>("select id from app_public.foods order by id offset $1 limit 1", [offset]);
  return rows[0]!.id;
}

/** What the practice itself says of the food's peanut and sesame, as the checks read it. */
async function said(foodId: string): Promise<number[]> {
  const { rows } = await database.owner.query<{ byte: number }>(
    `select get_byte(p.facts, k.byte_index) as byte
       from app_private.food_fact_panels p, app_private.fact_positions() k join app_public.allergens a on a.id = k.allergen_id
      where p.food_id = $1 and p.org_id <> '00000000-0000-0000-0000-000000000000' and a.code in ('peanut', 'sesame') order by a.code`,
    [foodId],
  );
  return rows.map(({ byte }) => byte);
}

it.each([false, true])("two people state facts of one food at once, and neither is lost (something was known of it: %s)", async (isKnown) => {
  const foodId = await food(isKnown ? 0 : 1);
  if (isKnown) await database.owner.query(state, [foodId, "milk"]);
  const [first, second] = await race(database, { email: null, text: state, values: [foodId, "peanut"] }, { email: null, text: state, values: [foodId, "sesame"] });
  expect([first.code, second.code]).toEqual([undefined, undefined]);
  expect(await said(foodId)).toEqual([1, 1]);
});

it("two values of one food are entered at once, and neither is lost", async () => {
  const foodId = await food(2);
  await database.owner.query("delete from app_public.food_nutrients where food_id = $1 and nutrient_id in (203, 204)", [foodId]);
  const [first, second] = await race(database, { email: null, text: enter, values: [foodId, 203] }, { email: null, text: enter, values: [foodId, 204] });
  expect([first.code, second.code]).toEqual([undefined, undefined]);
  const { rows } = await database.owner.query<{ known: string[] }>(
    `select array(select p.known[array_position(app_private.panel_nutrient_ids(), n)] from unnest(array[203, 204]) n) as known
       from app_private.food_panels p where p.food_id = $1`,
    [foodId],
  );
  expect(rows[0]!.known.map(Number)).toEqual([7, 7]);
});

it("a value and a fact of one food are stated at once, and both stand in the text that publishing freezes", async () => {
  const foodId = await food(3);
  await database.owner.query("delete from app_public.food_nutrients where food_id = $1 and nutrient_id = 203", [foodId]);
  const declare = state.replace("m.org_id, $1", "'00000000-0000-0000-0000-000000000000', $1");
  await database.owner.query("delete from app_public.food_allergens where food_id = $1", [foodId]);
  const [first, second] = await race(database, { email: null, text: enter, values: [foodId, 203] }, { email: null, text: declare, values: [foodId, "sesame"] });
  expect([first.code, second.code]).toEqual([undefined, undefined]);
  const { rows } = await database.owner.query("select w.facts -> 'nutrients' ->> '203' as protein, w.facts #>> '{allergens,sesame,presence}' as sesame from app_private.written_facts w where w.food_id = $1", [foodId]);
  expect(rows).toEqual([{ protein: "7", sesame: "contains" }]);
});
