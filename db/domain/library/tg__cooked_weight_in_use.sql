create or replace function app_private.tg__cooked_weight_in_use() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from app_public.recipe_ingredients i
     where (i.ingredient_recipe_org_id, i.ingredient_recipe_id) = (new.org_id, new.id) and i.grams is not null
  ) then
    raise exception 'Another recipe uses grams of this one, which need its cooked weight.' using errcode = 'TF034';
  end if;
  return new;
end $$;

comment on function app_private.tg__cooked_weight_in_use() is 'TF034 when the cooked weight is taken from a recipe that others use by weight.';
