-- Written as PostgreSQL writes jsonb (keys by length, then by bytes; one blank after a colon and a comma), so that it is hashed as it
-- stands: a plan of four weeks has fifty thousand values, and to take them apart and put them together again takes longer than to read them.
create or replace function app_private.meal_plan_facts(org uuid, version_id uuid) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with eaten as materialized (
    select row_number() over (order by e.id) as n, e.org_id, e.id
      from (select i.food_org_id as org_id, i.food_id as id from app_public.meal_plan_items i
             where i.org_id = org and i.meal_plan_version_id = version_id and i.food_id is not null
            union
            select r.food_org_id, r.food_id
              from app_private.recipe_foods(org, array(
                     select distinct i.recipe_id from app_public.meal_plan_items i
                      where i.org_id = org and i.meal_plan_version_id = version_id and i.recipe_id is not null)) r
             where r.food_id is not null) e
  ), allergens as materialized ( -- the organisation's own word counts before the knowledge base's
    select x.n, string_agg('"' || x.code || '": {"presence": "' || x.presence || '", "provenance": "' || x.provenance || '"}', ', ' order by x.length, x.code) as words
      from (select distinct on (e.n, length, code) e.n, length(a.code) as length, a.code collate "C" as code, s.presence, s.provenance
              from eaten e
              join app_public.food_allergens s on s.food_org_id = e.org_id and s.food_id = e.id and s.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
              join app_public.allergens a on a.org_id = s.allergen_org_id and a.id = s.allergen_id
             order by e.n, length, code, s.org_id <> org) x
     group by x.n
  ), tags as materialized (
    select x.n, string_agg('"' || x.code || '": {"isPresent": ' || x.is_present || ', "provenance": "' || x.provenance || '"}', ', ' order by x.length, x.code) as words
      from (select distinct on (e.n, length, code) e.n, length(s.tag_code) as length, s.tag_code collate "C" as code, s.is_present, s.provenance
              from eaten e
              join app_public.food_tags s on s.food_org_id = e.org_id and s.food_id = e.id and s.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
             order by e.n, length, code, s.org_id <> org) x
     group by x.n
  )
  select ('{' || coalesce(string_agg(
           '"' || e.id || '": {"tags": {' || coalesce(t.words, '') || '}, "allergens": {' || coalesce(a.words, '') || '}, "nutrients": {'
           || coalesce((select string_agg('"' || v.nutrient_id || '": ' || case when v.amount < 'infinity' then v.amount::text else '"' || v.amount || '"' end, ', ' order by v.nutrient_id)
                          from app_public.food_nutrients v where v.org_id = e.org_id and v.food_id = e.id), '')
           || '}}', ', ' order by e.n), '') || '}')::json
    from eaten e
    left join allergens a on a.n = e.n
    left join tags t on t.n = e.n
$$;

comment on function app_private.meal_plan_facts(uuid, uuid) is
  'What is known now of each food that a version comes to, recipes taken apart: nutrients per 100 g, allergens, tags; what is not listed is unknown. Its text is what jsonb would make of it.';
revoke execute on function app_private.meal_plan_facts(uuid, uuid) from public;
grant execute on function app_private.meal_plan_facts(uuid, uuid) to tf_definer;
