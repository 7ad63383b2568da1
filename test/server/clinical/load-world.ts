import type pg from "pg";
import { Rational } from "./rational.ts";
import type { AllergenFact, Branch, Item, Plan, Profile, Recipe, Rule, TagFact, World } from "./records.ts";

type Sql = pg.Pool | pg.ClientBase;

/** Everything that the evaluator needs of an organisation's clients, straight from the tables. Of all clients, or only those named. */
export async function loadWorld(sql: Sql, orgId: string, clientIds: readonly string[] | null = null): Promise<World> {
  const all = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = [orgId]): Promise<Row[]> =>
    (await sql.query<Row>(text, values)).rows;
  const ofClients = (text: string) => all(`${text} where t.org_id = $1 and ($2::uuid[] is null or t.client_id = any ($2))`, [orgId, clientIds]);
  const tree = async (table: string, parent: string): Promise<Map<string, Branch>> =>
    byId(await all<Branch>(`select id, code, ${parent} as "parentId" from app_public.${table} where ${VISIBLE}`));

  const foods = new Map(
    (await all<{ id: string; name: string }>(`select id, name from app_public.foods where ${VISIBLE}`)).map((f) => [
      f.id,
      { ...f, amounts: new Map<number, Rational>() },
    ]),
  );
  for (const { foodId, nutrientId, amount } of await all<{ foodId: string; nutrientId: number; amount: string }>(
    `select food_id as "foodId", nutrient_id as "nutrientId", amount from app_public.food_nutrients where ${VISIBLE}`,
  )) {
    foods.get(foodId)!.amounts.set(nutrientId, Rational.of(amount));
  }
  const recipes = new Map<string, Recipe>();
  for (const r of await all(`select id, name, servings, cooked_weight_g from app_public.recipes where ${VISIBLE}`)) {
    recipes.set(r.id, { id: r.id, name: r.name, servings: Rational.of(r.servings), cookedWeightG: number(r.cooked_weight_g), ingredients: [] });
  }
  for (const i of await all(`select * from app_public.recipe_ingredients where ${VISIBLE}`)) {
    recipes.get(i.recipe_id)!.ingredients.push({
      foodId: i.food_id,
      recipeId: i.ingredient_recipe_id,
      grams: number(i.grams),
      servings: number(i.servings),
      discardedShare: Rational.of(i.discarded_share),
    });
  }

  const profiles = new Map<string, Profile>();
  const clients = await all(
    `select id, born_on::text from app_public.clients where org_id = $1 and ($2::uuid[] is null or id = any ($2))`,
    [orgId, clientIds],
  );
  for (const c of clients) {
    profiles.set(c.id, { bornOn: c.born_on, conditions: [], medications: [], lifeStages: [], allergies: [], limits: [], labs: [], metrics: [] });
  }
  const spell = "started_on::text as \"startedOn\", ended_on::text as \"endedOn\"";
  for (const c of await ofClients(`select client_id, condition_id as "conditionId", ${spell} from app_public.client_conditions t`)) {
    profiles.get(c.client_id)!.conditions.push(c as Profile["conditions"][number]);
  }
  for (const m of await ofClients(`select client_id, medication_id as "medicationId", ${spell} from app_public.client_medications t`)) {
    profiles.get(m.client_id)!.medications.push(m as Profile["medications"][number]);
  }
  for (const s of await ofClients(`select client_id, life_stage as "lifeStage", ${spell} from app_public.client_life_stages t`)) {
    profiles.get(s.client_id)!.lifeStages.push(s as Profile["lifeStages"][number]);
  }
  for (const a of await ofClients(`select client_id, allergen_id as "allergenId", kind, criticality, status from app_public.client_allergies t`)) {
    profiles.get(a.client_id)!.allergies.push(a as Profile["allergies"][number]);
  }
  for (const l of await ofClients(
    `select client_id, nutrient_id, scope, minimum, maximum, severity, starts_on::text as "startedOn", ends_on::text as "endedOn"
       from app_public.client_limits t`,
  )) {
    const { client_id, nutrient_id: nutrientId, minimum, maximum, scope, severity, startedOn, endedOn } = l;
    profiles.get(client_id)!.limits.push({ nutrientId, scope, severity, startedOn, endedOn, minimum: number(minimum), maximum: number(maximum) });
  }
  for (const l of await ofClients("select client_id, lab_test_code, value, taken_on::text, created_at::text from app_public.client_labs t")) {
    profiles.get(l.client_id)!.labs.push({ testCode: l.lab_test_code, value: Rational.of(l.value), takenOn: l.taken_on, createdAt: l.created_at });
  }
  for (const m of await ofClients("select client_id, kind, value, measured_on::text, created_at::text from app_public.body_metrics t")) {
    profiles.get(m.client_id)!.metrics.push({ kind: m.kind, value: Rational.of(m.value), measuredOn: m.measured_on, createdAt: m.created_at });
  }

  const [organization] = await all("select may_contain_is_breach from app_public.organizations where id = $1");
  const adjustments = await all(
    "select rule_id, kind, minimum, maximum from app_public.rule_adjustments where org_id = $1 and ended_at is null",
  );

  const nutrients = await all<{ id: number; code: string }>("select id, code from app_public.nutrients", []);

  return {
    nutrientCodes: new Map(nutrients.map((n) => [n.id, n.code])),
    conditions: await tree("conditions", "parent_id"),
    medications: await tree("medications", "class_id"),
    allergens: await tree("allergens", "parent_id"),
    foods,
    recipes,
    allergenFacts: byFood(await all<AllergenFact>(
      `select org_id = $1 as "isOwn", food_id as "foodId", allergen_id as "allergenId", presence, provenance
         from app_public.food_allergens where ${VISIBLE}`,
    )),
    tagFacts: byFood(await all<TagFact>(
      `select org_id = $1 as "isOwn", food_id as "foodId", tag_code as "tagCode", is_present as "isPresent", provenance
         from app_public.food_tags where ${VISIBLE}`,
    )),
    rules: (await all(`select * from app_public.contraindication_rules where ${VISIBLE} and retired_at is null`)).map(rule),
    adjustments: adjustments.map((a) => ({ ruleId: a.rule_id, kind: a.kind, minimum: number(a.minimum), maximum: number(a.maximum) })),
    mayContainIsBreach: organization!.may_contain_is_breach,
    profiles,
    plans: await loadPlans(all, orgId, clientIds),
  };
}

/** The organisation's own rows and the knowledge base's. */
const VISIBLE = "org_id in ($1, '00000000-0000-0000-0000-000000000000')";

const number = (written: string | null): Rational | null => (written === null ? null : Rational.of(written));
const byFood = <T extends { foodId: string }>(facts: readonly T[]): Map<string, T[]> => Map.groupBy(facts, (f) => f.foodId);
const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((r) => [r.id, r]));

function rule(row: pg.QueryResultRow): Rule {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    severity: row.severity,
    conditionId: row.condition_id,
    medicationId: row.medication_id,
    allergenId: row.allergen_id,
    lifeStage: row.life_stage,
    ageYearsFrom: number(row.age_years_from),
    ageYearsTo: number(row.age_years_to),
    labTestCode: row.lab_test_code,
    labFrom: number(row.lab_from),
    labTo: number(row.lab_to),
    labMaxAgeDays: row.lab_max_age_days,
    effect: row.effect,
    nutrientId: row.nutrient_id,
    scope: row.scope,
    basis: row.basis,
    minimum: number(row.minimum),
    maximum: number(row.maximum),
    weightBasis: row.weight_basis,
    weightMaxAgeDays: row.weight_max_age_days,
    maxVariationPercent: number(row.max_variation_percent),
    tagCode: row.tag_code,
    avoidAllergenId: row.avoid_allergen_id,
    supersedes: row.supersedes,
  };
}

async function loadPlans(
  all: (text: string, values: unknown[]) => Promise<pg.QueryResultRow[]>,
  orgId: string,
  clientIds: readonly string[] | null,
): Promise<Map<string, Plan>> {
  const plans = new Map<string, Plan>();
  const versions = await all(
    `select v.id, v.client_id, array(select d.day_number from app_public.meal_plan_days d
                                      where (d.org_id, d.meal_plan_version_id) = (v.org_id, v.id) order by 1) as day_numbers
       from app_public.meal_plan_versions v
      where v.org_id = $1 and v.client_id is not null and ($2::uuid[] is null or v.client_id = any ($2))`,
    [orgId, clientIds],
  );
  for (const v of versions) plans.set(v.id, { id: v.id, clientId: v.client_id, dayNumbers: v.day_numbers, items: [] });
  const items = await all(
    `select i.*, d.day_number
       from app_public.meal_plan_items i
       join app_public.meal_plan_meals m on (m.org_id, m.id) = (i.org_id, i.meal_plan_meal_id)
       join app_public.meal_plan_days d on (d.org_id, d.id) = (m.org_id, m.meal_plan_day_id)
      where i.org_id = $1 and i.meal_plan_version_id = any ($2)`,
    [orgId, [...plans.keys()]],
  );
  for (const i of items) {
    const item: Item = {
      id: i.id,
      dayNumber: i.day_number,
      mealId: i.meal_plan_meal_id,
      alternativeOfId: i.alternative_of_id,
      foodId: i.food_id,
      recipeId: i.recipe_id,
      freeText: i.free_text,
      amount: Rational.of(i.amount),
      grams: number(i.grams),
    };
    plans.get(i.meal_plan_version_id)!.items.push(item);
  }
  return plans;
}
