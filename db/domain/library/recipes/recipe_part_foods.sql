create or replace function app_private.recipe_part_foods(org uuid, parts app_private.recipe_part[]) returns setof app_private.recipe_food
  language sql stable rows 50 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with part as materialized (
    select * from unnest(parts)
  ), inside as materialized (
    select d.recipe_id, d.food_id, d.grams_per_serving
      from app_private.recipe_foods(org, array(select distinct p.recipe_id from part p where p.recipe_id is not null)) d
  )
  select p.n, p.food_id, p.grams * (1 - p.discarded_share)
    from part p where p.problem_code is null and p.food_id is not null
  union all
  -- Grams of a recipe are a share of its cooked weight; of what is discarded nothing is eaten (CLINICAL 6).
  select p.n, i.food_id, i.grams_per_serving * (1 - p.discarded_share) * coalesce(p.servings, p.grams * r.servings / r.cooked_weight_g)
    from part p
    join inside i on i.recipe_id = p.recipe_id
    join app_public.recipes r on r.id = p.recipe_id and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
   where p.problem_code is null
  union all
  -- A recipe that nobody has filled, and an ingredient that cannot be read yet: something of which nothing is known (CLINICAL 3).
  select p.n, null, 0
    from part p
   where p.problem_code is not null or (p.recipe_id is not null and not exists (select from inside i where i.recipe_id = p.recipe_id))
$$;

comment on function app_private.recipe_part_foods(uuid, app_private.recipe_part[]) is
  'The foods that each ingredient comes to, in edible g of the whole dish, recipes taken apart.';
grant execute on function app_private.recipe_part_foods(uuid, app_private.recipe_part[]) to tf_definer;
