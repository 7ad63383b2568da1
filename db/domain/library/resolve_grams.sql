create or replace function app_private.resolve_grams(org uuid, food_id uuid, amount numeric, food_portion_id uuid, unit_code text) returns numeric
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_food app_public.foods;
  v_unit app_public.units;
  v_portion_grams numeric;
begin
  if amount is null or amount <= 0 or amount > 100000 then -- NaN and infinity are greater than any number
    raise exception 'An amount must be above 0 and at most 100 000.' using errcode = 'TF030';
  end if;
  select f.* into v_food from app_public.foods f
   where f.id = resolve_grams.food_id and f.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']);
  if not found then
    raise exception 'There is no such food.' using errcode = 'TF404';
  end if;

  if food_portion_id is not null then
    select p.grams into v_portion_grams from app_public.food_portions p
     where p.id = food_portion_id and p.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
       and (p.food_org_id, p.food_id) = (v_food.org_id, v_food.id);
    if not found then
      raise exception 'The portion is not one of "%".', v_food.name using errcode = 'TF031';
    end if;
    return amount * v_portion_grams;
  end if;

  select u.* into v_unit from app_public.units u where u.code = unit_code;
  if v_unit.dimension = 'mass' then
    return amount * v_unit.factor;
  elsif v_unit.dimension = 'volume' and v_food.density_g_per_ml is not null then
    return amount * v_unit.factor * v_food.density_g_per_ml;
  end if;
  if v_unit.dimension = 'volume' then
    raise exception '"%" has no density: % cannot be converted to grams.', v_food.name, v_unit.name
      using errcode = 'TF032', detail = json_build_object('food', v_food.name, 'unit', unit_code, 'foodId', v_food.id)::text;
  end if;
  raise exception '% of "%" cannot be converted to grams.', coalesce(v_unit.name, unit_code, 'No unit'), v_food.name
    using errcode = 'TF032', detail = json_build_object('food', v_food.name, 'unit', unit_code, 'foodId', v_food.id)::text;
end $$;

comment on function app_private.resolve_grams(uuid, uuid, numeric, uuid, text) is
  'Edible grams of an amount of a food: a portion of that very food, else a mass unit, else a volume unit with the food''s density (CLINICAL 9). TF030 amount, TF031 portion of another food, TF032 no conversion, TF404 food.';
grant execute on function app_private.resolve_grams(uuid, uuid, numeric, uuid, text) to tf_definer;
