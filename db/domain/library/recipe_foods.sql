create or replace function app_private.recipe_foods(org uuid, recipe_ids uuid[])
  returns table (recipe_org_id uuid, recipe_id uuid, food_org_id uuid, food_id uuid, grams_per_serving numeric)
  language sql stable rows 50
as $$
  select f.recipe_org_id, f.recipe_id, f.food_org_id, f.food_id, f.grams_per_serving from app_private.flattened_recipes(org, recipe_ids, false) f
$$;

comment on function app_private.recipe_foods(uuid, uuid[]) is
  'The foods of each recipe with the recipes inside it taken apart: edible g a serving, discarded shares left out (CLINICAL 6). One row a food; none for an empty recipe, and one without a food where a recipe inside is empty.';
grant execute on function app_private.recipe_foods(uuid, uuid[]) to tf_definer;
