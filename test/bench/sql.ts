import type pg from "pg";
import { withIdentity } from "../../server/platform/database.ts";
import { figure, median, quantile } from "./figures.ts";
import type { Stage } from "./stage.ts";

const RUNS = 60;

/** Single calls as the dietitian, each in a transaction of its own on a warm connection; what they write is taken back. */
export async function benchSql(stage: Stage): Promise<void> {
  const { rows } = await stage.owner.query<{ foods: string; values: string }>(
    `select (select count(*) from app_public.foods where org_id = '00000000-0000-0000-0000-000000000000') as foods,
            (select count(*) from app_public.food_nutrients where org_id = '00000000-0000-0000-0000-000000000000') as values`,
  );
  figure("library", `${rows[0]!.foods} foods, ${rows[0]!.values} values`);
  const version = [stage.planVersionId];
  await call(stage, "nutrition of 7 days x 5 meals x 5 items", "select app_public.meal_plan_version_nutrition($1)", version, "10 ms");
  for (const [name, id, aim] of [["all its warnings under 200 rules", stage.planVersionId, "20 ms"], ["the same of 28 days, 700 items", stage.longPlanVersionId, "60 ms"]] as const) {
    await call(stage, name, "select app_public.check_meal_plan_version($1, $2)", [id, stage.planClientId], aim);
    await inDatabase(stage, "… of it in the database", "select app_public.check_meal_plan_version($1, $2)", [id, stage.planClientId]);
    await inDatabase(stage, "… as rows, in the database", "select * from app_public.explain_finding($1, $2)", [id, stage.planClientId]);
  }
  const shipped = await stage.owner.query("select from app_private.client_rules($1, $2, daterange(current_date, null))", [stage.dietitian.orgId, stage.usualClientId]);
  await call(stage, `its warnings under ${shipped.rowCount} shipped rules, another client`, "select app_public.check_meal_plan_version($1, $2)", [...version, stage.usualClientId]);
  await call(stage, "the whole document of the builder", "select app_public.meal_plan_version_document($1)", version);
  const { rows: item } = await stage.owner.query("select id, amount from app_public.meal_plan_items where meal_plan_version_id = $1 order by id limit 1", version);
  await call(
    stage, "an amount changed: saved, with new totals and warnings",
    `select app_public.edit_meal_plan_version($1, (select revision from app_public.meal_plan_versions where id = $1),
       array[json_populate_record(null::app_public.meal_plan_edit, json_build_object('op', 'update_item', 'id', $2::uuid, 'amount', $3::numeric + 1, 'unit_code', 'g'))])`,
    [...version, item[0].id, item[0].amount],
  );
  const decisions = await withIdentity(stage.authenticator, stage.dietitian, (sql) =>
    sql.query("select f.key from app_public.explain_finding($1, $2, null) f where f.needs_reason or f.needs_acknowledgement", [stage.longPlanVersionId, stage.planClientId]),
  );
  await call(
    stage, "publish of 28 days, 700 items",
    `select (app_public.publish_meal_plan_version($1, (select revision from app_public.meal_plan_versions where id = $1), 'For the benchmark.',
       array(select row(k, 'For the benchmark.')::app_public.safety_decision from unnest($2::text[]) k))).content_hash`,
    [stage.longPlanVersionId, decisions.rows.map((row) => row.key)],
    "150 ms",
  );
  await call(stage, "recipe of 30 ingredients, three levels deep", "select app_public.recipe_nutrition($1)", [stage.recipeId], "5 ms");
  await call(stage, "the whole document of that recipe", "select app_public.recipe_document($1)", [stage.recipeId]);
  await call(stage, "check of a single food", "select f.* from (select id from app_public.foods where usda_ndb_number = '01009') x, app_public.check_food(x.id, $1) f", [stage.planClientId], "3 ms");
  for (const query of ["mil", "milk", "aple", "chiken brest", "aubergine", "spinach raw"]) {
    await call(stage, `search "${query}"`, "select app_public.search_foods($1)", [query], "30 ms");
  }
  await call(stage, 'search "milk" with the client\'s conflicts', "select app_public.search_foods($1, $2)", ["milk", stage.planClientId], "30 ms");
  for (const [name, query, filter] of [
    ["nothing typed: what is used", "", ""],
    ['"milk", vegetarian and free of peanut', "milk", ", dietary_tags => '{vegetarian}', free_of => '{peanut}'"],
    ["nothing typed, free of peanut", "", ", free_of => '{peanut}'"],
    ["nothing typed, vegetables high in iron", "", ", food_groups => '{1100}', nutrient_claims => '{high_iron}'"],
    ["nothing typed, low in sodium", "", ", nutrient_claims => '{low_sodium}'"],
    ["nothing typed, high in calcium", "", ", nutrient_claims => '{high_calcium}'"],
    ["nothing typed, least potassium first", "", ", least_of => 'potassium'"],
  ] as const) {
    await call(stage, `search ${name}`, `select app_public.search_foods($1${filter})`, [query], "30 ms");
  }
  const cheese = "(select id from app_public.foods where usda_ndb_number = '01009')";
  await call(stage, "substitutes for a food, with less sodium, safe for the client", `select app_public.substitutes(60, ${cheese}, client_id => $1, less_of => 'sodium')`, [stage.usualClientId], "50 ms");
  await call(stage, "food facts that wait, of the foods in use", "select app_public.food_fact_worklist()", []);
  await call(stage, "food facts that wait, of every food", "select app_public.food_fact_worklist(used_only => false)", []);
  await call(stage, "a client's diary of two weeks", "select app_public.meal_diary($1, current_date - 13, current_date + 1)", [stage.planClientId]);
  const cursor = await withIdentity(stage.authenticator, stage.client, async (sql) => (await sql.query<{ cursor: string }>("select app_public.changes() ->> 'cursor' as cursor")).rows[0]!.cursor);
  await call(stage, "what changed since, nothing, as a client's device", "select app_public.changes($1)", [cursor], "5 ms", stage.client);
  await call(stage, "diaries that wait to be reviewed", "select app_public.diaries_to_review(current_date - 91)", []);
}

const asSomebody = (stage: Stage, as: Stage["dietitian"], work: (sql: pg.PoolClient) => Promise<void>) => withIdentity(stage.authenticator, as, work);

async function call(stage: Stage, name: string, query: string, parameters: unknown[], aim?: string, as = stage.dietitian): Promise<void> {
  const times: number[] = [];
  let rows = 0;
  for (let run = 0; run < RUNS + 5; run += 1) {
    await asSomebody(stage, as, async (sql) => {
      await sql.query("savepoint before");
      const started = performance.now();
      const result = await sql.query({ name, text: query, values: parameters });
      if (run >= 5) times.push(performance.now() - started);
      rows = result.rowCount ?? 0;
      await sql.query("rollback to before");
    });
  }
  figure(name, `median ${median(times).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms, ${rows} rows`, aim);
}

/** The part of a call that is the database's own: without the way to whoever asks, who takes long documents and lists apart. */
async function inDatabase(stage: Stage, name: string, query: string, parameters: string[]): Promise<void> {
  const times: number[] = [];
  const words = parameters.reduce((text, value, at) => text.replaceAll(`$${at + 1}`, `'${value}'`), query); // a utility statement takes no parameters
  for (let run = 0; run < RUNS + 5; run += 1) {
    await asSomebody(stage, stage.dietitian, async (sql) => {
      const { rows } = await sql.query<{ "QUERY PLAN": { "Execution Time": number }[] }>(`explain (analyze, serialize text, timing off, format json) ${words}`);
      if (run >= 5) times.push(rows[0]!["QUERY PLAN"][0]!["Execution Time"]);
    });
  }
  figure(name, `median ${median(times).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`);
}
