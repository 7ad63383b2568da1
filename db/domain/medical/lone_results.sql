-- A food alone is held against the bounds of single items; against those of meals and days only where it alone is above the maximum.
-- Amounts stay packed until then: of most foods and rules nothing is cut out but what is open or beyond the strictest bound.
create or replace function app_private.lone_results(rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[])
  returns setof app_private.rule_result
  language plpgsql stable rows 10
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
declare
  v_packing constant app_private.packing := app_private.packing_of(foods, array(select r.nutrient_id from unnest(rules) r where r.nutrient_id is not null));
  v_unit constant numeric := ('1e-' || v_packing.decimals)::numeric;
  v_first constant numeric := ('1' || repeat('0', v_packing.width * cardinality(v_packing.nutrient_ids) + v_packing.shift))::numeric; -- so that each block has its place
  v_has_shares constant boolean := exists (select from unnest(rules) r where r.basis = 'energy_percent' and r.scope = 'item');
begin
  return query
  with rule as materialized (
    select r.ordinality::integer as rule_index, r.nutrient_id, r.scope, r.basis, r.minimum, r.maximum
      from unnest(rules) with ordinality r where r.effect = 'nutrient_bound' and r.scope <> 'average_day' and (r.basis <> 'energy_percent' or r.scope = 'item')
  ), nutrient as materialized ( -- where its digits begin, and the strictest bounds; everything counts where a bound is not known
    select p.position::integer - 1 as bit, 2 + v_packing.shift + (p.position::integer - 1) * v_packing.width as digit, p.id as nutrient_id, r.minimum, r.maximum, r.of_items, r.is_every
      from unnest(v_packing.nutrient_ids) with ordinality p(id, position)
      join (select u.nutrient_id, max(u.minimum) as minimum, min(u.maximum) as maximum, bool_or(u.of_items) as of_items, bool_or(u.is_every) as is_every
              from (select r.nutrient_id, case r.scope when 'item' then r.minimum end as minimum, r.maximum, r.scope = 'item' as of_items, r.scope = 'item' and num_nonnulls(r.minimum, r.maximum) = 0 as is_every
                      from rule r where r.basis <> 'energy_percent'
                    union all
                    select i.id, null, null, true, true from rule r cross join unnest(array[r.nutrient_id, 208]) i(id) where r.basis = 'energy_percent') u
             group by u.nutrient_id) r on r.nutrient_id = p.id
  ), food as materialized (
    select f.item_number, f.food_number, f.hash, f.lacking, f.lacks, f.weighed from app_private.weighed_foods(foods, v_packing) f
  ), item as materialized (
    select i.ordinality::integer as item_number, i.item_id from unnest(items) with ordinality i
  ), hole as ( -- what has no value: [known, ∞) (CLINICAL 3)
    select h.item_number, h.nutrient_id, string_agg(h.food_number::text, ',') as foods, count(*) as count, bit_xor(h.hash) as hash
      from (select f.item_number, f.food_number, f.hash, unnest(f.lacking) as nutrient_id from food f offset 0) h
      join nutrient n on n.nutrient_id = h.nutrient_id group by h.item_number, h.nutrient_id
  ), amount as materialized (
    select a.item_number, a.nutrient_id, a.known, a.is_open
      from (select d.item_number, n.nutrient_id, app_private.unpacked_amount(d.digits, n.digit, v_packing.width, v_unit) as known, get_bit(d.lacks, n.bit) = 1 as is_open,
                   n.minimum, n.maximum, n.of_items, n.is_every
              from (select f.item_number, bit_or(f.lacks) as lacks, convert_to((v_first + coalesce(sum(f.weighed), 0))::text, 'UTF8') as digits from food f group by f.item_number) d
             cross join nutrient n offset 0) a
     where a.is_every or a.is_open and a.of_items or a.known > a.maximum or a.known < a.minimum
  ), found as (
    select r.rule_index, s.state, r.scope::text as scope, i.item_id, a.known as observed, a.is_open as observed_is_minimum, r.minimum, r.maximum, h.foods, h.count, h.hash
      from rule r
      join amount a on a.nutrient_id = r.nutrient_id
     cross join lateral (
       select app_private.lone_state(a.known, a.is_open, r.scope, r.minimum, r.maximum) as state offset 0) s
      join item i on i.item_number = a.item_number
      left join hole h on (h.item_number, h.nutrient_id) = (a.item_number, a.nutrient_id)
     where r.basis <> 'energy_percent' and s.state is not null
    union all
    select s.rule_index, s.state, s.scope, s.item_id, s.observed, s.observed_is_minimum, s.minimum, s.maximum, h.foods, h.count, h.hash
      from app_private.energy_share_results(rules, true, array(
             select row(i.item_id, i.item_id, null, null, a.nutrient_id, a.known, a.is_open)::app_private.item_amount
               from amount a join item i on i.item_number = a.item_number)) s
      join rule r on r.rule_index = s.rule_index
      join item i on i.item_id = s.item_id
     cross join lateral (
       select string_agg(f.food_number::text, ',') as foods, count(*) as count, bit_xor(f.hash) as hash
         from food f where f.item_number = i.item_number and f.lacking && array[r.nutrient_id, 208]) h
     where v_has_shares
  )
  select f.rule_index, f.state, f.scope, null::integer, null::uuid, f.item_id, trim_scale(round(f.observed, 6)), f.observed_is_minimum,
         trim_scale(round(f.minimum, 6)), trim_scale(round(f.maximum, 6)), null::text, null::integer[], f.foods, null::text, concat_ws(' ', coalesce(f.count, 0), f.hash)
    from found f;
end $$;

comment on function app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]) is
  'Which rules about nutrients each food or recipe breaks, or leaves open, before it is planned.';
grant execute on function app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]) to tf_definer;
