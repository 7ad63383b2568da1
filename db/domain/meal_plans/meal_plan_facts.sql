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
     where r.food_id is not null
  )
  -- Built as text and parsed once: half the time of building jsonb piece by piece.
  select coalesce(json_object_agg(e.id, json_build_object(
           'nutrients', (select coalesce(json_object_agg(n.nutrient_id, n.amount), '{}')
                           from app_public.food_nutrients n where n.org_id = e.org_id and n.food_id = e.id),
           -- The organisation's own word counts before the knowledge base's.
           'allergens', (select coalesce(json_object_agg(x.code, json_build_object('presence', x.presence, 'provenance', x.provenance)), '{}')
                           from (select distinct on (a.code) a.code, s.presence, s.provenance
                                   from app_public.food_allergens s
                                   join app_public.allergens a on a.org_id = s.allergen_org_id and a.id = s.allergen_id
                                  where s.food_org_id = e.org_id and s.food_id = e.id and s.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
                                  order by a.code, s.org_id <> org) x),
           'tags', (select coalesce(json_object_agg(x.tag_code, json_build_object('isPresent', x.is_present, 'provenance', x.provenance)), '{}')
                      from (select distinct on (s.tag_code) s.tag_code, s.is_present, s.provenance
                              from app_public.food_tags s
                             where s.food_org_id = e.org_id and s.food_id = e.id and s.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
                             order by s.tag_code, s.org_id <> org) x))), '{}')::jsonb
    from eaten e
$$;

comment on function app_private.meal_plan_facts(uuid, uuid) is
  'What is known now of each food that a version comes to, recipes taken apart: nutrients per 100 g, allergens, tags; what is not listed is unknown.';
revoke execute on function app_private.meal_plan_facts(uuid, uuid) from public;
grant execute on function app_private.meal_plan_facts(uuid, uuid) to tf_definer;
