import { readFile } from "node:fs/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";

let database: TestDatabase;
let dba: pg.PoolClient;
let chapter: string;
let blocks: string[];

beforeAll(async () => {
  database = await createDatabase();
  dba = await database.owner.connect();
  const readme = await readFile(projectPath("db/README.md"), "utf8");
  chapter = /^## Clinical rules$[\s\S]*?(?=^## )/m.exec(readme)?.[0] ?? "";
  blocks = Array.from(chapter.matchAll(/^```sql\n([\s\S]*?)^```$/gm), (match) => match[1] ?? "");
  await followAPlan();
});
afterAll(async () => {
  dba?.release();
  await database?.drop();
});

const versions = async () =>
  (await dba.query("select version, retired_at is null as in_force from app_public.contraindication_rules where code = 'osteoporosis.calcium_average' order by version")).rows;

/** The chapter's SQL that holds these words, to be run as it is printed. */
const block = (words: string) => {
  const found = blocks.filter((sql) => sql.includes(words));
  expect(found).toHaveLength(1);
  return found[0]!;
};
const previewed = (results: unknown) => (results as pg.QueryResult[]).find(({ fields }) => fields.some(({ name }) => name === "unknown_foods"))?.rows;

it("its explanation says what a rule asks, who signed it and for how many it holds", async () => {
  const { rows } = await dba.query<{ what: string; says: string }>(block("explain_rule"));
  expect(Object.fromEntries(rows.map(({ what, says }) => [what, says]))).toMatchObject({
    asks: "Sodium at most 2\u00a0000\u00a0mg on each day",
    review: "not clinically reviewed",
    signed: "by 0 people in 0 organisations, as this version",
    "holds today for": expect.stringMatching(/^\d+ of \d+ active clients$/),
  });
});

it("its preview states the rule, shows what appears in whose plan, and takes it back", async () => {
  expect(previewed(await dba.query(block("begin;")))).toMatchObject([
    { client: "Bone Patient", change: "appears", outcome_before: null, outcome: "warning", place: "average day", observed: "100", minimum: "950", unit: "mg" },
  ]);
  expect(await versions()).toEqual([]);
});

it("the statement alone, as the file holds it, ships the rule, again and again", async () => {
  const statement = /select app_private\.define_rule\([\s\S]*?\n\);/.exec(block("begin;"))![0];
  await dba.query(statement);
  await dba.query(statement);
  expect(await versions()).toEqual([{ version: 1, in_force: true }]);
  const { rows } = await dba.query(block("select code, version, severity, citation"));
  expect(rows.map(({ code }) => code)).toContain("osteoporosis.calcium_average");
});

it("the shipped rule is found in the plan at once, and an edited statement without a new version is refused", async () => {
  const found = await dba.query(
    `select f.outcome from app_public.meal_plan_assignments a join app_public.clients c on (c.org_id, c.id) = (a.org_id, a.client_id),
            app_private.meal_plan_version_findings(a.org_id, a.meal_plan_version_id, a.client_id, daterange(current_date, null)) f
      where c.given_name = 'Bone' and f.rule_code = 'osteoporosis.calcium_average'`,
  );
  expect(found.rows).toEqual([{ outcome: "warning" }]);
  const edited = block("version => 2").replace("version => 2", "version => 1");
  await expect(dba.query(edited)).rejects.toThrow("version 1 exists with other content (severity). What was shipped never changes: raise the version to 2.");
});

it("nobody has signed it, until somebody signs that version", async () => {
  const unsigned = async () => (await dba.query<{ code: string }>(block("rule_reviews"))).rows.map(({ code }) => code);
  expect(await unsigned()).toContain("osteoporosis.calcium_average");
  await dba.query(
    `insert into app_public.rule_reviews (org_id, rule_id, member_id, qualification)
       select m.org_id, r.id, m.id, 'Registered dietitian'
         from app_public.contraindication_rules r, app_public.memberships m join app_public.users u on u.id = m.user_id
        where u.email = 'dietitian@demo.test' and r.code = 'osteoporosis.calcium_average' and r.retired_at is null`,
  );
  expect(await unsigned()).not.toContain("osteoporosis.calcium_average");
});

it("the change is a new version, which is unsigned; the last step retires the rule, and its preview says what goes", async () => {
  await dba.query(block("version => 2"));
  expect(await versions()).toEqual([{ version: 1, in_force: false }, { version: 2, in_force: true }]);
  expect((await dba.query<{ code: string }>(block("rule_reviews"))).rows.map(({ code }) => code)).toContain("osteoporosis.calcium_average");
  await dba.query(block("retire_rule"));
  expect(await versions()).toEqual([{ version: 1, in_force: false }, { version: 2, in_force: false }]);
  const { rows } = await dba.query("select * from app_private.preview_rule('osteoporosis.calcium_average', current_date)");
  expect(rows).toMatchObject([{ client: "Bone Patient", change: "disappears", outcome_before: "warning", outcome: null }]);
});

it("of two who state the same rule at once the second waits: the same answers the same, other content is refused with the sentence", async () => {
  const statement = /select app_private\.define_rule\([\s\S]*?\n\);/.exec(block("begin;"))![0].replace("osteoporosis.calcium_average", "osteoporosis.stated_twice");
  const [first, second, third] = await Promise.all([0, 1, 2].map(() => database.owner.connect()));
  try {
    await first!.query("begin");
    const { rows } = await first!.query(statement);
    const same = second!.query(statement);
    const other = third!.query(statement.replace("minimum => 950", "minimum => 900")).catch((error: Error & { code: string }) => ({ code: error.code, sentence: error.message }));
    await first!.query("commit");
    expect((await same).rows).toEqual(rows);
    expect(await other).toEqual({ code: "TF040", sentence: expect.stringContaining("version 1 exists with other content (minimum)") });
  } finally {
    for (const session of [first, second, third]) session!.release();
  }
});

it("the commands and files that the chapter names are there", async () => {
  const { scripts } = JSON.parse(await readFile(projectPath("package.json"), "utf8")) as { scripts: Record<string, string> };
  const commands = Array.from(chapter.matchAll(/npm (?:run )?(?:--silent )?([a-z:]+)/g), (match) => match[1]!);
  expect(new Set(commands)).toEqual(new Set(["start", "db:url", "rules", "test:db", "schema:export", "db:migrate"]));
  for (const command of commands) expect(scripts).toHaveProperty([command]);
  const files = Array.from(chapter.matchAll(/`((?:domain|rules|docs|seeds)\/[\w/.-]+\.(?:sql|md))`/g), (match) => match[1]!);
  for (const file of files.filter((name) => !name.endsWith("osteoporosis.sql"))) {
    const path = file.startsWith("docs/") ? file : file.startsWith("rules/") ? `db/domain/medical/${file}` : `db/${file}`;
    await expect(readFile(projectPath(path), "utf8")).resolves.not.toBe("");
  }
  await expect(readFile(projectPath("db/domain/medical/rules/all.sql"), "utf8")).resolves.toContain("--! include medical/rules/");
});

it("every argument of the function stands in the chapter's table, and nothing else does", async () => {
  const { rows } = await dba.query<{ names: string[] }>("select proargnames as names from pg_proc where proname = 'define_rule'");
  const table = /### The arguments\n([\s\S]*?)\n\n/.exec(chapter)![1]!;
  const told = table.split("\n").flatMap((line) => Array.from(line.split("|")[1]?.matchAll(/`([a-z_]+)`/g) ?? [], (match) => match[1]!));
  expect(told.toSorted()).toEqual(expect.arrayContaining(rows[0]!.names.toSorted()));
  expect(rows[0]!.names).toEqual(expect.arrayContaining(told));
});

/** Somebody with osteoporosis follows a plan whose only day brings 100 mg of calcium. */
async function followAPlan(): Promise<void> {
  await dba.query(`
    with org as (select org_id as id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = 'dietitian@demo.test'),
      client as (insert into app_public.clients (org_id, given_name, family_name) select id, 'Bone', 'Patient' from org returning org_id, id),
      ill as (insert into app_public.client_conditions (org_id, client_id, condition_id) select org_id, id, app_private.kb_id('condition', 'osteoporosis') from client)
    insert into app_public.meal_plans (org_id, client_id, name) select org_id, id, 'Little calcium' from client`);
  await dba.query(`
    with food as (insert into app_public.foods (org_id, name) values ('00000000-0000-0000-0000-000000000000', 'Test bread') returning org_id, id)
    insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount) select org_id, id, 301, 100 from food`);
  await dba.query(`
    with plan as (select * from app_public.meal_plans where name = 'Little calcium'),
      version as (insert into app_public.meal_plan_versions (org_id, meal_plan_id, client_id, number) select org_id, id, client_id, 1 from plan returning *)
    insert into app_public.meal_plan_days (org_id, meal_plan_version_id, day_number) select org_id, id, 1 from version`);
  await dba.query(`
    with day as (select d.* from app_public.meal_plan_days d join app_public.meal_plan_versions v on (v.org_id, v.id) = (d.org_id, d.meal_plan_version_id)
                   join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id) where p.name = 'Little calcium')
    insert into app_public.meal_plan_meals (org_id, meal_plan_version_id, meal_plan_day_id, position, name)
      select org_id, meal_plan_version_id, id, 1, 'Lunch' from day`);
  await dba.query(`
    insert into app_public.meal_plan_items (org_id, meal_plan_version_id, meal_plan_meal_id, position, food_id, amount, unit_code, grams)
      select m.org_id, m.meal_plan_version_id, m.id, 1, f.id, 100, 'g', 100
        from app_public.meal_plan_meals m join app_public.meal_plan_versions v on (v.org_id, v.id) = (m.org_id, m.meal_plan_version_id)
        join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id), app_public.foods f
       where p.name = 'Little calcium' and f.name = 'Test bread'`);
  await dba.query(`
    insert into app_public.meal_plan_assignments (org_id, client_id, meal_plan_version_id, starts_on, created_by)
      select v.org_id, v.client_id, v.id, current_date, m.user_id
        from app_public.meal_plan_versions v join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id)
        join app_public.memberships m on m.org_id = v.org_id and m.role = 'dietitian' where p.name = 'Little calcium' limit 1`);
}
