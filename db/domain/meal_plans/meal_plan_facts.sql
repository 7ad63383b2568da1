create or replace function app_private.meal_plan_facts(org uuid, version_id uuid) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with eaten as materialized (
    select i.food_org_id as org_id, i.food_id as id from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id and i.food_id is not null
    union
    select r.food_org_id, r.food_id
      from app_private.recipe_foods(org, array(
             select distinct i.recipe_id from app_public.meal_plan_items i
              where i.org_id = org and i.meal_plan_version_id = version_id and i.recipe_id is not null)) r
  ), allergens as materialized ( -- the organisation's own word counts before the knowledge base's
    select distinct on (e.id, a.code) e.id, a.code, s.presence, s.provenance
      from eaten e
      join app_public.food_allergens s on s.food_org_id = e.org_id and s.food_id = e.id and s.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
      join app_public.allergens a on a.org_id = s.allergen_org_id and a.id = s.allergen_id
     order by e.id, a.code, s.org_id <> org
  ), tags as materialized (
    select distinct on (e.id, s.tag_code) e.id, s.tag_code as code, s.is_present, s.provenance
      from eaten e
      join app_public.food_tags s on s.food_org_id = e.org_id and s.food_id = e.id and s.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
     order by e.id, s.tag_code, s.org_id <> org
  )
  select coalesce(jsonb_object_agg(e.id, jsonb_build_object(
           'nutrients', (select coalesce(jsonb_object_agg(n.nutrient_id, n.amount), '{}')
                           from app_public.food_nutrients n where n.org_id = e.org_id and n.food_id = e.id),
           'allergens', (select coalesce(jsonb_object_agg(a.code, jsonb_build_object('presence', a.presence, 'provenance', a.provenance)), '{}')
                           from allergens a where a.id = e.id),
           'tags', (select coalesce(jsonb_object_agg(t.code, jsonb_build_object('isPresent', t.is_present, 'provenance', t.provenance)), '{}')
                      from tags t where t.id = e.id))), '{}')
    from eaten e
$$;

comment on function app_private.meal_plan_facts(uuid, uuid) is
  'What is known now of each food that a version comes to, recipes taken apart: nutrients per 100 g, allergens, tags; what is not listed is unknown.';
revoke execute on function app_private.meal_plan_facts(uuid, uuid) from public;
grant execute on function app_private.meal_plan_facts(uuid, uuid) to tf_definer;
