import type pg from "pg";

/** Rows of the knowledge base that an import touched. */
export type MergeCounts = {
  foods: { added: number; changed: number };
  values: { added: number; changed: number; removed: number };
  portions: { added: number; changed: number };
  /** Allergens and properties that are inferred of the release's foods, which nobody has reviewed. */
  inferred: number;
};

const KNOWLEDGE_BASE = "'00000000-0000-0000-0000-000000000000'";

const vocabulary = `
  insert into app_public.food_groups (code, name) select r.code, r.name from release_groups r on conflict (code) do nothing;
  insert into app_public.nutrients (id, code, name, unit, decimals, sort_order)
  select r.nutrient_id, 'usda_' || r.nutrient_id, r.name, replace(r.unit, 'mcg', 'µg'), r.decimals, 100000 + r.sort_order
    from release_nutrients r
  on conflict (id) do nothing`;

const newFoods = `
  insert into app_public.foods (org_id, id, usda_ndb_number, name, synonyms, food_group_code, refuse_share, source, source_version, library_code)
  select ${KNOWLEDGE_BASE}, app_private.kb_id('food', r.usda_ndb_number), r.usda_ndb_number, r.name,
         coalesce(regexp_split_to_array(r.common_names, '\\s*,\\s*'), '{}'), r.food_group_code, r.refuse_percent / 100, 'USDA SR', $1, 'usda_sr'
    from release_foods r
   where not exists (select from app_public.foods f where (f.org_id, f.usda_ndb_number) = (${KNOWLEDGE_BASE}, r.usda_ndb_number))`;

const changedFoods = `
  update app_public.foods f
     set food_group_code = r.food_group_code, refuse_share = r.refuse_percent / 100, source_version = coalesce($1, f.source_version)
    from release_foods r
   where (f.org_id, f.usda_ndb_number) = (${KNOWLEDGE_BASE}, r.usda_ndb_number)
     and (f.food_group_code, f.refuse_share, f.source_version)
         is distinct from (r.food_group_code, r.refuse_percent / 100, coalesce($1, f.source_version))`;

/** The staged values under the ids of the knowledge base. */
const incoming = `
  create temp table incoming_values on commit drop as
  select f.id as food_id, r.nutrient_id, r.amount, r.source_code = '7' as is_assumed_zero, r.source_code, r.derivation_code,
         case when r.stated_in ~ '^(0[1-9]|1[0-2])/(19|20)[0-9]{2}$' then to_date(r.stated_in, 'MM/YYYY') end as stated_on
    from release_values r join app_public.foods f on (f.org_id, f.usda_ndb_number) = (${KNOWLEDGE_BASE}, r.usda_ndb_number);
  create unique index on incoming_values (food_id, nutrient_id);
  analyze incoming_values`;

/** A value that the release no longer has is unknown again; values without a USDA source code were never the release's. */
const removedValues = `
  delete from app_public.food_nutrients v
   where v.org_id = ${KNOWLEDGE_BASE} and v.source_code is not null
     and v.food_id in (select i.food_id from incoming_values i)
     and not exists (select from incoming_values i where (i.food_id, i.nutrient_id) = (v.food_id, v.nutrient_id))`;

const changedValues = `
  update app_public.food_nutrients v
     set amount = i.amount, is_assumed_zero = i.is_assumed_zero, source_code = i.source_code, derivation_code = i.derivation_code,
         stated_on = i.stated_on
    from incoming_values i
   where (v.org_id, v.food_id, v.nutrient_id) = (${KNOWLEDGE_BASE}, i.food_id, i.nutrient_id)
     and (v.amount, v.is_assumed_zero, v.source_code, v.derivation_code)
         is distinct from (i.amount, i.is_assumed_zero, i.source_code, i.derivation_code)`;

/** When a figure was stated that stays as it is. */
const statedDates = `
  update app_public.food_nutrients v
     set stated_on = i.stated_on
    from incoming_values i
   where (v.org_id, v.food_id, v.nutrient_id) = (${KNOWLEDGE_BASE}, i.food_id, i.nutrient_id) and v.stated_on is distinct from i.stated_on`;

const newValues = `
  insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount, is_assumed_zero, source_code, derivation_code, stated_on)
  select ${KNOWLEDGE_BASE}, i.food_id, i.nutrient_id, i.amount, i.is_assumed_zero, i.source_code, i.derivation_code, i.stated_on
    from incoming_values i
   where not exists (select from app_public.food_nutrients v
                      where (v.org_id, v.food_id, v.nutrient_id) = (${KNOWLEDGE_BASE}, i.food_id, i.nutrient_id))
   order by i.food_id, i.nutrient_id`;

/** The label says what the grams are of: '1/2 cup, chopped'. */
const incomingPortions = `
  create temp table incoming_portions on commit drop as
  select app_private.kb_id('food_portion', r.usda_ndb_number || ':' || r.sequence) as id, f.id as food_id, r.sequence, r.grams,
         concat(case r.amount when 0.25 then '1/4' when 0.33 then '1/3' when 0.333 then '1/3' when 0.5 then '1/2' when 0.67 then '2/3'
                              when 0.75 then '3/4' else trim_scale(r.amount)::text end, ' ', r.measure) as label
    from release_portions r join app_public.foods f on (f.org_id, f.usda_ndb_number) = (${KNOWLEDGE_BASE}, r.usda_ndb_number);
  analyze incoming_portions`;

const changedPortions = `
  update app_public.food_portions p set grams = i.grams, label = i.label
    from incoming_portions i
   where (p.org_id, p.id) = (${KNOWLEDGE_BASE}, i.id) and p.grams <> i.grams`;

/** SR28 repeats some measures of a food; one is enough. */
const newPortions = `
  insert into app_public.food_portions (org_id, id, food_id, label, grams, position)
  select ${KNOWLEDGE_BASE}, i.id, i.food_id, i.label, i.grams, i.sequence
    from (select distinct on (food_id, label, grams) * from incoming_portions order by food_id, label, grams, sequence) i
   where not exists (select from app_public.food_portions p
                      where (p.org_id, p.food_id) = (${KNOWLEDGE_BASE}, i.food_id)
                        and (p.id = i.id or p.label = i.label))`;

const inferredFacts = `
  select (select count(*) from app_public.food_allergens a where a.org_id = ${KNOWLEDGE_BASE} and a.inference_code is not null)::int
       + (select count(*) from app_public.food_tags t where t.org_id = ${KNOWLEDGE_BASE} and t.inference_code is not null)::int as count`;

/**
 * Merges the staged release into the knowledge base. Foods are matched by their NDB number. What people curated (names, synonyms, a
 * portion's label while its grams are right, allergens, tags) stays; figures follow the release; equal rows stay untouched. What names and figures tell is inferred at the end.
 * @param client in the transaction that staged it
 * @param version what to write down as the foods' source version; null = keep or leave it open
 * @param step hears that inferring begins
 */
export async function mergeRelease(client: pg.ClientBase, version: string | null, step: (what: string) => void): Promise<MergeCounts> {
  const rows = async (statement: string, values: unknown[] = []) => (await client.query(statement, values)).rowCount ?? 0;
  await client.query(vocabulary);
  const foods = { changed: await rows(changedFoods, [version]), added: await rows(newFoods, [version]) };
  await client.query(incoming);
  const values = { removed: await rows(removedValues), changed: await rows(changedValues), added: await rows(newValues) };
  await client.query(statedDates);
  await client.query(incomingPortions);
  const portions = { changed: await rows(changedPortions), added: await rows(newPortions) };
  await client.query("analyze app_public.foods, app_public.food_nutrients, app_public.food_portions");
  step("inferring");
  await client.query(`call app_private.infer_food_facts(${KNOWLEDGE_BASE})`);
  await client.query("analyze app_public.food_allergens, app_public.food_tags, app_private.food_panels, app_private.food_fact_panels, app_private.written_facts");
  const inferred = (await client.query<{ count: number }>(inferredFacts)).rows[0]?.count ?? 0;
  return { foods, values, portions, inferred };
}
