create or replace function app_public.copy_recipe(id uuid, recipe_id uuid, name text default null, servings numeric default null) returns app_public.recipes
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_from app_public.recipes;
  v_name text;
  v_factor numeric;
  v_lines app_public.recipe_line[];
  v_copy app_public.recipes;
begin
  select r.* into v_from from app_public.recipes r
   where r.id = copy_recipe.recipe_id and r.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']);
  if not found then
    raise exception 'There is no such recipe.' using errcode = 'TF404';
  elsif (coalesce(copy_recipe.servings, 1) > 0 and coalesce(copy_recipe.servings, 1) <= 10000) is not true then
    raise exception 'A recipe makes more than 0 servings, at most 10 000.' using errcode = 'TF118';
  end if;
  v_name := coalesce(nullif(trim(copy_recipe.name), ''), left(v_from.name, 293) || ' (copy)');
  v_factor := coalesce(copy_recipe.servings, v_from.servings) / v_from.servings;

  select c.* into v_copy from app_public.recipes c where (c.org_id, c.id) = (v_org, copy_recipe.id);
  if found and (v_copy.copied_from_id, v_copy.name, v_copy.servings) is not distinct from (v_from.id, v_name, coalesce(copy_recipe.servings, v_from.servings)) then
    return v_copy; -- sent again
  end if;
  select array_agg(row(null, p.food_id, p.recipe_id, round(p.amount * v_factor, 6), p.food_portion_id, p.unit_code, p.discarded_share)::app_public.recipe_line order by p.n)
    into v_lines from unnest(app_private.saved_recipe_parts(v_from)) p;
  v_copy := app_public.save_recipe(copy_recipe.id, v_name, coalesce(copy_recipe.servings, v_from.servings), v_lines, 0, v_from.cooked_weight_g * v_factor, v_from.preparation);
  update app_public.recipes r set copied_from_org_id = v_from.org_id, copied_from_id = v_from.id
   where (r.org_id, r.id) = (v_org, v_copy.id) returning * into v_copy;
  return v_copy;
end $$;
-- Definer: recipes are written through functions only.
alter function app_public.copy_recipe(uuid, uuid, text, numeric) owner to tf_definer;

comment on function app_public.copy_recipe(uuid, uuid, text, numeric) is
  'Makes an own recipe out of one of the organisation or the knowledge base; with servings, scaled to so many: amounts and cooked weight grow alike, so that a serving stays what it is. The id comes from the caller: the same request again answers the same, another one TF409. TF030, TF116, TF118, TF404.';
revoke execute on function app_public.copy_recipe(uuid, uuid, text, numeric) from public;
grant execute on function app_public.copy_recipe(uuid, uuid, text, numeric) to tf_assistant, tf_dietitian, tf_org_admin;
grant execute on function app_public.save_recipe(uuid, text, numeric, app_public.recipe_line[], integer, numeric, text) to tf_definer;
