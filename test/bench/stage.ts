import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../bin/database/embedded-postgres.ts";
import { migrateDatabase } from "../../bin/database/migrate.ts";
import { ensureDatabase } from "../../bin/database/open.ts";
import { databaseUrls } from "../../bin/database/roles.ts";
import { loadEnvironment } from "../../bin/environment.ts";
import { seedDatabase } from "../../bin/seed/seed-database.ts";
import { createPool, type Identity, withIdentity } from "../../server/platform/database.ts";
import { AUTHENTICATOR_PASSWORD, DEMO_PASSWORD } from "../harness/postgres.ts";
import { identityOf, type TestDatabase } from "../harness/database.ts";
import { projectPath } from "../../bin/project-path.ts";

export const SR28 = projectPath("../shared/data/usda-sr28.zip");
const CLIENTS = 10_000;
const RULES = 200;

export type Stage = TestDatabase & {
  dietitian: Identity;
  admin: Identity;
  client: Identity;
  /** A draft of 7 days × 5 meals × 5 items for a client with a condition that triggers 200 rules. */
  planVersionId: string;
  /** The same of 28 days. */
  longPlanVersionId: string;
  planClientId: string;
  /** Another client, for whom the rules that are shipped hold: kidney disease, diabetes, warfarin, an allergy to peanut. */
  usualClientId: string;
  /** A recipe of 29 foods and a recipe of 29 foods and a recipe of 30 foods. */
  recipeId: string;
};

/** A durable database of its own with the demo practices, 10 000 clients and, after `importFoods`, the whole of SR28. */
export async function openStage(): Promise<Omit<Stage, keyof Plans> & { importFoods: () => Promise<ImportRun> }> {
  const folder = await mkdtemp(join(tmpdir(), "trackforge-bench-"));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder, binaries: loadEnvironment().POSTGRES_BINARIES, ifRunning: "refuse" });
  await ensureDatabase(server, "bench");
  const urls = databaseUrls(server.url("bench"), AUTHENTICATOR_PASSWORD);
  await migrateDatabase(urls, { authenticatorPassword: AUTHENTICATOR_PASSWORD, includeCurrent: true });
  await seedDatabase({ ownerUrl: urls.owner, demo: { password: DEMO_PASSWORD }, log: { info: () => {} } });
  const owner = createPool(urls.owner, { name: "bench owner", max: 4 });
  const authenticator = createPool(urls.authenticator, { name: "bench", max: 4 });
  const database: TestDatabase = {
    adminUrl: urls.admin, ownerUrl: urls.owner, authenticatorUrl: urls.authenticator, owner, authenticator,
    async drop() {
      await Promise.all([owner.end(), authenticator.end()]);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const [dietitian, admin, client] = await Promise.all(
    ["dietitian@demo.test", "org_admin@demo.test", "client@demo.test"].map((email) => identityOf(database, email)),
  ) as [Identity, Identity, Identity];
  await owner.query(
    `insert into app_public.clients (org_id, given_name, family_name, status, born_on)
     select $1, 'Given ' || n, 'Family ' || lpad((n * 7919 % 10000)::text, 5, '0'),
            (array['active', 'active', 'paused', 'archived'])[1 + n % 4]::app_public.client_status, date '1940-01-01' + n
       from generate_series(1, $2) n`,
    [dietitian.orgId, CLIENTS],
  );
  return { ...database, dietitian, admin, client, importFoods: () => importFoods(urls.admin) };
}

type Plans = Pick<Stage, "planVersionId" | "longPlanVersionId" | "planClientId" | "usualClientId" | "recipeId">;

export type ImportRun = { seconds: number; peakMegabytes: number };

/** Runs `npm run import:foods` as a process of its own and measures it from outside. */
async function importFoods(adminUrl: string): Promise<ImportRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [projectPath("bin/import-foods.ts"), SR28], {
    env: { ...process.env, DATABASE_URL: adminUrl, AUTHENTICATOR_PASSWORD },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let peak = 0;
  const watching = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }, 100);
  const code = await new Promise((done) => child.once("exit", done));
  clearInterval(watching);
  if (code !== 0) throw new Error(`The import ended with exit code ${code}.`);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: peak / 1024 };
}

/** What the server does by itself in the minutes after an import is done before anything is measured, not beside it. */
export async function settle({ adminUrl }: { adminUrl: string }): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query("vacuum (analyze)");
  await admin.query("checkpoint");
  await admin.end();
}

/** Makes the plans through the product's own functions, and 200 rules that concern their client. */
export async function makePlan(stage: Awaited<ReturnType<typeof openStage>>): Promise<Plans & { rules: number }> {
  const { dietitian, owner, authenticator } = stage;
  const planClientId = randomUUID();
  const usualClientId = randomUUID();
  await withIdentity(authenticator, dietitian, async (sql) => {
    await sql.query("select app_public.create_client($1, 'Bench', 'Client', date '1960-05-05')", [planClientId]);
    await sql.query(
      "insert into app_public.client_conditions (client_id, condition_id) select $1, id from app_public.conditions where code = 'hypertension'",
      [planClientId],
    );
    await sql.query("select app_public.create_client($1, 'Usual', 'Client', date '1960-05-05')", [usualClientId]);
    await sql.query(
      `with conditions as (
         insert into app_public.client_conditions (client_id, condition_id)
         select $1, id from app_public.conditions where code in ('chronic_kidney_disease_stage_3', 'type_2_diabetes')),
       medications as (insert into app_public.client_medications (client_id, medication_id) select $1, id from app_public.medications where code = 'warfarin')
       insert into app_public.client_allergies (client_id, allergen_id, criticality) select $1, id, 'high' from app_public.allergens where code = 'peanut'`,
      [usualClientId],
    );
  });
  const planVersionId = await draftPlan(stage, planClientId, 7);
  const longPlanVersionId = await draftPlan(stage, planClientId, 28);
  const { rowCount } = await owner.query(
    `with condition as (select org_id, id from app_public.conditions where code = 'hypertension'),
     effect as (
       -- three in four are kept by any plan, as most rules are by most plans
       select 'nutrient_bound' as effect, n.id as nutrient_id, s.scope, n.unit, case when n.id % 4 = 0 then 10 + (n.id * 37) % 2000 else 900000 end as maximum,
              null::numeric as variation, null::text as tag_code, null::uuid as allergen_org_id, null::uuid as allergen_id
         from unnest(array['item', 'meal', 'day', 'average_day']) s(scope),
              (select * from app_public.nutrients where is_panel and is_summable order by sort_order limit 30) n
       union all
       select 'nutrient_variation', n.id, null, null, null, 60, null, null, null
         from (select * from app_public.nutrients where is_panel and is_summable order by sort_order limit 25) n
       union all
       select 'avoid_tag', null, null, null, null, null, t.code, null, null from app_public.tags t where t.kind = 'food'
       union all
       select 'avoid_allergen', null, null, null, null, null, null, a.org_id, a.id from app_public.allergens a where a.org_id = '00000000-0000-0000-0000-000000000000')
     insert into app_public.contraindication_rules
       (org_id, code, version, severity, condition_org_id, condition_id, effect, nutrient_id, scope, basis, maximum, unit, max_variation_percent,
        tag_code, avoid_allergen_org_id, avoid_allergen_id, message, rationale, citation)
     select $1, 'bench.rule_' || row_number() over (), 1, 'caution', c.org_id, c.id, e.effect::app_public.rule_effect, e.nutrient_id,
            e.scope::app_public.bound_scope, case when e.scope is not null then 'absolute'::app_public.bound_basis end, e.maximum, e.unit, e.variation,
            e.tag_code, e.allergen_org_id, e.allergen_id, 'Not this, for the benchmark.', 'It is there to be measured.', 'None: a rule of the benchmark.'
       from condition c, effect e limit $2`,
    [dietitian.orgId, RULES],
  );
  const recipeId = await makeRecipe(stage);
  await owner.query("vacuum analyze");
  return { planVersionId, longPlanVersionId, planClientId, usualClientId, recipeId, rules: rowCount ?? 0 };
}

/** Three recipes, each in the next one, with 30 ingredients each; answers the outermost. */
async function makeRecipe(stage: Pick<Stage, "owner" | "dietitian">): Promise<string> {
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  for (const [level, id] of ids.entries()) {
    const inner = ids[level - 1] ?? null;
    await stage.owner.query("insert into app_public.recipes (org_id, id, name, servings, cooked_weight_g) values ($1, $2, $3, 4, 2500)", [stage.dietitian.orgId, id, `Bench dish ${level + 1}`]);
    await stage.owner.query(
      `insert into app_public.recipe_ingredients (org_id, recipe_id, position, food_id, ingredient_recipe_id, grams, amount, unit_code)
       select $1, $2, n, case when n > 1 or $3::uuid is null then f.id end, case when n = 1 then $3 end, 20 + n, 20 + n, 'g'
         from (select f.id, row_number() over (order by md5(f.id::text || $4)) as n from app_public.foods f where f.org_id = '00000000-0000-0000-0000-000000000000') f
        where n <= 30`,
      [stage.dietitian.orgId, id, inner, String(level)],
    );
  }
  return ids[2]!;
}

/** A draft of so many days × 5 meals × 5 items, of as many foods as there are. */
async function draftPlan(stage: Pick<Stage, "owner" | "authenticator" | "dietitian">, clientId: string, days: number): Promise<string> {
  const plan = randomUUID();
  const { rows: foods } = await stage.owner.query<{ id: string }>(
    "select id from app_public.foods where org_id = '00000000-0000-0000-0000-000000000000' order by md5(id::text) limit $1",
    [days * 25],
  );
  return await withIdentity(stage.authenticator, stage.dietitian, async (sql) => {
    await sql.query("select app_public.create_meal_plan($1, $2, $3, $4, '{Breakfast,Snack,Lunch,Tea,Dinner}')", [plan, `Bench of ${days} days`, clientId, days]);
    const { rows: meals } = await sql.query<{ id: string; version: string; revision: number }>(
      `select m.id, v.id as version, v.revision from app_public.meal_plan_versions v
         join app_public.meal_plan_days d on d.meal_plan_version_id = v.id
         join app_public.meal_plan_meals m on m.meal_plan_day_id = d.id
        where v.meal_plan_id = $1 order by d.day_number, m.position`,
      [plan],
    );
    const edits = meals.flatMap(({ id: meal_id }, meal) =>
      Array.from({ length: 5 }, (_, item) => {
        const index = meal * 5 + item;
        return { op: "add_item", id: randomUUID(), meal_id, food_id: foods[index % foods.length]!.id, amount: 50 + (index % 7) * 20, unit_code: "g" };
      }),
    );
    for (const [n, edit] of chunks(edits, 175).entries()) {
      await sql.query(
        "select app_public.edit_meal_plan_version($1, $2, (select array_agg(e) from json_populate_recordset(null::app_public.meal_plan_edit, $3) e))",
        [meals[0]!.version, meals[0]!.revision + n, JSON.stringify(edit)],
      );
    }
    return meals[0]!.version;
  });
}

const chunks = <T>(all: T[], size: number): T[][] => Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
