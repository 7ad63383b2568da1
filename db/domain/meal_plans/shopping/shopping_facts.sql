create or replace function app_private.shopping_facts(org uuid, version_id uuid) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with item as materialized (
    select array_agg(distinct i.food_id) filter (where i.food_id is not null) as food_ids, array_agg(distinct i.recipe_id) filter (where i.recipe_id is not null) as recipe_ids
      from app_public.meal_plan_items i where i.org_id = org and i.meal_plan_version_id = version_id
  ), purchase as materialized (
    select p.* from item cross join app_private.recipe_purchases(org, item.recipe_ids) p
  )
  select jsonb_build_object(
    'foods', app_private.shopping_foods(org, coalesce(item.food_ids, '{}') || array(select distinct p.food_id from purchase p where p.food_id is not null)),
    'recipes', (select coalesce(jsonb_object_agg(r.recipe_id, r.dish), '{}')
                  from (select p.recipe_id, jsonb_build_object(
                                 'foods', coalesce(jsonb_agg(jsonb_build_object('foodId', p.food_id, 'gramsPerServing', trim_scale(round(p.grams_per_serving, 6))) order by p.food_id)
                                                   filter (where p.food_id is not null), '[]'),
                                 'isIncomplete', bool_or(p.food_id is null)) as dish
                          from purchase p group by p.recipe_id) r))
    from item
$$;

comment on function app_private.shopping_facts(uuid, uuid) is
  'What shopping for a plan version needs beside its days, as publishing freezes it: {"foods": see shopping_foods(), "recipes": {id: {"foods": [{foodId, gramsPerServing}], "isIncomplete"}}}.';
revoke execute on function app_private.shopping_facts(uuid, uuid) from public;
grant execute on function app_private.shopping_facts(uuid, uuid) to tf_definer;
