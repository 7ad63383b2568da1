create or replace function app_public.recipe_document(recipe_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_recipe app_public.recipes;
  v_parts app_private.recipe_part[];
begin
  select r.* into v_recipe from app_public.recipes r where r.id = recipe_document.recipe_id and r.org_id = any (array[v_org, v_kb]);
  if not found then
    raise exception 'There is no such recipe.' using errcode = 'TF404';
  end if;
  v_parts := app_private.saved_recipe_parts(v_recipe);

  return json_build_object(
    'id', v_recipe.id, 'name', v_recipe.name, 'servings', trim_scale(v_recipe.servings), 'cookedWeightG', trim_scale(v_recipe.cooked_weight_g),
    'preparation', v_recipe.preparation, 'revision', v_recipe.revision, 'isOwn', v_recipe.org_id = v_org, 'isArchived', v_recipe.archived_at is not null,
    'library', (select l.name from app_public.libraries l where l.code = v_recipe.library_code),
    'copiedFrom', (select json_build_object('id', c.id, 'name', c.name) from app_public.recipes c where (c.org_id, c.id) = (v_recipe.copied_from_org_id, v_recipe.copied_from_id)),
    'savedAt', v_recipe.updated_at, 'savedBy', (select u.display_name from app_public.users u where u.id = v_recipe.updated_by),
    'canEdit', v_recipe.org_id = v_org and app_private.may_execute('app_public.save_recipe(uuid, text, numeric, app_public.recipe_line[], integer, numeric, text)'),
    'ingredients', (
      select coalesce(json_agg(json_build_object(
               'id', p.id, 'foodId', p.food_id, 'recipeId', p.recipe_id, 'amount', trim_scale(p.amount), 'foodPortionId', p.food_portion_id, 'unitCode', p.unit_code,
               'grams', trim_scale(round(p.grams, 3)), 'servings', trim_scale(p.servings), 'discardedShare', trim_scale(p.discarded_share)) order by p.n), '[]')
        from unnest(v_parts) p),
    'foods', app_private.foods_to_measure(v_org, array(select p.food_id from unnest(v_parts) p where p.food_id is not null),
                                         array(select p.food_portion_id from unnest(v_parts) p where p.food_portion_id is not null)),
    'recipes', app_private.recipes_to_measure(v_org, array(select p.recipe_id from unnest(v_parts) p where p.recipe_id is not null)),
    'nutrients', app_private.panel_nutrients_json(),
    'shownNutrientIds', app_private.shown_nutrient_ids(v_org),
    'figures', app_private.recipe_figures(v_org, v_recipe.servings, v_recipe.cooked_weight_g, v_parts),
    'usedIn', app_private.recipe_uses(v_org, v_recipe.id));
end $$;
-- Definer: it reads derived panels that no role is granted; the organisation is stated, and own_organisation binds it.
alter function app_public.recipe_document(uuid) owner to tf_definer;

-- What a screen must know of foods to offer their portions and units.
create or replace function app_private.foods_to_measure(org uuid, food_ids uuid[], portion_ids uuid[]) returns json
  language sql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  select coalesce(json_object_agg(f.id, json_build_object(
           'name', f.name, 'group', g.name, 'isArchived', f.archived_at is not null,
           'portions', o.portions,
           'units', case when f.density_g_per_ml is null then units.masses else units.masses_and_volumes end) order by f.id), '{}')
    from app_private.food_units() units, app_public.foods f
    left join app_public.food_groups g on g.code = f.food_group_code
   cross join lateral app_private.offered_portions(org, f.org_id, f.id, portion_ids) o
   where f.id = any (food_ids) and f.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
$$;

comment on function app_public.recipe_document(uuid) is
  'Everything about a recipe, as one document: {id, name, servings, cookedWeightG, preparation, revision, isOwn, isArchived, library, copiedFrom, savedAt, savedBy, canEdit, ingredients: [{id, foodId, recipeId, amount, foodPortionId, unitCode, grams, servings, discardedShare}], foods and recipes that they name with what they are measured in, nutrients, shownNutrientIds, figures: {nutrientIds, whole, perServing, per100g: {known[], unknown[]}, energyPercent, weightG, lines, isIncomplete, foods: [{id, name, grams, unknownNutrientIds}], facts: [{kind, code, name, answer, provenance, there, doubtful, inferred, unknown, unnamed}]}, usedIn: {recipes, drafts, templates, published, active}}. No retention factors are applied (CLINICAL 6). TF404.';
comment on function app_private.foods_to_measure(uuid, uuid[], uuid[]) is 'Foods by id: name, group, whether archived, portions (g; the named ones also where they are not offered any more) and the units that their amounts convert from.';
revoke execute on function app_public.recipe_document(uuid), app_private.foods_to_measure(uuid, uuid[], uuid[]) from public;
grant execute on function app_private.foods_to_measure(uuid, uuid[], uuid[]) to tf_definer;
grant execute on function app_public.recipe_document(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
