-- The packing of food_panels: amounts below a million with four decimals, times grams with nine, are integers in blocks of 32 digits.
-- Grams with more decimals are shifted to the left, into the digits that weights which anybody eats leave free. What does not fit is
-- packed anew, value by value, in blocks that are wide enough: a sum that ran into its neighbour would be a wrong one.
create or replace function app_private.packing_of(foods app_private.item_food[], nutrient_ids integer[]) returns app_private.packing
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
declare
  v_packed constant integer[] := app_private.packed_nutrient_ids();
  v_beside constant integer[] := array(select distinct n.id from unnest(nutrient_ids) n(id) where n.id <> all (v_packed));
  v_packing app_private.packing;
  v_scale integer;
  v_grams numeric;
  v_decimals integer;
  v_most numeric;
  v_food_ids uuid[];
begin
  select coalesce(max(scale(f.grams)), 0), coalesce(sum(f.grams), 0), array_agg(f.food_id) into v_scale, v_grams, v_food_ids from unnest(foods) f;
  v_packing.nutrient_ids := v_packed || v_beside;
  v_packing.shift := greatest(v_scale - 9, 0);
  if v_packing.shift <= 7 and v_grams < ('1' || repeat('0', 13 - v_packing.shift))::numeric
     and not exists (select from app_private.food_panels p where p.packed is null and p.food_id = any (v_food_ids))
     and (v_beside = '{}' or not exists (
       select from unnest(foods) f join app_public.food_nutrients n on (n.org_id, n.food_id) = (f.food_org_id, f.food_id) and n.nutrient_id = any (v_beside)
        where not app_private.amount_fits(n.amount))) then
    v_packing.stored := cardinality(v_packed);
    v_packing.width := 32;
    v_packing.decimals := 15 + v_packing.shift;
    return v_packing;
  end if;

  select coalesce(max(scale(n.amount)), 0), coalesce(max(n.amount), 0) into v_decimals, v_most
    from unnest(foods) f join app_public.food_nutrients n on (n.org_id, n.food_id) = (f.food_org_id, f.food_id) and n.nutrient_id = any (v_packing.nutrient_ids);
  v_packing.stored := 0;
  v_packing.shift := 0;
  v_packing.decimals := v_decimals + v_scale + 2;
  v_packing.width := v_packing.decimals + length(ceil((v_most + 1) * (v_grams + 1))::text);
  return v_packing;
end $$;

create or replace function app_private.amount_fits(amount numeric) returns boolean
  language sql immutable parallel safe
as $$ select amount < 1000000 and amount = pg_catalog.round(amount, 4) $$;

comment on function app_private.packing_of(app_private.item_food[], integer[]) is
  'How what these foods hold is packed: of packed_nutrient_ids(), and of what else is asked for. stored is 0 where food_panels.packed does not serve.';
comment on function app_private.amount_fits(numeric) is 'Whether an amount in 100 g fits into a block of food_panels.packed.';
revoke execute on function app_private.packing_of(app_private.item_food[], integer[]), app_private.amount_fits(numeric) from public;
grant execute on function app_private.packing_of(app_private.item_food[], integer[]), app_private.amount_fits(numeric) to tf_definer;
