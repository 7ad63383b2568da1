create or replace function app_private.item_foods(org uuid, items app_private.checked_item[], frozen_recipes jsonb default null)
  returns setof app_private.item_food
  language sql stable rows 250 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
  with item as materialized (
    select i.*, i.ordinality::integer as number from unnest(items) with ordinality i
  ), recipe as materialized (
    select r.id as recipe_id, r.name, r.servings, r.cooked_weight_g
      from app_public.recipes r
     where frozen_recipes is null and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
       and r.id = any (array(select i.recipe_id from item i where i.recipe_id is not null))
    union all
    select r.key::uuid, r.value ->> 'name', (r.value ->> 'servings')::numeric, (r.value ->> 'cookedWeightG')::numeric
      from jsonb_each(frozen_recipes) r
  ), dish as materialized (
    select d.recipe_id, d.food_org_id, d.food_id, d.grams_per_serving
      from app_private.recipe_foods(org, array(select i.recipe_id from item i where i.recipe_id is not null and frozen_recipes is null)) d
    union all
    select r.key::uuid, f.org_id, f.id, i.grams
      from jsonb_each(frozen_recipes) r, jsonb_to_recordset(r.value -> 'ingredients') t("foodId" uuid, "gramsPerServing" numeric)
     cross join lateral (select t."foodId" as food_id, t."gramsPerServing" as grams) i
      join app_public.foods f on f.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and f.id = i.food_id
    union all
    select r.key::uuid, null, null, 0 from jsonb_each(frozen_recipes) r where r.value ? 'isIncomplete'
  ), eaten as (
    select i.number, i.item_id, i.food_org_id, i.food_id, f.name, i.grams
      from item i join app_public.foods f on (f.org_id, f.id) = (i.food_org_id, i.food_id)
    union all
    -- Grams of a recipe are a share of its cooked weight (CLINICAL 6).
    select i.number, i.item_id, d.food_org_id, d.food_id, f.name,
           round(d.grams_per_serving * coalesce(i.servings, i.grams * r.servings / r.cooked_weight_g), 9)
      from item i
      join recipe r on r.recipe_id = i.recipe_id
      join dish d on d.recipe_id = i.recipe_id
      join app_public.foods f on (f.org_id, f.id) = (d.food_org_id, d.food_id)
    union all
    select i.number, i.item_id, null, null, coalesce(i.free_text, r.name, 'Recipe'), null
      from item i left join recipe r on r.recipe_id = i.recipe_id
     where i.food_id is null
       and (not exists (select from dish d where d.recipe_id = i.recipe_id)
            or exists (select from dish d where d.recipe_id = i.recipe_id and d.food_id is null))
  )
  select e.item_id, e.food_org_id, e.food_id, e.name, e.grams, e.number, dense_rank() over (order by e.name collate "C", e.food_id)::integer,
         app_private.food_hash(coalesce(e.food_id::text, e.name))
    from eaten e
$$;

comment on function app_private.item_foods(uuid, app_private.checked_item[], jsonb) is
  'The foods of each item with edible grams, nested recipes taken apart; recipes of a published version as they were frozen ({"<recipe id>": {servings, cookedWeightG, ingredients: [{foodId, gramsPerServing}], isIncomplete}}). Free text, and a recipe that lacks its foods or has one inside that does, is one food of which nothing is known (CLINICAL 7). Foods are numbered by name, from 1.';
grant execute on function app_private.item_foods(uuid, app_private.checked_item[], jsonb) to tf_definer;
