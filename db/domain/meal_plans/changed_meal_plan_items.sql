create or replace function app_private.changed_meal_plan_items(org uuid, version_id uuid) returns uuid[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with frozen as materialized (
    select c.content -> 'recipes' as recipes from app_public.published_contents c
     where c.org_id = org and c.meal_plan_version_id = version_id
  ), changed_foods as materialized (
    select f.food_id as id from app_private.changed_facts(org, version_id) f
  ), changed_recipes as (
    select i.recipe_id as id
      from frozen cross join app_private.ingredients_since(org, frozen.recipes) i
     where i.before is distinct from i.after or i.food_id in (select c.id from changed_foods c)
  )
  select array(
    select i.id from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id
       and (i.food_id in (select c.id from changed_foods c) or i.recipe_id in (select c.id from changed_recipes c)))
$$;

comment on function app_private.changed_meal_plan_items(uuid, uuid) is
  'The items of a published version whose foods are known to be something else now than when it was published: nutrients, allergens, tags, or a recipe''s ingredients (CLINICAL 13).';
revoke execute on function app_private.changed_meal_plan_items(uuid, uuid) from public;
grant execute on function app_private.changed_meal_plan_items(uuid, uuid) to tf_definer;
