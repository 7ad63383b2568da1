create or replace function app_private.recipe_purchases(org uuid, recipe_ids uuid[])
  returns table (recipe_org_id uuid, recipe_id uuid, food_org_id uuid, food_id uuid, grams_per_serving numeric)
  language sql stable rows 50
as $$
  with recursive made_of as (
    select r.org_id as root_org_id, r.id as root_id, r.org_id, r.id, 1 / r.servings as share
      from app_public.recipes r
     where r.id = any (recipe_ids) and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
    union all
    select m.root_org_id, m.root_id, r.org_id, r.id, m.share * coalesce(i.grams / r.cooked_weight_g, i.servings / r.servings)
      from made_of m
      join app_public.recipe_ingredients i on (i.org_id, i.recipe_id) = (m.org_id, m.id)
      join app_public.recipes r on (r.org_id, r.id) = (i.ingredient_recipe_org_id, i.ingredient_recipe_id)
  )
  select m.root_org_id, m.root_id, i.food_org_id, i.food_id, pg_catalog.sum(m.share * i.grams)
    from made_of m
    join app_public.recipe_ingredients i on (i.org_id, i.recipe_id) = (m.org_id, m.id)
   where i.food_id is not null
   group by 1, 2, 3, 4
  union all
  -- A recipe, or one inside it, that nobody has filled.
  select distinct m.root_org_id, m.root_id, null::uuid, null::uuid, 0::numeric
    from made_of m
   where not exists (select from app_public.recipe_ingredients i where (i.org_id, i.recipe_id) = (m.org_id, m.id))
$$;

comment on function app_private.recipe_purchases(uuid, uuid[]) is
  'The foods that each recipe takes, with the recipes inside it taken apart: edible g a serving before anything is discarded, because frying oil and brine are bought, too. One row a food, and one without a food where a recipe has nothing in it.';
grant execute on function app_private.recipe_purchases(uuid, uuid[]) to tf_definer;
