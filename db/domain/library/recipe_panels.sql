create or replace function app_private.recipe_panels(org uuid, recipe_ids uuid[])
  returns table (recipe_org_id uuid, recipe_id uuid, servings numeric, cooked_weight_g numeric, known numeric[], unknown integer[])
  language plpgsql stable set search_path = pg_catalog, pg_temp rows 10
as $$
declare
  v_size constant integer[] := array[cardinality(app_private.panel_nutrient_ids())];
  v_zeros constant numeric[] := array_fill(0::numeric, v_size);
  v_ones constant integer[] := array_fill(1, v_size);
begin
  return query
    with cell as (
      select f.recipe_org_id, f.recipe_id, a.position,
             sum(a.known * f.grams_per_serving * 0.01) as known, sum(a.unknown)::integer as unknown
        from app_private.recipe_foods(org, recipe_ids) f
        left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id)
       cross join unnest(coalesce(p.known, v_zeros), coalesce(p.unknown, v_ones)) with ordinality a(known, unknown, position)
       group by 1, 2, 3
    ), dish as (
      select c.recipe_org_id, c.recipe_id, array_agg(c.known order by c.position) as known, array_agg(c.unknown order by c.position) as unknown
        from cell c group by 1, 2
    )
    select r.org_id, r.id, r.servings, r.cooked_weight_g,
           coalesce(d.known, v_zeros), coalesce(d.unknown, v_ones) -- nothing is known of an empty recipe
      from app_public.recipes r
      left join dish d on (d.recipe_org_id, d.recipe_id) = (r.org_id, r.id)
     where r.id = any (recipe_ids) and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid]);
end $$;

comment on function app_private.recipe_panels(uuid, uuid[]) is
  'What a serving of each recipe holds, in the order of panel_nutrient_ids(): the sum of what is known, and how many of its foods have no value.';
grant execute on function app_private.recipe_panels(uuid, uuid[]) to tf_definer;
