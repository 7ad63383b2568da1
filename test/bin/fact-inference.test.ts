import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";

// The starter foods again, under the descriptions of the release that they were chosen from: what those tell, against what was stated of
// each food by hand.
describe("what the descriptions of the release tell of the starter foods", () => {
  let database: TestDatabase;
  type Fact = { kind: string; food: string; code: string; inferred: string; stated: string | null };
  let facts: Fact[];
  const those = (inferred: string, ...stated: (string | null)[]) => facts.filter((fact) => fact.inferred === inferred && stated.includes(fact.stated));
  const words = ({ food, code, inferred, stated }: Fact) => `${food}: ${inferred} ${code}, but ${stated}`;

  beforeAll(async () => {
    database = await createDatabase();
    const client = await database.owner.connect();
    await client.query(`create temp table described (usda_ndb_number text, name text, food_group_code text, refuse_percent text, density_g_per_ml text, synonyms text, usda_description text)`);
    await pipeline(createReadStream(projectPath("db/seeds/starter-library/foods.csv")), client.query(copyFrom("copy described from stdin with (format csv, header match)")));
    await client.query(`insert into app_public.foods (org_id, name, food_group_code, source)
      select o.id, d.usda_description, d.food_group_code, d.usda_ndb_number from described d, app_public.organizations o where o.name = 'Demo practice'`);
    client.release();
    ({ rows: facts } = await database.owner.query<Fact>(`
      with inferred as (
        select 'allergen' as kind, f.name, f.source, l.code, a.presence::text as answer
          from app_public.foods f join app_public.food_allergens a on (a.org_id, a.food_id) = (f.org_id, f.id) join app_public.allergens l on l.id = a.allergen_id
         where a.inference_code is not null
        union all
        select 'tag', f.name, f.source, t.tag_code, case when t.is_present then 'contains' else 'free' end
          from app_public.foods f join app_public.food_tags t on (t.org_id, t.food_id) = (f.org_id, f.id) where t.inference_code is not null
      ), stated as (
        select 'allergen' as kind, f.usda_ndb_number, l.code, a.presence::text as answer
          from app_public.foods f join app_public.food_allergens a on a.food_id = f.id join app_public.allergens l on l.id = a.allergen_id where f.library_code = 'starter_foods'
        union all
        select 'tag', f.usda_ndb_number, t.tag_code, case when t.is_present then 'contains' else 'free' end
          from app_public.foods f join app_public.food_tags t on t.food_id = f.id where f.library_code = 'starter_foods'
      )
      select i.kind, i.name as food, i.code, i.answer as inferred, s.answer as stated
        from inferred i left join stated s on (s.kind, s.usda_ndb_number, s.code) = (i.kind, i.source, i.code)`));
  });
  afterAll(() => database.drop());

  it("is never that a food is free of an allergen which it contains or may contain", () => {
    expect(those("free", "contains", "may_contain").map(words)).toEqual([]);
  });

  it("is enough to be worth it: thousands of facts, most of them the same as by hand", () => {
    expect(those("free", "free").length).toBeGreaterThan(8000);
    expect(those("contains", "contains").length).toBeGreaterThan(700);
  });

  it("is right about what is in a food, but for a handful", () => {
    const wrong = those("contains", "free");
    expect(wrong.length / those("contains", "contains").length, wrong.map(words).join("\n")).toBeLessThan(0.02);
  });
});
