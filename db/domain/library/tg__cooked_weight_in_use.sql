create or replace function app_private.tg__cooked_weight_in_use() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform app_private.lock_recipes(new.org_id);
  if exists (
    select from app_public.recipe_ingredients i
     where (i.ingredient_recipe_org_id, i.ingredient_recipe_id) = (new.org_id, new.id) and i.grams is not null
  ) then
    raise exception 'Another recipe uses grams of this one, which need its cooked weight.' using errcode = 'TF034';
  elsif exists (select from app_public.meal_plan_items i where (i.recipe_org_id, i.recipe_id) = (new.org_id, new.id) and i.grams is not null) then
    -- Published ones too, although their copy of the recipe stays: they are cloned, and a clone is computed from the recipe of today.
    raise exception 'Meal plans use grams of this recipe, which need its cooked weight.' using errcode = 'TF034';
  end if;
  return new;
end $$;

-- Definer and owned by the migrating role on purpose: it reads one recipe, by the key that the foreign key of the row asks for anyway,
-- and holds it, which no role that writes items may.
create or replace function app_private.tg__item_cooked_weight() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_recipe app_public.recipes;
begin
  -- Waits for whoever is taking the cooked weight away, who in turn waits for items that are being written.
  select r.* into v_recipe from app_public.recipes r where (r.org_id, r.id) = (new.recipe_org_id, new.recipe_id) for share;
  if v_recipe.cooked_weight_g is null then
    raise exception 'Grams of a recipe need its cooked weight. Use servings, or weigh the dish.' using errcode = 'TF034';
  end if;
  return new;
end $$;

comment on function app_private.tg__cooked_weight_in_use() is 'TF034 when the cooked weight is taken from a recipe that other recipes or meal plans use by weight.';
comment on function app_private.tg__item_cooked_weight() is 'TF034 for grams of a recipe that has no cooked weight (any more), whoever writes the item.';
