create or replace function app_private.recipe_purchases(org uuid, recipe_ids uuid[])
  returns table (recipe_org_id uuid, recipe_id uuid, food_org_id uuid, food_id uuid, grams_per_serving numeric)
  language sql stable rows 50
as $$
  select f.recipe_org_id, f.recipe_id, f.food_org_id, f.food_id, f.grams_per_serving from app_private.flattened_recipes(org, recipe_ids, true) f
  union all
  -- An empty recipe itself: nobody has said what it takes.
  select r.org_id, r.id, null::uuid, null::uuid, 0::numeric
    from app_public.recipes r
   where r.id = any (recipe_ids) and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
     and not exists (select from app_public.recipe_ingredients i where (i.org_id, i.recipe_id) = (r.org_id, r.id))
$$;

comment on function app_private.recipe_purchases(uuid, uuid[]) is
  'The foods that each recipe takes, with the recipes inside it taken apart: edible g a serving before anything is discarded, because frying oil and brine are bought, too. One row a food, and one without a food where the recipe, or one inside it, has nothing in it.';
grant execute on function app_private.recipe_purchases(uuid, uuid[]) to tf_definer;
