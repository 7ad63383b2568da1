-- What is said of a food is written already (written_facts), and only put together here.
create or replace function app_private.meal_plan_facts(org uuid, version_id uuid) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with eaten as (
    select i.food_org_id as org_id, i.food_id as id from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id and i.food_id is not null
    union
    select r.food_org_id, r.food_id
      from app_private.recipe_foods(org, array(
             select distinct i.recipe_id from app_public.meal_plan_items i
              where i.org_id = org and i.meal_plan_version_id = version_id and i.recipe_id is not null)) r
     where r.food_id is not null
  )
  select coalesce(json_object_agg(e.id, coalesce(
           case when o.food_id is not null then ( -- the organisation's own word counts before the knowledge base's
             select (k.kb || jsonb_build_object('tags', (k.kb -> 'tags') || (k.own -> 'tags'), 'allergens', (k.kb -> 'allergens') || (k.own -> 'allergens')))::text::json
               from (select coalesce(w.facts::text, '{"tags": {}, "allergens": {}, "nutrients": {}}')::jsonb as kb, o.facts::text::jsonb as own) k) end,
           w.facts, '{"tags": {}, "allergens": {}, "nutrients": {}}') order by e.id), '{}')
    from eaten e
    left join app_private.written_facts w on (w.org_id, w.food_id) = (e.org_id, e.id)
    left join app_private.written_facts o on (o.org_id, o.food_id) = (org, e.id) and e.org_id <> org
$$;

comment on function app_private.meal_plan_facts(uuid, uuid) is
  'What is known now of each food that a version comes to, recipes taken apart: nutrients per 100 g, allergens, tags; what is not listed is unknown. Of each food its text is what jsonb would make of it.';
revoke execute on function app_private.meal_plan_facts(uuid, uuid) from public;
grant execute on function app_private.meal_plan_facts(uuid, uuid) to tf_definer;
