create or replace function app_public.recipe_nutrition(recipe_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_recipe app_public.recipes;
  v_foods app_private.item_food[];
  v_known numeric[];
  v_unknown integer[];
begin
  select r.* into v_recipe from app_public.recipes r
   where r.id = recipe_nutrition.recipe_id and r.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']);
  if not found then
    raise exception 'There is no such recipe.' using errcode = 'TF404';
  end if;
  v_foods := app_private.dish_foods(v_org, array[v_recipe.id]);
  select p.known, p.unknown into v_known, v_unknown from app_private.item_panels(v_foods) p;
  if not found then -- nothing is known of an empty recipe
    v_known := array_fill(0::numeric, array[cardinality(v_panel)]);
    v_unknown := array_fill(1, array[cardinality(v_panel)]);
  end if;

  return json_build_object(
    'id', v_recipe.id, 'name', v_recipe.name, 'isOwn', v_recipe.org_id = v_org, 'preparation', v_recipe.preparation,
    'servings', trim_scale(v_recipe.servings), 'cookedWeightG', trim_scale(v_recipe.cooked_weight_g), 'nutrientIds', v_panel,
    'perServing', json_build_object(
      'known', array(select round(k.known, 9) from unnest(v_known) k(known)), 'unknown', v_unknown,
      'energyPercent', app_private.energy_percent(v_panel, v_known, v_unknown::bigint[])),
    'per100g', case when v_recipe.cooked_weight_g is not null then json_build_object(
      'known', array(select round(k.known * v_recipe.servings * 100 / v_recipe.cooked_weight_g, 9) from unnest(v_known) k(known)),
      'unknown', v_unknown) end,
    'ingredients', (
      select coalesce(json_agg(json_build_object(
               'id', i.id, 'kind', case when i.food_id is null then 'recipe' else 'food' end, 'foodId', i.food_id, 'recipeId', i.ingredient_recipe_id,
               'name', coalesce(f.name, r.name), 'grams', trim_scale(i.grams), 'servings', trim_scale(i.servings),
               'discardedShare', trim_scale(i.discarded_share)) order by i.position, i.id), '[]')
        from app_public.recipe_ingredients i
        left join app_public.foods f on (f.org_id, f.id) = (i.food_org_id, i.food_id)
        left join app_public.recipes r on (r.org_id, r.id) = (i.ingredient_recipe_org_id, i.ingredient_recipe_id)
       where (i.org_id, i.recipe_id) = (v_recipe.org_id, v_recipe.id)),
    'foods', (
      select coalesce(json_agg(json_build_object(
               'id', f.id, 'name', f.name, 'gramsPerServing', round(x.grams, 6),
               'unknownNutrientIds', case when p.food_id is null then v_panel
                                          else array(select l.id from unnest(p.lacking) with ordinality l(id, n) where l.id = any (v_panel) order by l.n) end) order by f.name), '[]')
        from unnest(v_foods) x
        join app_public.foods f on (f.org_id, f.id) = (x.food_org_id, x.food_id)
        left join app_private.food_panels p on (p.org_id, p.food_id) = (f.org_id, f.id)));
end $$;
-- Definer: it reads derived panels that no role is granted; the organisation is stated, and own_organisation binds it.
alter function app_public.recipe_nutrition(uuid) owner to tf_definer;

comment on function app_public.recipe_nutrition(uuid) is
  'What a recipe holds: perServing = sum of the ingredients / servings, per100g = sum / cooked weight (null without one), each {known[], unknown[]} parallel to nutrientIds, "at least known" where unknown > 0; the ingredients; and the foods that they come to with what is unknown of each. No retention factors are applied (CLINICAL 6). TF404.';
grant execute on function app_public.recipe_nutrition(uuid) to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
