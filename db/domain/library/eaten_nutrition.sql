create or replace function app_private.eaten_nutrition(org uuid, food_ids uuid[], recipe_ids uuid[], grams numeric[], servings numeric[])
  returns table (n bigint, nutrition json)
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 5
as $$
declare
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_zeros constant numeric[] := array_fill(0::numeric, array[cardinality(v_panel)]);
  v_ones constant integer[] := array_fill(1, array[cardinality(v_panel)]);
  v_dishes uuid[];
begin
  if exists (select from unnest(grams, servings) a(grams, servings) -- NaN and infinity are greater than any number
              where a.grams <= 0 or a.grams > 100000 or a.servings <= 0 or a.servings > 1000) then
    raise exception 'An amount must be above 0: at most 100 000 g, at most 1000 servings.' using errcode = 'TF030';
  elsif exists (select from unnest(food_ids, grams, servings) a(food_id, grams, servings) where a.food_id is not null and (a.grams is null or a.servings is not null)) then
    raise exception 'The amount of a food is stated in grams.' using errcode = 'TF030';
  end if;

  if num_nonnulls(variadic recipe_ids) = 0 then
    return query
      select a.n, json_build_object('nutrientIds', v_panel,
               'known', array(select unnest(coalesce(p.known, v_zeros)) * (coalesce(a.grams, 0) * 0.01)), 'unknown', coalesce(p.unknown, v_ones))
        from unnest(food_ids, grams) with ordinality a(food_id, grams, n)
        left join lateral (
          select p.known, p.unknown from app_private.food_panels p
           where p.food_id = a.food_id and p.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid]) offset 0) p on true;
    return;
  end if;

  v_dishes := array(select distinct r.id from unnest(recipe_ids) r(id) where r.id is not null);
  if exists (select from unnest(recipe_ids, grams, servings) a(recipe_id, grams, servings) where a.recipe_id is not null and num_nonnulls(a.grams, a.servings) <> 1) then
    raise exception 'The amount of a recipe is stated in servings or in grams.' using errcode = 'TF030';
  elsif exists (select from unnest(recipe_ids, grams) a(recipe_id, grams) join app_public.recipes r on r.id = a.recipe_id
                 where r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid]) and a.grams is not null and r.cooked_weight_g is null) then
    raise exception 'Grams of a recipe need its cooked weight. Use servings.' using errcode = 'TF034';
  end if;
  return query
    with dish as materialized (select * from app_private.recipe_panels(org, v_dishes))
    select a.n, json_build_object('nutrientIds', v_panel,
             'known', case when d.recipe_id is null then array(select unnest(coalesce(p.known, v_zeros)) * (coalesce(a.grams, 0) * 0.01))
                           else array(select round(unnest(d.known) * coalesce(a.servings, a.grams * d.servings / d.cooked_weight_g), 9)) end,
             'unknown', coalesce(d.unknown, p.unknown, v_ones))
      from unnest(food_ids, recipe_ids, grams, servings) with ordinality a(food_id, recipe_id, grams, servings, n)
      left join lateral (
        select p.known, p.unknown from app_private.food_panels p
         where p.food_id = a.food_id and p.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid]) offset 0) p on true
      left join dish d on d.recipe_id = a.recipe_id;
end $$;

comment on function app_private.eaten_nutrition(uuid, uuid[], uuid[], numeric[], numeric[]) is
  'What grams of foods, and grams or servings of recipes, hold now, in the order of the arrays: {nutrientIds, known, unknown}. Neither food nor recipe = words, one unknown food (CLINICAL 7). TF030 amount, TF034 grams of a recipe without cooked weight. Whether a food or recipe exists is for the caller to know.';
grant execute on function app_private.eaten_nutrition(uuid, uuid[], uuid[], numeric[], numeric[]) to tf_definer;
