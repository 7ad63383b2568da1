create or replace function app_private.item_grams(
  org uuid, food_id uuid, recipe_id uuid, amount numeric, food_portion_id uuid, unit_code text
) returns numeric
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_recipe app_public.recipes;
  v_unit app_public.units;
begin
  if amount is null or amount <= 0 or amount > 100000 then
    raise exception 'An amount must be above 0 and at most 100 000.' using errcode = 'TF030';
  end if;
  if num_nonnulls(food_id, recipe_id) = 1 and num_nonnulls(food_portion_id, unit_code) <> 1 then
    raise exception 'An amount counts either portions or units.' using errcode = 'TF400';
  end if;
  if food_id is not null then
    return app_private.resolve_grams(org, food_id, amount, food_portion_id, unit_code);
  end if;
  if recipe_id is null then
    return null; -- words
  end if;

  if food_portion_id is not null then
    raise exception 'A recipe has no portions of a food; write servings.' using errcode = 'TF031';
  end if;
  select r.* into v_recipe from app_public.recipes r
   where r.id = recipe_id and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']);
  if not found then
    raise exception 'There is no such recipe.' using errcode = 'TF404';
  end if;
  if unit_code = 'serving' then
    return null;
  end if;
  select u.* into v_unit from app_public.units u where u.code = unit_code;
  if v_unit.dimension is distinct from 'mass' then
    raise exception '% of "%" cannot be converted to grams.', coalesce(unit_code, 'No unit'), v_recipe.name
      using errcode = 'TF032', detail = json_build_object('food', v_recipe.name, 'unit', unit_code)::text;
  end if;
  if v_recipe.cooked_weight_g is null then
    raise exception 'The cooked weight of "%" is not known: write servings instead of %.', v_recipe.name, v_unit.name using errcode = 'TF034';
  end if;
  return amount * v_unit.factor;
end $$;

comment on function app_private.item_grams(uuid, uuid, uuid, numeric, uuid, text) is
  'What the amount of a food, a recipe or (both null) words comes to in g of edible portion; null for servings of a recipe and for words. TF400 neither or both of portion and unit, TF030 amount, TF031 portion of another food, TF032 no conversion, TF034 a recipe without cooked weight.';
revoke execute on function app_private.item_grams(uuid, uuid, uuid, numeric, uuid, text) from public;
grant execute on function app_private.item_grams(uuid, uuid, uuid, numeric, uuid, text) to tf_definer;
