-- One statement, because the items' amounts (hundreds of items times dozens of nutrients) are walked several times. Joins are of lists
-- that the planner takes for short: without nested loops it hashes them.
create or replace function app_private.nutrient_results(
  rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], day_count integer
) returns setof app_private.rule_result
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
  with rule as materialized (
    select r.ordinality::integer as rule_index, r.effect, r.nutrient_id, r.scope, r.basis, r.minimum, r.maximum, r.max_variation_percent * 0.01 as tolerance
      from unnest(rules) with ordinality r where r.effect in ('nutrient_bound', 'nutrient_variation')
  ), wanted as materialized ( -- the panel is read as one row a food, what is beside it value by value
    select p.ids as panel, array(select r.nutrient_id from rule r union select 208 from rule r where r.basis = 'energy_percent') as ids,
           array(select distinct r.nutrient_id from rule r where r.nutrient_id <> all (p.ids) order by r.nutrient_id) as beside,
           array(select r.nutrient_id from rule r where r.basis = 'energy_percent' union select 208 from rule r where r.basis = 'energy_percent') as of_energy
      from (select app_private.panel_nutrient_ids() as ids offset 0) p
  ), nutrient as materialized ( -- with the strictest bounds of single items: only what passes one of them is looked at again
    select n.id, n.ordinality::integer as position, i.has_item_rule, i.has_sum_rule, n.id = any (w.of_energy) as is_of_energy, i.minimum, i.maximum
      from wanted w cross join unnest(w.panel || w.beside) with ordinality n(id)
     cross join lateral (
       select coalesce(bool_or(r.scope = 'item' and r.basis <> 'energy_percent'), false) as has_item_rule,
              coalesce(bool_or(r.scope <> 'item' and r.basis <> 'energy_percent' or r.effect = 'nutrient_variation'), false) as has_sum_rule,
              max(r.minimum) filter (where r.scope = 'item' and r.basis <> 'energy_percent') as minimum,
              min(r.maximum) filter (where r.scope = 'item' and r.basis <> 'energy_percent') as maximum
         from rule r where r.nutrient_id = n.id) i
     where n.id = any (w.ids)
  ), thing as materialized ( -- meals get numbers, which are quicker to group and to join by
    select i.ordinality::integer as item_number, i.item_id, i.slot_id, i.day_number, i.meal_id,
           dense_rank() over (order by i.day_number, i.meal_id)::integer as meal_number,
           f.food_count, count(*) over (partition by i.slot_id) > 1 as has_alternatives
      from unnest(items) with ordinality i
      join (select u.item_number, count(*) as food_count from unnest(foods) u group by u.item_number) f on f.item_number = i.ordinality
  ), food as materialized (
    select t.item_number, t.day_number, t.meal_number, t.has_alternatives, t.food_count = 1 as is_alone, c.food_number, c.hundreds, c.known, c.unknown
      from app_private.food_contents(foods, (select w.beside from wanted w)) c join thing t on t.item_number = c.item_number
  ), odd as materialized ( -- what has no value, and what alone may break a rule about single items: [known, ∞) where it has none (CLINICAL 3)
    select x.* from (
      select f.item_number, f.meal_number, f.day_number, f.food_number, n.id as nutrient_id, c.known, c.is_open,
             n.has_item_rule and f.is_alone and (c.is_open or c.known > n.maximum or c.known < n.minimum) as is_suspect
        from food f cross join nutrient n
       cross join lateral (select coalesce(f.hundreds * f.known[n.position], 0) as known, coalesce(f.unknown[n.position] > 0, true) as is_open offset 0) c) x
     where x.is_open or x.is_suspect
  ), suspect as ( -- the items that may break a rule about single items
    select o.item_number, o.meal_number, o.day_number, o.nutrient_id, o.known, o.is_open from odd o where o.is_suspect
    union all
    select f.item_number, f.meal_number, f.day_number, n.id, sum(coalesce(f.hundreds * f.known[n.position], 0)), bool_or(coalesce(f.unknown[n.position] > 0, true))
      from food f join nutrient n on n.has_item_rule where not f.is_alone group by f.item_number, f.meal_number, f.day_number, n.id
  ), amount as materialized ( -- every item, where alternatives or shares of energy are compared
    select f.item_number, f.meal_number, f.has_alternatives, n.has_sum_rule, n.id as nutrient_id,
           sum(coalesce(f.hundreds * f.known[n.position], 0)) as known, bool_or(coalesce(f.unknown[n.position] > 0, true)) as is_open
      from food f cross join nutrient n where f.has_alternatives and n.has_sum_rule or n.is_of_energy
     group by f.item_number, f.meal_number, f.has_alternatives, n.has_sum_rule, n.id
  ), course as materialized (
    select distinct t.meal_number, t.meal_id, t.day_number from thing t
  ), plain as materialized ( -- what has no alternatives
    select n.id as nutrient_id, f.meal_number, sum(coalesce(f.hundreds * f.known[n.position], 0)) as known,
           bool_or(coalesce(f.unknown[n.position] > 0, true)) as is_open
      from food f cross join nutrient n where not f.has_alternatives and n.has_sum_rule group by n.id, f.meal_number
  ), slot as materialized ( -- of alternatives the worst counts against a maximum, the lowest against a minimum (CLINICAL 8)
    select a.nutrient_id, a.meal_number, max(a.known) as high, min(a.known) as low,
           min(a.known) filter (where not a.is_open) as low_closed, bool_or(a.is_open) as is_open
      from amount a join thing t on t.item_number = a.item_number where a.has_alternatives and a.has_sum_rule
     group by a.nutrient_id, a.meal_number, t.slot_id
  ), summed as (
    select p.nutrient_id, p.meal_number, p.known as high, p.known as low, case when not p.is_open then p.known end as low_closed, p.is_open
      from plain p where not exists (select from slot)
    union all
    select m.nutrient_id, m.meal_number, sum(m.high), sum(m.low), case when count(m.low_closed) = count(*) then sum(m.low_closed) end, bool_or(m.is_open)
      from (select s.* from slot s
            union all
            select p.nutrient_id, p.meal_number, p.known, p.known, case when not p.is_open then p.known end, p.is_open from plain p) m
     where exists (select from slot) group by m.nutrient_id, m.meal_number
  ), meal as materialized (
    select s.*, c.day_number from summed s join course c on c.meal_number = s.meal_number
  ), day as materialized (
    select m.nutrient_id, m.day_number, sum(m.high) as high, sum(m.low) as low,
           case when count(m.low_closed) = count(*) then sum(m.low_closed) end as low_closed, bool_or(m.is_open) as is_open
      from meal m group by m.nutrient_id, m.day_number
  ), place as (
    select 'item'::app_public.bound_scope as scope, a.nutrient_id, a.day_number, a.meal_number, a.item_number,
           a.known as high, a.known as low, case when not a.is_open then a.known end as low_closed, a.is_open
      from suspect a
    union all select 'meal', m.nutrient_id, m.day_number, m.meal_number, null, m.high, m.low, m.low_closed, m.is_open from meal m
    union all select 'day', d.nutrient_id, d.day_number, null, null, d.high, d.low, d.low_closed, d.is_open from day d
    union all
    select 'average_day', d.nutrient_id, null, null, null, sum(d.high) / day_count, sum(d.low) / day_count,
           case when count(d.low_closed) = count(*) then sum(d.low_closed) / day_count end, bool_or(d.is_open)
      from day d group by d.nutrient_id
  ), judged as (
    -- [known, ∞) against a maximum: known above it is broken, else open; against a minimum: known at it is kept, else open (CLINICAL 19).
    -- What divides into thirds is not exact: a value that is shown as its bound just keeps it.
    select r.rule_index, p.*, r.minimum, r.maximum, coalesce(p.high > r.maximum and round(p.high, 6) > r.maximum, false) as is_above,
           case when p.high > r.maximum and round(p.high, 6) > r.maximum or p.low_closed < r.minimum and round(p.low_closed, 6) < r.minimum then 'broken'
                when p.is_open and (r.maximum is not null or round(p.low, 6) < r.minimum) then 'open' end as state
      from place p join rule r on r.nutrient_id = p.nutrient_id and r.scope = p.scope
     where r.effect = 'nutrient_bound' and r.basis <> 'energy_percent'
  ), beside as ( -- of each day what all other days hold; days without items do not count
    select r.rule_index, r.tolerance, d.*, count(*) over w as days, sum(d.high) over w - d.high as others_high,
           case when count(d.low_closed) over w - (d.low_closed is not null)::integer = count(*) over w - 1
                then coalesce(sum(d.low_closed) over w, 0) - coalesce(d.low_closed, 0) end as others_low,
           sum(d.low) over w - d.low as others_least, sum(d.is_open::integer) over w > d.is_open::integer as is_other_open
      from rule r join day d on d.nutrient_id = r.nutrient_id
     where r.effect = 'nutrient_variation'
    window w as (partition by r.rule_index)
  ), varied as ( -- a day's part of the mean grows with it and shrinks with the others: each is taken with what makes the difference greatest
    select b.*,
           coalesce(round(b.high * b.days - (1 + b.tolerance) * (b.high + b.others_low), 6) > 0, false) as is_high,
           coalesce(round(b.low_closed * b.days - (1 - b.tolerance) * (b.low_closed + b.others_high), 6) < 0, false) as is_low,
           -- of n days none exceeds the mean by n times or more, and none falls short by all of it
           b.days > 1 + b.tolerance and (b.is_open or round(b.high * b.days - (1 + b.tolerance) * (b.high + b.others_least), 6) > 0) as could_be_high,
           b.tolerance < 1 and (b.is_other_open or round(b.low * b.days - (1 - b.tolerance) * (b.low + b.others_high), 6) < 0) as could_be_low
      from beside b
  ), apart as (
    select v.*, v.is_low and not v.is_high as is_below,
           case when v.is_high then (v.high + v.others_low) / v.days when v.is_low then (v.low_closed + v.others_high) / v.days end as mean
      from varied v where v.is_high or v.is_low or v.could_be_high or v.could_be_low
  ), found as materialized (
    select row_number() over ()::integer as number, f.* from (
      select j.rule_index, j.state, j.scope::text as scope, j.day_number, j.meal_number, j.item_number,
             case when j.is_above or j.minimum is null then j.high when j.state = 'broken' then j.low_closed when j.low < j.minimum then j.low else j.high end as observed,
             j.is_open and (j.is_above or j.state = 'open') as observed_is_minimum, j.minimum, j.maximum, j.is_open
        from judged j where j.state is not null
      union all
      -- Without a weight the limit itself is unknown (CLINICAL 24).
      select r.rule_index, 'open', r.scope::text, null, null, null, null, false, null, null, true
        from rule r where r.effect = 'nutrient_bound' and num_nonnulls(r.minimum, r.maximum) = 0
      union all
      select s.rule_index, s.state, s.scope, s.day_number, (select t.meal_number from thing t where t.meal_id = s.meal_id limit 1),
             (select t.item_number from thing t where t.item_id = s.item_id), s.observed, s.observed_is_minimum, s.minimum, s.maximum, true
        from app_private.energy_share_results(rules, false, array(
               select row(t.item_id, t.slot_id, t.day_number, t.meal_id, a.nutrient_id, a.known, a.is_open)::app_private.item_amount
                 from amount a join thing t on t.item_number = a.item_number
                where a.nutrient_id = any (array(select n.id from nutrient n where n.is_of_energy)))) s
       where exists (select from rule r where r.basis = 'energy_percent')
      union all
      select v.rule_index, case when v.is_high or v.is_low then 'broken' else 'open' end, 'day', v.day_number, null, null,
             case when v.is_below then v.low_closed else v.high end, v.is_open and not v.is_below,
             v.mean * greatest(1 - v.tolerance, 0), v.mean * (1 + v.tolerance), v.is_open
        from apart v) f
  ), placed as materialized ( -- what cannot be decided about single items or meals is told once a rule, so that it stays readable
    select f.*, r.nutrient_id, r.basis, r.effect = 'nutrient_variation' as is_of_all_days,
           case when f.state = 'open' and (f.scope in ('item', 'meal') or r.effect = 'nutrient_variation') then -f.rule_index else f.number end as told
      from found f join rule r on r.rule_index = f.rule_index
  ), told as materialized ( -- with whose foods without a value are behind it: all, a day's, or those of its own places
    select f.*, case when f.basis = 'energy_percent' then 'place'
                     when f.state = 'broken' and not f.is_open then null
                     when f.told < 0 and not f.is_of_all_days and (f.minimum is not null and f.maximum is null or exists (
                       select from placed p where p.rule_index = f.rule_index and p.state = 'broken' and p.is_open)) then 'place'
                     when f.told < 0 or f.scope = 'average_day' or f.day_number is null then 'all'
                     when f.scope = 'day' then 'day' else 'place' end as whose
      from (select f.rule_index, f.state, f.scope, f.told, f.nutrient_id, f.basis, f.is_of_all_days, count(*) as places, min(f.day_number) as day_number,
                   min(f.meal_number) as meal_number, min(f.item_number) as item_number,
                   max(f.observed) as observed, bool_or(f.observed_is_minimum) as observed_is_minimum, bool_or(f.is_open) as is_open, min(f.minimum) as minimum, min(f.maximum) as maximum
              from placed f
             group by f.rule_index, f.state, f.scope, f.told, f.nutrient_id, f.basis, f.is_of_all_days) f
  ), hole as materialized (
    select o.nutrient_id, o.item_number, o.meal_number, o.day_number, o.food_number from odd o where o.is_open
  ), named as materialized (
    select distinct u.food_number, u.hash from unnest(foods) u
  ), of_all as (
    select h.nutrient_id, string_agg(h.food_number::text, ',') as foods, concat_ws(' ', count(*), bit_xor(n.hash)) as evidence
      from (select distinct h.nutrient_id, h.food_number from hole h) h join named n on n.food_number = h.food_number group by h.nutrient_id
  ), of_day as (
    select h.nutrient_id, h.day_number, string_agg(h.food_number::text, ',') as foods, concat_ws(' ', count(*), bit_xor(n.hash)) as evidence
      from (select distinct h.nutrient_id, h.day_number, h.food_number from hole h where exists (select from told t where t.whose = 'day')) h
      join named n on n.food_number = h.food_number group by h.nutrient_id, h.day_number
  ), sought as materialized (
    select p.told, p.nutrient_id, p.item_number, p.meal_number, p.day_number from placed p join told t on t.told = p.told where t.whose = 'place'
    union all
    select p.told, 208, p.item_number, p.meal_number, p.day_number from placed p where p.basis = 'energy_percent'
  ), behind as (
    select s.told, h.food_number from sought s join hole h on (h.nutrient_id, h.item_number) = (s.nutrient_id, s.item_number)
     where s.item_number is not null
    union
    select s.told, h.food_number from sought s join hole h on (h.nutrient_id, h.meal_number) = (s.nutrient_id, s.meal_number)
     where s.item_number is null and s.meal_number is not null
    union
    select s.told, h.food_number from sought s join hole h on (h.nutrient_id, h.day_number) = (s.nutrient_id, s.day_number)
     where s.item_number is null and s.meal_number is null and s.day_number is not null
    union
    select s.told, h.food_number from sought s join hole h on h.nutrient_id = s.nutrient_id
     where s.item_number is null and s.meal_number is null and s.day_number is null
  ), unknown as (
    select b.told, string_agg(b.food_number::text, ',') as foods, concat_ws(' ', count(*), bit_xor(n.hash)) as evidence
      from behind b join named n on n.food_number = b.food_number group by b.told
    union all
    select t.told, a.foods, a.evidence from told t join of_all a on a.nutrient_id = t.nutrient_id where t.whose = 'all'
    union all
    select t.told, d.foods, d.evidence from told t join of_day d on (d.nutrient_id, d.day_number) = (t.nutrient_id, t.day_number) where t.whose = 'day'
  )
  select t.rule_index, t.state, t.scope, case when t.places = 1 then t.day_number end,
         case when t.places = 1 then m.meal_id end, case when t.places = 1 then i.item_id end,
         trim_scale(round(t.observed, 6)), t.observed_is_minimum,
         trim_scale(round(t.minimum, 6)), trim_scale(round(t.maximum, 6)),
         null::text, null::integer[], u.foods, null::text, coalesce(u.evidence, '')
    from told t
    left join course m on m.meal_number = t.meal_number
    left join thing i on i.item_number = t.item_number
    left join unknown u on u.told = t.told
$$;

comment on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer) is
  'Which rules about nutrients are broken or open, where, and the foods without a value behind it, by their food_number, with commas between them.';
grant execute on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer) to tf_definer;
