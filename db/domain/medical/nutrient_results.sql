-- Amounts stay packed, one number for all nutrients, until they are judged: items are summed to meals, meals to days, days to the average.
-- A block of digits is cut out only of what a rule asks for there, and goes on only where it is open or beyond the strictest bound.
-- One statement; joins are of lists that the planner takes for short: without nested loops it hashes them.
create or replace function app_private.nutrient_results(
  rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], day_count integer
) returns setof app_private.rule_result
  language plpgsql stable rows 1000
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
declare
  v_packing constant app_private.packing := app_private.packing_of(foods, array(select r.nutrient_id from unnest(rules) r where r.nutrient_id is not null));
  v_width constant integer := v_packing.width;
  v_unit constant numeric := ('1e-' || v_packing.decimals)::numeric;
  v_first constant numeric := ('1' || repeat('0', v_width * cardinality(v_packing.nutrient_ids) + v_packing.shift))::numeric; -- so that each block has its place
  v_no_bits constant bit varying := repeat('0', cardinality(v_packing.nutrient_ids))::bit varying;
  v_most constant numeric := ('1' || repeat('0', v_width))::numeric - 1;
  v_has_shares constant boolean := exists (select from unnest(rules) r where r.basis = 'energy_percent');
  v_day_numbers integer[];
  v_meal_ids uuid[];
  v_item_ids uuid[];
  v_has_alternatives boolean;
  v_has_dishes boolean;
begin
  select array_agg(i.day_number), array_agg(i.meal_id), array_agg(i.item_id), bool_or(i.slot_id <> i.item_id), bool_or(i.recipe_id is not null)
    into v_day_numbers, v_meal_ids, v_item_ids, v_has_alternatives, v_has_dishes from unnest(items) i;
  return query
  with rule as materialized (
    select r.ordinality::integer as rule_index, r.nutrient_id, r.scope, r.minimum, r.maximum, r.effect, r.basis is not distinct from 'energy_percent' as is_share, r.max_variation_percent * 0.01 as tolerance,
           trim_scale(round(r.minimum, 6)) as shown_minimum, trim_scale(round(r.maximum, 6)) as shown_maximum
      from unnest(rules) with ordinality r where r.effect in ('nutrient_bound', 'nutrient_variation')
  ), nutrient as materialized ( -- where its digits begin, and the strictest bounds of single items and meals, these as digits
    select p.position::integer - 1 as bit, 2 + v_packing.shift + (p.position::integer - 1) * v_width as digit, p.id as nutrient_id,
           (cardinality(v_packing.nutrient_ids) - p.position::integer) * v_width as digits_after,
           ('1e-' || v_packing.decimals + (cardinality(v_packing.nutrient_ids) - p.position) * v_width)::numeric as unit, r.*,
           convert_to(lpad(least(floor(least(r.maximum, r.meal_maximum) / v_unit), v_most)::text, v_width, '0'), 'UTF8') as highest,
           case when r.meal_minimum is not null then convert_to(lpad(least(ceil(r.meal_minimum / v_unit), v_most)::text, v_width, '0'), 'UTF8') end as lowest
      from unnest(v_packing.nutrient_ids) with ordinality p(id, position)
      join (select u.nutrient_id as ruled_id, bool_or(u.scope = 'item') as of_items, bool_or(u.scope is distinct from 'item') as of_sums,
                   bool_or(u.scope = 'meal') as of_meals, bool_or(u.scope is null or u.scope = 'day') as of_days, bool_or(u.scope = 'average_day') as of_average, bool_or(u.is_share) as of_shares,
                   max(u.minimum) filter (where u.scope = 'item') as minimum, min(u.maximum) filter (where u.scope = 'item') as maximum,
                   max(u.minimum) filter (where u.scope = 'meal') as meal_minimum, min(u.maximum) filter (where u.scope = 'meal') as meal_maximum
              from (select r.nutrient_id, r.scope, r.minimum, r.maximum, false as is_share from rule r where not r.is_share
                    union all
                    select i.id, null, null, null, true from rule r cross join unnest(array[r.nutrient_id, 208]) i(id) where r.is_share) u
             group by u.nutrient_id) r on r.ruled_id = p.id
  ), thing as materialized (
    select i.ordinality::integer as item_number, i.day_number, i.meal_id, i.slot_id, i.item_id,
           v_has_alternatives and i.slot_id in (select a.slot_id from unnest(items) a where a.slot_id <> a.item_id) as has_alternatives
      from unnest(items) with ordinality i
  ), food as materialized (
    select f.*, not f.has_alternatives and (not v_has_dishes or f.item_number not in (select u.item_number from unnest(foods) u group by u.item_number having count(*) > 1)) as is_simple
      from (select w.item_number, v_day_numbers[w.item_number] as day_number, v_meal_ids[w.item_number] as meal_id, w.food_number, w.hash, w.lacking, w.lacks, w.weighed,
                   v_has_alternatives and w.item_number in (select t.item_number from thing t where t.has_alternatives) as has_alternatives
              from app_private.weighed_foods(foods, v_packing) w offset 0) f
  ), item_amount as materialized ( -- of items of several foods, and of those that others stand beside
    select d.item_number, n.nutrient_id, app_private.unpacked_amount(d.digits, n.digit, v_width, v_unit) as known, get_bit(d.lacks, n.bit) = 1 as is_open,
           n.of_items and not d.is_simple as of_items, n.of_sums and d.has_alternatives as of_sums, n.bit
      from (select f.item_number, f.has_alternatives, f.is_simple, bit_or(f.lacks) as lacks, convert_to((v_first + coalesce(sum(f.weighed), 0))::text, 'UTF8') as digits
              from food f where not f.is_simple or v_has_shares group by f.item_number, f.has_alternatives, f.is_simple) d
     cross join nutrient n
     where n.of_shares or not d.is_simple and (n.of_items or n.of_sums and d.has_alternatives)
  ), slot as ( -- of alternatives the worst counts against a maximum, the lowest against a minimum (CLINICAL 8)
    select a.bit, t.meal_id, t.day_number, max(a.known) as high, min(a.known) as low,
           min(a.known) filter (where not a.is_open) as low_closed, bool_or(a.is_open) as is_open
      from item_amount a join thing t on t.item_number = a.item_number where a.of_sums
     group by a.bit, t.meal_id, t.day_number, t.slot_id
  ), packed_slot as ( -- as if it were one food with the most, the least, and the least of those without an unknown
    select s.meal_id, s.day_number, sum(s.high * b.block) as high, sum(s.low * b.block) as low, sum(coalesce(s.low_closed, 0) * b.block) as low_closed,
           bit_or(case when s.is_open then b.bits else v_no_bits end) as lacks, bit_or(case when s.low_closed is null then b.bits else v_no_bits end) as lacks_all
      from slot s
      join (select n.bit, set_bit(v_no_bits, n.bit, 1) as bits,
                   ('1' || repeat('0', v_packing.decimals + v_width * (cardinality(v_packing.nutrient_ids) - 1 - n.bit)))::numeric as block from nutrient n) b on b.bit = s.bit
     group by s.meal_id, s.day_number
  ), meal as materialized ( -- without alternatives low and low_closed are high
    select f.meal_id, f.day_number, sum(f.weighed) as high, null::numeric as low, null::numeric as low_closed, bit_or(f.lacks) as lacks, null::bit varying as lacks_all
      from food f where not v_has_alternatives group by f.meal_id, f.day_number
    union all
    select m.meal_id, m.day_number, sum(m.high), sum(m.low), sum(m.low_closed), bit_or(m.lacks), bit_or(m.lacks_all)
      from (select f.meal_id, f.day_number, f.weighed as high, f.weighed as low, f.weighed as low_closed, f.lacks, f.lacks as lacks_all from food f where not f.has_alternatives
            union all select s.* from packed_slot s) m
     where v_has_alternatives group by m.meal_id, m.day_number
  ), meal_amount as materialized ( -- only what may break a rule, or hide a single food that does; meals that are open and no more are counted at once
    select a.nutrient_id, a.day_number, a.meal_id, a.meal_ids, a.places, a.high, coalesce(a.low, a.high) as low,
           case when v_has_alternatives then a.low_closed when not a.is_open then a.high end as low_closed, a.is_open
      from (select m.nutrient_id, min(m.day_number) as day_number, any_value(m.meal_id) as meal_id, array_agg(m.meal_id) filter (where not m.is_near) as meal_ids, count(*) as places,
                   encode(max(m.high), 'escape')::numeric * v_unit as high, encode(max(m.low), 'escape')::numeric * v_unit as low, -- of as many digits the greater number is the greater text
                   encode(max(m.low_closed) filter (where not m.is_all_open), 'escape')::numeric * v_unit as low_closed, bool_or(m.is_open) as is_open
              from (select n.nutrient_id, m.day_number, m.meal_id, substr(m.high, n.digit, v_width) as high, substr(m.low, n.digit, v_width) as low, substr(m.low_closed, n.digit, v_width) as low_closed,
                           get_bit(m.lacks, n.bit) = 1 as is_open, get_bit(m.lacks_all, n.bit) = 1 as is_all_open,
                           n.minimum is not null or n.lowest is not null or coalesce(substr(m.high, n.digit, v_width) > n.highest, false) as is_near
                      from nutrient n
                      join (select m.day_number, m.meal_id, m.lacks, m.lacks_all, convert_to((v_first + coalesce(m.high, 0))::text, 'UTF8') as high,
                                   convert_to((v_first + m.low)::text, 'UTF8') as low, convert_to((v_first + m.low_closed)::text, 'UTF8') as low_closed from meal m offset 0) m
                        on n.minimum is not null or n.of_meals and get_bit(m.lacks, n.bit) = 1 or substr(m.high, n.digit, v_width) > n.highest
                           or substr(coalesce(m.low, m.high), n.digit, v_width) < n.lowest
                     where n.of_meals or n.of_items offset 0) m
             group by m.nutrient_id, case when m.is_near then m.meal_id end offset 0) a
  ), day as materialized (
    select m.day_number, sum(m.high) as high, sum(m.low) as low, sum(m.low_closed) as low_closed, bit_or(m.lacks) as lacks, bit_or(m.lacks_all) as lacks_all
      from meal m group by m.day_number
  ), of_day as materialized ( -- of each day the foods without a value, and how many single ones there are: [0, ∞) of each (CLINICAL 3); first_… of those that no earlier day has
    select l.nutrient_id, l.day_number, string_agg(l.name, ',') filter (where l.is_first_of_day) as foods,
           concat_ws(' ', count(*) filter (where l.is_first_of_day), bit_xor(l.hash) filter (where l.is_first_of_day)) as evidence,
           string_agg(l.name, ',') filter (where l.is_first) as first_foods, count(*) filter (where l.is_first) as first_count, bit_xor(l.hash) filter (where l.is_first) as first_hash,
           count(l.item_number)::integer as places, any_value(l.item_number) as item_number
      from (select f.day_number, f.name, f.hash, f.item_number, f.is_first, f.is_first_of_day, unnest(f.lacking) as nutrient_id
              from (select f.day_number, f.food_number::text as name, f.hash, f.lacking, case when f.is_simple then f.item_number end as item_number,
                           row_number() over w = 1 as is_first, lag(f.day_number) over w is distinct from f.day_number as is_first_of_day
                      from food f window w as (partition by f.food_number order by f.day_number)) f offset 0) l
     where l.nutrient_id in (select n.nutrient_id from nutrient n)
     group by l.nutrient_id, l.day_number
  ), of_all as materialized (
    select d.nutrient_id, array_to_string(array_sort(string_to_array(string_agg(d.first_foods, ','), ',')::integer[]), ',') as foods,
           concat_ws(' ', sum(d.first_count), bit_xor(d.first_hash)) as evidence, sum(d.places) as places, any_value(d.item_number) as item_number
      from of_day d group by d.nutrient_id
  ), day_amount as materialized ( -- and, without a day_number, the average day
    select c.nutrient_id, c.day_number, c.high, coalesce(c.low, c.high) as low, case when not c.is_all_open then coalesce(c.low_closed, c.high) end as low_closed, c.is_open,
           l.foods, l.evidence
      from (select n.nutrient_id, d.day_number, app_private.unpacked_amount(d.high, n.digit, v_width, v_unit) as high,
                   app_private.unpacked_amount(d.low, n.digit, v_width, v_unit) as low, app_private.unpacked_amount(d.low_closed, n.digit, v_width, v_unit) as low_closed,
                   get_bit(d.lacks, n.bit) = 1 as is_open, get_bit(d.lacks_all, n.bit) = 1 as is_all_open
              from (select d.day_number, d.lacks, coalesce(d.lacks_all, d.lacks) as lacks_all, convert_to((v_first + coalesce(d.high, 0))::text, 'UTF8') as high,
                           convert_to((v_first + d.low)::text, 'UTF8') as low, convert_to((v_first + d.low_closed)::text, 'UTF8') as low_closed
                      from (select d.* from day d
                            union all
                            select null::integer, sum(d.high), sum(d.low), sum(d.low_closed), bit_or(d.lacks), bit_or(d.lacks_all) from day d having count(*) > 0) d offset 0) d
              join nutrient n on case when d.day_number is null then n.of_average else n.of_days end offset 0) c
      left join (select d.nutrient_id, d.day_number, d.foods, d.evidence from of_day d
                 union all
                 select a.nutrient_id, null::integer, a.foods, a.evidence from of_all a) l on l.nutrient_id = c.nutrient_id and coalesce(l.day_number, 0) = coalesce(c.day_number, 0)
  ), suspect as ( -- single foods that alone may break a rule about items: none holds more than its meal does
    select s.nutrient_id, s.day_number, s.meal_id, s.item_number, s.known
      from (select n.nutrient_id, f.day_number, f.meal_id, f.item_number, (trunc(f.weighed, -n.digits_after) - trunc(f.weighed, -n.digits_after - v_width)) * n.unit as known, n.minimum, n.maximum
              from nutrient n
              join meal_amount a on a.nutrient_id = n.nutrient_id and (a.high > n.maximum or n.minimum is not null)
              join food f on f.meal_id = a.meal_id and f.is_simple
             where get_bit(f.lacks, n.bit) = 0 offset 0) s
     where s.known > s.maximum or s.known < s.minimum
  ), judged as (
    -- [known, ∞) against a maximum: known above it is broken, else open; against a minimum: known at it is kept, else open (CLINICAL 19).
    -- What divides into thirds is not exact: a value that is shown as its bound just keeps it.
    select r.rule_index, p.*, r.minimum, r.maximum, r.shown_minimum, r.shown_maximum, coalesce(p.high > r.maximum and round(p.high, 6) > r.maximum, false) as is_above,
           case when p.high > r.maximum and round(p.high, 6) > r.maximum or p.low_closed < r.minimum and round(p.low_closed, 6) < r.minimum then 'broken'
                when p.is_open and (r.maximum is not null or round(p.low, 6) < r.minimum) then 'open' end as state
      from (select 'meal'::app_public.bound_scope as scope, a.nutrient_id, a.day_number, a.meal_id, a.meal_ids, null::integer as item_number, a.places, a.high, a.low, a.low_closed, a.is_open,
                   null::text as foods, null::text as evidence
              from meal_amount a
            union all
            select 'day'::app_public.bound_scope, d.nutrient_id, d.day_number, null::uuid, null::uuid[], null::integer, 1,
                   d.high, d.low, d.low_closed, d.is_open, d.foods, d.evidence from day_amount d where d.day_number is not null
            union all
            select 'average_day'::app_public.bound_scope, d.nutrient_id, null::integer, null::uuid, null::uuid[], null::integer, 1,
                   d.high / day_count, d.low / day_count, d.low_closed / day_count, d.is_open, d.foods, d.evidence from day_amount d where d.day_number is null
            union all
            select 'item'::app_public.bound_scope, s.nutrient_id, s.day_number, s.meal_id, null::uuid[], s.item_number, 1, s.known, s.known, s.known, false, null::text, null::text from suspect s
            union all
            select 'item'::app_public.bound_scope, a.nutrient_id, v_day_numbers[a.item_number], v_meal_ids[a.item_number], null::uuid[], a.item_number, 1, a.known, a.known,
                   case when not a.is_open then a.known end, a.is_open, null::text, null::text
              from item_amount a where a.of_items) p
      join rule r on r.nutrient_id = p.nutrient_id and r.scope = p.scope
     where not r.is_share
    offset 0
  ), week as ( -- what all days hold together; days without items do not count
    select d.nutrient_id, count(*) as days, sum(d.high) as high, sum(d.low) as low, sum(d.low_closed) as low_closed, count(*) - count(d.low_closed) as all_open,
           count(*) filter (where d.is_open) as open
      from day_amount d where d.day_number is not null group by d.nutrient_id
  ), beside as ( -- of each day what all other days hold
    select w.rule_index, w.tolerance, w.days, w.high_by, w.low_by, d.*, w.high - d.high as others_high,
           case when w.all_open = (d.low_closed is null)::integer then coalesce(w.low_closed, 0) - coalesce(d.low_closed, 0) end as others_low,
           w.low as all_low, w.open > d.is_open::integer as is_other_open
      from (select r.rule_index, r.tolerance, w.*, w.days - 1 - r.tolerance as high_by, w.days - 1 + r.tolerance as low_by
              from rule r join week w on w.nutrient_id = r.nutrient_id where r.effect = 'nutrient_variation' offset 0) w
      join day_amount d on d.nutrient_id = w.nutrient_id
     where d.day_number is not null
  ), varied as ( -- days × amount > (1 + tolerance) × (amount + others), the amount on one side; a day's part of the mean grows with it and
    -- shrinks with the others: each is taken with what makes the difference greatest
    select b.*,
           coalesce(round(b.high * b.high_by - (1 + b.tolerance) * b.others_low, 6) > 0, false) as is_high,
           coalesce(round(b.low_closed * b.low_by - (1 - b.tolerance) * b.others_high, 6) < 0, false) as is_low
      from beside b offset 0
  ), apart as (
    select v.*, v.is_high or v.is_low as is_broken, v.is_low and not v.is_high as is_below,
           case when v.is_high then (v.high + v.others_low) / v.days when v.is_low then (v.low_closed + v.others_high) / v.days end as mean
      from varied v
     where v.is_high or v.is_low
           -- of n days none exceeds the mean by n times or more, and none falls short by all of it
        or v.high_by > 0 and (v.is_open or round(v.high * v.high_by - (1 + v.tolerance) * (v.all_low - v.low), 6) > 0)
        or v.tolerance < 1 and (v.is_other_open or round(v.low * v.low_by - (1 - v.tolerance) * v.others_high, 6) < 0)
    offset 0
  ), found as materialized ( -- what cannot be decided about single items or meals, or about how days vary, is told once a rule, so that it stays readable
    select j.state = 'open' and j.scope in ('item', 'meal') as is_together, j.is_open and j.scope in ('item', 'meal') as is_placed, j.rule_index, j.nutrient_id, j.state, j.scope::text as scope,
           j.day_number, j.meal_id, j.meal_ids, j.item_number, j.places,
           case when j.is_above or j.minimum is null then j.high when j.state = 'broken' then j.low_closed when j.low < j.minimum then j.low else j.high end as observed,
           j.is_open and (j.is_above or j.state = 'open') as observed_is_minimum, j.shown_minimum as minimum, j.shown_maximum as maximum,
           j.foods, j.evidence
      from judged j where j.state is not null
    union all
    -- Without a weight the limit itself is unknown (CLINICAL 24).
    select r.scope in ('item', 'meal'), r.is_share, r.rule_index, r.nutrient_id, 'open', r.scope::text, null::integer, null::uuid, null::uuid[], null::integer, 1::bigint, null::numeric, false, null::numeric, null::numeric,
           a.foods, a.evidence
      from rule r left join of_all a on a.nutrient_id = r.nutrient_id
     where r.effect = 'nutrient_bound' and num_nonnulls(r.minimum, r.maximum) = 0
    union all
    select s.state = 'open' and s.scope in ('item', 'meal'), true, s.rule_index, r.nutrient_id, s.state, s.scope, s.day_number, s.meal_id, null::uuid[],
           array_position(v_item_ids, s.item_id), 1::bigint, s.observed, s.observed_is_minimum, r.shown_minimum, r.shown_maximum, null::text, null::text
      from app_private.energy_share_results(rules, false, array(
             select row(t.item_id, t.slot_id, t.day_number, t.meal_id, a.nutrient_id, a.known, a.is_open)::app_private.item_amount
               from item_amount a join thing t on t.item_number = a.item_number
               join nutrient n on n.nutrient_id = a.nutrient_id and n.of_shares)) s
      join rule r on r.rule_index = s.rule_index
     where v_has_shares
    union all
    select not v.is_broken, false, v.rule_index, v.nutrient_id, case when v.is_broken then 'broken' else 'open' end, 'day', v.day_number, null::uuid, null::uuid[], null::integer, 1::bigint,
           case when v.is_below then v.low_closed else v.high end, v.is_open and not v.is_below,
           trim_scale(round(v.mean * greatest(1 - v.tolerance, 0), 6)), trim_scale(round(v.mean * (1 + v.tolerance), 6)),
           v.foods, v.evidence
      from apart v
  ), together as materialized ( -- with the foods without a value that are behind it: all, or those of its own places
    select f.*, r.nutrient_id, r.is_share, a.foods, a.evidence,
           r.is_share or r.effect = 'nutrient_bound' and (r.minimum is not null and r.maximum is null or f.rule_index in (
             select p.rule_index from found p where p.state = 'broken' and p.is_placed)) as is_placed
      from (select f.rule_index, min(f.scope) as scope, min(f.day_number) as day_number, any_value(f.meal_id) as meal_id, any_value(f.item_number) as item_number, sum(f.places) as places,
                   max(f.observed) as observed, bool_or(f.observed_is_minimum) as observed_is_minimum, min(f.minimum) as minimum, min(f.maximum) as maximum
              from (select f.rule_index, f.scope, f.day_number, f.meal_id, f.item_number, f.places, f.observed, f.observed_is_minimum, f.minimum, f.maximum
                      from found f where f.is_together
                    union all -- single foods without a value, of which nothing is known to be in them
                    select r.rule_index, 'item', null::integer, null::uuid, h.item_number, h.places, 0::numeric, true, r.shown_minimum, r.shown_maximum
                      from rule r
                      join of_all h on h.nutrient_id = r.nutrient_id and h.places > 0
                     where r.scope = 'item' and not r.is_share and (r.maximum is not null or r.minimum > 0)) f
             group by f.rule_index) f
      join rule r on r.rule_index = f.rule_index
      left join of_all a on a.nutrient_id = r.nutrient_id
  ), placed as materialized (
    select f.is_together, f.rule_index, f.nutrient_id, r.is_share, concat_ws(' ', f.day_number, f.meal_id, f.item_number) as place, f.state, f.scope,
           f.day_number, f.meal_id, f.item_number, f.places, f.observed, f.observed_is_minimum, f.minimum, f.maximum
      from found f join rule r on r.rule_index = f.rule_index where f.is_placed and not f.is_together
    union all
    select true, t.rule_index, t.nutrient_id, t.is_share, 'together', 'open', t.scope, t.day_number, t.meal_id, t.item_number, t.places, t.observed, t.observed_is_minimum, t.minimum, t.maximum
      from together t where t.is_placed
  ), sought as ( -- whose foods: of a share of energy also what energy itself lacks, of single items also those of which nothing is known to be in them
    select p.rule_index, p.place, n.id as nutrient_id,
           case when p.item_number is not null then 'item ' || p.item_number when m.id is not null then 'meal ' || m.id when p.day_number is not null then 'day ' || p.day_number else 'all' end as whose
      from (select p.rule_index, p.place, p.nutrient_id, p.is_share, f.day_number, f.meal_id, f.meal_ids, f.item_number
              from placed p join found f on f.rule_index = p.rule_index and f.is_together where p.is_together
            union all
            select p.rule_index, p.place, p.nutrient_id, p.is_share, p.day_number, p.meal_id, null::uuid[], p.item_number
              from placed p where not p.is_together) p
     cross join lateral unnest(case when p.is_share then array[p.nutrient_id, 208] else array[p.nutrient_id] end) n(id)
     cross join lateral unnest(coalesce(p.meal_ids, array[p.meal_id])) m(id)
    union all
    select p.rule_index, p.place, p.nutrient_id, 'simple' from placed p where p.is_together and p.scope = 'item' and not p.is_share
  ), hole as (
    select n.nutrient_id, f.food_number, f.hash,
           unnest(array['item ' || f.item_number, 'meal ' || f.meal_id, 'day ' || f.day_number, 'all', case when f.is_simple then 'simple' end]) as whose
      from nutrient n join food f on get_bit(f.lacks, n.bit) = 1
     where n.nutrient_id in (select p.nutrient_id from placed p) or v_has_shares and n.nutrient_id = 208
  ), of_place as (
    select b.rule_index, b.place, string_agg(b.food_number::text, ',') as foods, concat_ws(' ', count(*), bit_xor(b.hash)) as evidence
      from (select distinct on (s.rule_index, s.place, h.food_number) s.rule_index, s.place, h.food_number, h.hash
              from sought s join hole h on (h.nutrient_id, h.whose) = (s.nutrient_id, s.whose)
             order by s.rule_index, s.place, h.food_number) b
     group by b.rule_index, b.place
  )
  select t.rule_index, t.state, t.scope, case when t.places = 1 then coalesce(t.day_number, v_day_numbers[t.item_number]) end,
         case when t.places = 1 then coalesce(t.meal_id, v_meal_ids[t.item_number]) end, case when t.places = 1 then v_item_ids[t.item_number] end,
         trim_scale(round(t.observed, 6)), t.observed_is_minimum, t.minimum, t.maximum, null::text, null::integer[], t.foods, null::text, coalesce(t.evidence, '')
    from (select f.rule_index, f.state, f.scope, f.day_number, f.meal_id, f.item_number, f.places, f.observed, f.observed_is_minimum, f.minimum, f.maximum, f.foods, f.evidence
            from found f where not f.is_together and not f.is_placed
          union all
          select t.rule_index, 'open', t.scope, t.day_number, t.meal_id, t.item_number, t.places, t.observed, t.observed_is_minimum, t.minimum, t.maximum, t.foods, t.evidence
            from together t where not t.is_placed
          union all
          select p.rule_index, p.state, p.scope, p.day_number, p.meal_id, p.item_number, p.places, p.observed, p.observed_is_minimum, p.minimum, p.maximum, o.foods, o.evidence
            from placed p left join of_place o on (o.rule_index, o.place) = (p.rule_index, p.place)) t;
end $$;

comment on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer) is
  'Which rules about nutrients are broken or open, where, and the foods without a value behind it, by their food_number, with commas between them.';
grant execute on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer) to tf_definer;
