create or replace function app_private.flattened_recipes(org uuid, recipe_ids uuid[], as_bought boolean)
  returns table (recipe_org_id uuid, recipe_id uuid, food_org_id uuid, food_id uuid, grams_per_serving numeric)
  language sql stable rows 50
as $$
  with recursive made_of as (
    select r.org_id as root_org_id, r.id as root_id, r.org_id, r.id, 1 / r.servings as share
      from app_public.recipes r
     where r.id = any (recipe_ids) and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
    union all
    -- A recipe inside counts with the share of it that is used; what is discarded at any level is bought, but not eaten.
    select m.root_org_id, m.root_id, r.org_id, r.id,
           m.share * case when as_bought then 1 else 1 - i.discarded_share end * coalesce(i.grams / r.cooked_weight_g, i.servings / r.servings)
      from made_of m
      join app_public.recipe_ingredients i on (i.org_id, i.recipe_id) = (m.org_id, m.id)
      join app_public.recipes r on (r.org_id, r.id) = (i.ingredient_recipe_org_id, i.ingredient_recipe_id)
  )
  select m.root_org_id, m.root_id, i.food_org_id, i.food_id, pg_catalog.sum(m.share * case when as_bought then 1 else 1 - i.discarded_share end * i.grams)
    from made_of m
    join app_public.recipe_ingredients i on (i.org_id, i.recipe_id) = (m.org_id, m.id)
   where i.food_id is not null
   group by 1, 2, 3, 4
  union all
  -- A recipe inside that nobody has filled: something of which nothing is known, and not nothing (CLINICAL 3, 6).
  select distinct m.root_org_id, m.root_id, null::uuid, null::uuid, 0::numeric
    from made_of m
   where (m.org_id, m.id) <> (m.root_org_id, m.root_id)
     and not exists (select from app_public.recipe_ingredients i where (i.org_id, i.recipe_id) = (m.org_id, m.id))
$$;

comment on function app_private.flattened_recipes(uuid, uuid[], boolean) is
  'The foods of each recipe with the recipes inside it taken apart, edible g a serving: as eaten, discarded shares left out (CLINICAL 6), or as bought, with them. One row a food; none for an empty recipe, and one without a food where a recipe inside is empty.';
revoke execute on function app_private.flattened_recipes(uuid, uuid[], boolean) from public;
grant execute on function app_private.flattened_recipes(uuid, uuid[], boolean) to tf_definer;
