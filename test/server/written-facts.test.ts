import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../harness/database.ts";

// What publishing freezes of foods (CLINICAL 15) is never anything else than what is said of them, whatever changes at once.
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => expect(await different()).toEqual([]));

const run = async (statement: string) => void (await database.owner.query(statement));

/** The foods whose text differs from what the facts say, letter by letter; jsonb writes itself in one way only. */
async function different(): Promise<unknown[]> {
  const { rows } = await database.owner.query(
    `select f.org_id, f.food_id, w.facts::text as written, x.facts::text as said
       from (select org_id, food_id from app_public.food_nutrients union select org_id, food_id from app_public.food_tags
             union select org_id, food_id from app_public.food_allergens union select org_id, food_id from app_private.written_facts) f
       left join app_private.written_facts w on (w.org_id, w.food_id) = (f.org_id, f.food_id)
      cross join lateral (
        select jsonb_build_object(
                 'nutrients', (select coalesce(jsonb_object_agg(n.nutrient_id, n.amount), '{}') from app_public.food_nutrients n where (n.org_id, n.food_id) = (f.org_id, f.food_id)),
                 'allergens', (select coalesce(jsonb_object_agg(a.code, jsonb_build_object('presence', s.presence, 'provenance', s.provenance)), '{}')
                                 from app_public.food_allergens s join app_public.allergens a on (a.org_id, a.id) = (s.allergen_org_id, s.allergen_id) where (s.org_id, s.food_id) = (f.org_id, f.food_id)),
                 'tags', (select coalesce(jsonb_object_agg(s.tag_code, jsonb_build_object('isPresent', s.is_present, 'provenance', s.provenance)), '{}')
                            from app_public.food_tags s where (s.org_id, s.food_id) = (f.org_id, f.food_id))) as facts) x
      where w.facts::text is distinct from x.facts::text`,
  );
  return rows;
}

async function foodsSaying(code: string): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>("select count(*)::int as count from app_private.written_facts w where (w.facts -> 'allergens')::jsonb ? $1", [code]);
  return rows[0]!.count;
}

it("an allergen of the knowledge base that is renamed is renamed in every food's text", async () => {
  const before = await foodsSaying("peanut");
  expect(before).toBeGreaterThan(10);
  await run("update app_public.allergens set code = 'groundnut' where code = 'peanut'");
  expect([await foodsSaying("groundnut"), await foodsSaying("peanut")]).toEqual([before, 0]);
  expect(await different()).toEqual([]);
  await run("update app_public.allergens set code = 'peanut' where code = 'groundnut'");
  expect(await foodsSaying("peanut")).toBe(before);
});

it("a property that is in use cannot be renamed", async () => {
  await expect(run("update app_public.tags set code = 'plants_only' where code = 'vegan'")).rejects.toMatchObject({ code: "23503" });
});

it("what is inferred of foods, and what an import changes of all of them at once, is written", async () => {
  await run("insert into app_public.foods (org_id, name, food_group_code, library_code) values ('00000000-0000-0000-0000-000000000000', 'Peanuts, raw', '1600', 'usda_sr')");
  await run("call app_private.infer_food_facts('00000000-0000-0000-0000-000000000000')");
  const { rows } = await database.owner.query(
    "select w.facts #>> '{allergens,peanut,provenance}' as provenance from app_private.written_facts w join app_public.foods f on f.id = w.food_id where f.name = 'Peanuts, raw' and f.library_code = 'usda_sr'",
  );
  expect(rows).toEqual([{ provenance: "inferred" }]);
  expect(await different()).toEqual([]);
  await run("update app_public.food_nutrients set amount = amount * 1.10");
  expect(await different()).toEqual([]);
});

it("tables that are emptied at once leave nothing in the text, and deriving it anew changes nothing", async () => {
  await run("truncate app_public.food_tags");
  expect(await different()).toEqual([]);
  await run("truncate app_public.food_allergens, app_public.food_nutrients");
  expect(await different()).toEqual([]);
  await run(`do $$ declare v_orgs uuid[]; v_foods uuid[]; begin
    select array_agg(w.org_id), array_agg(w.food_id) into v_orgs, v_foods from app_private.written_facts w;
    call app_private.write_written_facts(v_orgs, v_foods); end $$`);
  expect(await different()).toEqual([]);
});
