create or replace function app_private.eaten_nutrition(org uuid, food_id uuid, recipe_id uuid, grams numeric, servings numeric) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_orgs constant uuid[] := array[org, '00000000-0000-0000-0000-000000000000'];
  v_food record;
  v_dish record;
  v_share numeric;
begin
  if grams <= 0 or grams > 100000 or servings <= 0 or servings > 1000 then -- NaN and infinity are greater than any number
    raise exception 'An amount must be above 0: at most 100 000 g, at most 1000 servings.' using errcode = 'TF030';
  end if;

  if food_id is not null then
    if grams is null or servings is not null then
      raise exception 'The amount of a food is stated in grams.' using errcode = 'TF030';
    end if;
    select p.known, p.unknown into v_food
      from app_public.foods f left join app_private.food_panels p on (p.org_id, p.food_id) = (f.org_id, f.id)
     where f.id = eaten_nutrition.food_id and f.org_id = any (v_orgs);
    if not found then
      raise exception 'There is no such food.' using errcode = 'TF404';
    end if;
    return json_build_object('nutrientIds', v_panel,
      'known', array(select k.known * (grams * 0.01) from unnest(coalesce(v_food.known, array_fill(0::numeric, array[cardinality(v_panel)]))) k(known)),
      'unknown', coalesce(v_food.unknown, array_fill(1, array[cardinality(v_panel)])));
  end if;

  if recipe_id is not null then
    if num_nonnulls(grams, servings) <> 1 then
      raise exception 'The amount of a recipe is stated in servings or in grams.' using errcode = 'TF030';
    end if;
    select p.* into v_dish from app_private.recipe_panels(org, array[eaten_nutrition.recipe_id]) p;
    if not found then
      raise exception 'There is no such recipe.' using errcode = 'TF404';
    end if;
    v_share := coalesce(servings, grams * v_dish.servings / v_dish.cooked_weight_g);
    if v_share is null then
      raise exception 'Grams of a recipe need its cooked weight. Use servings.' using errcode = 'TF034';
    end if;
    return json_build_object('nutrientIds', v_panel, 'known', array(select round(k.known * v_share, 9) from unnest(v_dish.known) k(known)), 'unknown', v_dish.unknown);
  end if;

  return json_build_object('nutrientIds', v_panel, 'known', array_fill(0, array[cardinality(v_panel)]), 'unknown', array_fill(1, array[cardinality(v_panel)]));
end $$;

comment on function app_private.eaten_nutrition(uuid, uuid, uuid, numeric, numeric) is
  'What grams of a food, or grams or servings of a recipe, hold now: {nutrientIds, known, unknown}; neither = words, one unknown food (CLINICAL 7). TF030 amount, TF034 a recipe without cooked weight in grams, TF404.';
grant execute on function app_private.eaten_nutrition(uuid, uuid, uuid, numeric, numeric) to tf_definer;
