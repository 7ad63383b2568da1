create or replace function app_private.dish_foods(org uuid, recipe_ids uuid[]) returns app_private.item_food[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array(
    select row(null, f.food_org_id, f.food_id, null, trim_scale(round(f.grams_per_serving, 16)), array_position(recipe_ids, f.recipe_id), null, null)::app_private.item_food
      from app_private.recipe_foods(org, recipe_ids) f)
$$;

comment on function app_private.dish_foods(uuid, uuid[]) is
  'The foods of a serving of each recipe, as sums take them; item_number is the recipe''s place in the list. Thirds of a dish do not end: beyond the sixteenth decimal of a gram nothing is weighed.';
revoke execute on function app_private.dish_foods(uuid, uuid[]) from public;
grant execute on function app_private.dish_foods(uuid, uuid[]) to tf_definer;
