create or replace function app_private.recipe_amounts(org uuid, recipe_ids uuid[], places integer[]) returns table (recipe_id uuid, known numeric[])
  language sql stable rows 20 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with cell as (
    select f.recipe_id, k.n, sum(p.known[k.place] * f.grams_per_serving) as known, bool_or(coalesce(p.unknown[k.place], 1) > 0) as is_unknown
      from app_private.recipe_foods(org, recipe_ids) f
      left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id)
     cross join unnest(places) with ordinality k(place, n)
     group by f.recipe_id, k.n
  )
  select r.id, array_agg(case when not c.is_unknown then c.known * r.servings / r.cooked_weight_g end order by c.n)
    from cell c
    join app_public.recipes r on r.id = c.recipe_id and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
   where r.cooked_weight_g is not null
   group by r.id
$$;

comment on function app_private.recipe_amounts(uuid, uuid[], integer[]) is
  'What 100 g of each recipe hold of some nutrients, named by their places in the panel and in their order; null where a food of it has no value. Not of recipes that were never weighed: nobody knows what 100 g of them are (CLINICAL 6).';
revoke execute on function app_private.recipe_amounts(uuid, uuid[], integer[]) from public;
grant execute on function app_private.recipe_amounts(uuid, uuid[], integer[]) to tf_definer;
