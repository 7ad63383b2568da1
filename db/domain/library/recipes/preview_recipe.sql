create or replace function app_public.preview_recipe(
  ingredients app_public.recipe_line[], servings numeric default null, cooked_weight_g numeric default null, recipe_id uuid default null
) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_recipe app_public.recipes;
  v_parts app_private.recipe_part[];
  v_figures json;
begin
  if cardinality(ingredients) > 200 then
    raise exception 'A recipe has at most 200 ingredients.' using errcode = 'TF116';
  end if;
  select r.* into v_recipe from app_public.recipes r where r.org_id = v_org and r.id = preview_recipe.recipe_id;
  v_parts := array(select p from app_private.recipe_parts(v_org, preview_recipe.recipe_id, ingredients) p);
  v_figures := app_private.recipe_figures(v_org, preview_recipe.servings, preview_recipe.cooked_weight_g, v_parts);
  return json_build_object(
    'problems', (select coalesce(json_agg(json_build_object('n', p.n, 'code', p.problem_code, 'message', p.problem) order by p.n), '[]')
                   from unnest(v_parts) p where p.problem_code is not null),
    'grams', (select coalesce(json_agg(trim_scale(round(p.grams, 3)) order by p.n), '[]') from unnest(v_parts) p),
    'figures', v_figures,
    -- Whoever opens a recipe has these already.
    'nutrients', case when v_recipe.id is null then app_private.panel_nutrients_json() end,
    'shownNutrientIds', case when v_recipe.id is null then app_private.shown_nutrient_ids(v_org) end,
    'changes', case when v_recipe.id is not null then app_private.recipe_changes(v_org, v_recipe, v_figures) end);
end $$;
-- Definer: it reads derived panels that no role is granted; the organisation is stated, and own_organisation binds it.
alter function app_public.preview_recipe(app_public.recipe_line[], numeric, numeric, uuid) owner to tf_definer;

create or replace function app_private.recipe_changes(org uuid, recipe app_public.recipes, figures json) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with was as materialized (
    select app_private.recipe_figures(org, recipe.servings, recipe.cooked_weight_g, app_private.saved_recipe_parts(recipe)) as figures
  )
  select json_build_object(
    'perServing', was.figures -> 'perServing', 'energyPercent', was.figures -> 'energyPercent', 'per100g', was.figures -> 'per100g',
    'facts', (
      select coalesce(json_agg(json_build_object('kind', coalesce(a.kind, b.kind), 'code', coalesce(a.code, b.code), 'name', coalesce(a.name, b.name),
                                                 'before', b.answer, 'after', a.answer) order by coalesce(a.kind, b.kind), coalesce(a.name, b.name)), '[]')
        from json_to_recordset(recipe_changes.figures -> 'facts') a(kind text, code text, name text, answer text)
        full join json_to_recordset(was.figures -> 'facts') b(kind text, code text, name text, answer text) on (b.kind, b.code) = (a.kind, a.code)
       where a.answer is distinct from b.answer),
    'usedIn', app_private.recipe_uses(org, recipe.id))
    from was
$$;

comment on function app_public.preview_recipe(app_public.recipe_line[], numeric, numeric, uuid) is
  'What a recipe that is being written comes to, and what saving it would change; nothing is written. {problems: [{n, code, message}] of the ingredients, by their place; an ingredient with a problem counts as one of which nothing is known; grams[]; figures as in recipe_document(); nutrients and shownNutrientIds of a new recipe; changes: {perServing, energyPercent, per100g as they are now, facts: [{kind, code, name, before, after}] that would become others, usedIn}; null for a new recipe}. Drafts and recipes that use it change with it; what is published keeps the recipe that it was published with (CLINICAL 15). TF116.';
comment on function app_private.recipe_changes(uuid, app_public.recipes, json) is 'What saving these figures would change of a recipe, and where it is used.';
revoke execute on function app_public.preview_recipe(app_public.recipe_line[], numeric, numeric, uuid) from public;
grant execute on function app_private.recipe_changes(uuid, app_public.recipes, json) to tf_definer;
grant execute on function app_public.preview_recipe(app_public.recipe_line[], numeric, numeric, uuid) to tf_assistant, tf_dietitian, tf_org_admin;
