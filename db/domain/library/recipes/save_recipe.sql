create or replace function app_public.save_recipe(
  id uuid, name text, servings numeric, ingredients app_public.recipe_line[],
  revision integer default 0, cooked_weight_g numeric default null, preparation text default ''
) returns app_public.recipes
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_name constant text := trim(save_recipe.name);
  v_lines constant app_public.recipe_line[] := coalesce(ingredients, '{}');
  v_text constant text := coalesce(save_recipe.preparation, '');
  v_revision constant integer := coalesce(save_recipe.revision, 0);
  v_recipe app_public.recipes;
  v_parts app_private.recipe_part[];
  v_refused app_private.recipe_part;
begin
  if save_recipe.id is null then
    raise exception 'A recipe needs an id.' using errcode = 'TF400';
  elsif coalesce(length(v_name), 0) not between 1 and 300 then
    raise exception 'A recipe has a name of at most 300 characters.' using errcode = 'TF400';
  elsif length(v_text) > 20000 then
    raise exception 'The preparation has at most 20 000 characters.' using errcode = 'TF400';
  elsif (save_recipe.servings > 0 and save_recipe.servings <= 10000) is not true then -- NaN and infinity are greater than any number
    raise exception 'A recipe makes more than 0 servings, at most 10 000.' using errcode = 'TF118';
  elsif (save_recipe.cooked_weight_g > 0 and save_recipe.cooked_weight_g <= 1000000) is false then
    raise exception 'A cooked weight is above 0 g, at most 1000 kg.' using errcode = 'TF118';
  elsif cardinality(v_lines) > 200 then
    raise exception 'A recipe has at most 200 ingredients.' using errcode = 'TF116';
  end if;

  perform app_private.lock_recipes(v_org);
  select r.* into v_recipe from app_public.recipes r where (r.org_id, r.id) = (v_org, save_recipe.id) for update;
  if found and app_private.is_recipe_as_written(v_recipe, v_name, save_recipe.servings, save_recipe.cooked_weight_g, v_text, v_lines) then
    return v_recipe; -- sent again, or nothing to change
  elsif found and v_revision = 0 then
    raise exception 'This id belongs to another recipe.' using errcode = 'TF409';
  elsif found and v_recipe.revision <> v_revision then
    raise exception 'The recipe was changed meanwhile; nothing of this was saved.' using errcode = 'TF010', detail = json_build_object('revision', v_recipe.revision)::text;
  elsif not found and v_revision <> 0 then
    raise exception 'There is no such recipe.' using errcode = 'TF404';
  end if;

  v_parts := array(select p from app_private.recipe_parts(v_org, save_recipe.id, v_lines) p);
  select p.* into v_refused from unnest(v_parts) p where p.problem_code is not null order by p.n limit 1;
  if found then
    raise exception '%', v_refused.problem using errcode = v_refused.problem_code, detail = json_build_object('ingredient', v_refused.n)::text;
  end if;

  if v_recipe.id is null then
    insert into app_public.recipes (org_id, id, name, servings, cooked_weight_g, preparation)
    values (v_org, save_recipe.id, v_name, save_recipe.servings, save_recipe.cooked_weight_g, v_text)
    returning * into v_recipe;
  else
    update app_public.recipes r
       set name = v_name, servings = save_recipe.servings, cooked_weight_g = save_recipe.cooked_weight_g, preparation = v_text, revision = r.revision + 1
     where (r.org_id, r.id) = (v_org, save_recipe.id)
    returning * into v_recipe;
  end if;
  perform app_private.write_recipe_ingredients(v_org, v_recipe.id, v_parts);
  return v_recipe;
end $$;
-- Definer: recipes are written through functions only.
alter function app_public.save_recipe(uuid, text, numeric, app_public.recipe_line[], integer, numeric, text) owner to tf_definer;

create or replace function app_private.write_recipe_ingredients(org uuid, of_recipe_id uuid, parts app_private.recipe_part[]) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from unnest(parts) p group by p.id having p.id is not null and count(*) > 1)
     or exists (select from app_public.recipe_ingredients i where i.org_id = org and i.id in (select p.id from unnest(parts) p) and i.recipe_id <> of_recipe_id) then
    raise exception 'The id of an ingredient is taken.' using errcode = 'TF409';
  end if;
  delete from app_public.recipe_ingredients i
   where (i.org_id, i.recipe_id) = (org, of_recipe_id) and i.id not in (select p.id from unnest(parts) p where p.id is not null);
  insert into app_public.recipe_ingredients as i
    (org_id, id, recipe_id, position, food_id, ingredient_recipe_id, amount, food_portion_id, unit_code, grams, servings, discarded_share)
  select org, coalesce(p.id, uuidv7()), of_recipe_id, p.n, p.food_id, p.recipe_id, p.amount, p.food_portion_id, p.unit_code, p.grams, p.servings, p.discarded_share
    from unnest(parts) p order by p.n
  on conflict on constraint recipe_ingredients_pkey do update set
    position = excluded.position, food_id = excluded.food_id, ingredient_recipe_id = excluded.ingredient_recipe_id, amount = excluded.amount,
    food_portion_id = excluded.food_portion_id, unit_code = excluded.unit_code, grams = excluded.grams, servings = excluded.servings, discarded_share = excluded.discarded_share
  where (i.position, i.food_id, i.ingredient_recipe_id, i.amount, i.food_portion_id, i.unit_code, i.grams, i.servings, i.discarded_share)
    is distinct from (excluded.position, excluded.food_id, excluded.ingredient_recipe_id, excluded.amount, excluded.food_portion_id, excluded.unit_code,
                      excluded.grams, excluded.servings, excluded.discarded_share);
end $$;

create or replace function app_private.is_recipe_as_written(
  recipe app_public.recipes, name text, servings numeric, cooked_weight_g numeric, preparation text, lines app_public.recipe_line[]
) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (recipe.name, recipe.servings, recipe.cooked_weight_g, recipe.preparation) is not distinct from (name, servings, cooked_weight_g, preparation)
     and not exists (
       select from unnest(app_private.saved_recipe_parts(recipe)) s
         full join unnest(lines) with ordinality l(id, food_id, recipe_id, amount, food_portion_id, unit_code, discarded_share, n) on l.n = s.n
        where (s.food_id, s.recipe_id, s.amount, s.food_portion_id, s.unit_code, s.discarded_share)
              is distinct from (l.food_id, l.recipe_id, l.amount, l.food_portion_id, l.unit_code, coalesce(l.discarded_share, 0)) or s.n is null or l.n is null)
$$;

comment on function app_public.save_recipe(uuid, text, numeric, app_public.recipe_line[], integer, numeric, text) is
  'Writes a recipe with all its ingredients, or nothing. The id comes from the caller; revision 0 makes a new one, otherwise it is the revision that the caller saw. What is there already is not written again: the same request answers the same. Amounts are resolved to grams now (CLINICAL 9). Drafts and recipes that use it change with it; what is published does not. TF010 somebody else saved meanwhile, TF030–TF032 amounts, TF033 it would contain itself, TF034 grams of a recipe without a cooked weight, or a cooked weight that others rest on is taken away, TF115 nested too deep, TF116 more than 200 ingredients, TF118 servings or cooked weight, TF119 discarded share, TF400, TF404, TF409.';
comment on function app_private.write_recipe_ingredients(uuid, uuid, app_private.recipe_part[]) is
  'Brings a recipe''s ingredients to these; what stays as it is is not touched. TF409 for an id of another recipe''s ingredient.';
comment on function app_private.is_recipe_as_written(app_public.recipes, text, numeric, numeric, text, app_public.recipe_line[]) is 'Whether a recipe is saved like that, ids of ingredients aside.';
revoke execute on function app_public.save_recipe(uuid, text, numeric, app_public.recipe_line[], integer, numeric, text) from public;
grant execute on function app_private.write_recipe_ingredients(uuid, uuid, app_private.recipe_part[]),
  app_private.is_recipe_as_written(app_public.recipes, text, numeric, numeric, text, app_public.recipe_line[]) to tf_definer;
grant execute on function app_public.save_recipe(uuid, text, numeric, app_public.recipe_line[], integer, numeric, text) to tf_assistant, tf_dietitian, tf_org_admin;
