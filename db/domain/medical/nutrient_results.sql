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
           array(select distinct r.nutrient_id from rule r where r.nutrient_id <> all (p.ids) order by r.nutrient_id) as beside
      from (select app_private.panel_nutrient_ids() as ids offset 0) p
  ), nutrient as materialized ( -- with the strictest bounds of single items: only what passes one of them is looked at again
    select n.id, n.ordinality::integer as position, i.rule_index is not null as has_item_rule, i.minimum, i.maximum
      from wanted w cross join unnest(w.panel || w.beside) with ordinality n(id)
      left join (select r.nutrient_id, min(r.rule_index) as rule_index, max(r.minimum) as minimum, min(r.maximum) as maximum
                   from rule r where r.scope = 'item' group by r.nutrient_id) i on i.nutrient_id = n.id
     where n.id = any (w.ids)
  ), thing as materialized ( -- items and meals get numbers, which are quicker to group and to join by
    select i.ordinality::integer as item_number, i.item_id, i.slot_id, i.day_number, i.meal_id,
           dense_rank() over (order by i.day_number, i.meal_id)::integer as meal_number,
           f.food_count, f.name, count(*) over (partition by i.slot_id) > 1 as has_alternatives
      from unnest(items) with ordinality i
      join (select u.item_id, count(*) as food_count, min(u.name) as name from unnest(foods) u group by u.item_id) f on f.item_id = i.item_id
  ), food as materialized (
    select t.item_number, t.day_number, t.meal_number, t.has_alternatives, t.food_count = 1 as is_alone, c.hundreds, c.known, c.unknown
      from app_private.food_contents(foods, (select w.beside from wanted w)) c join thing t on t.item_id = c.item_id
  ), amount as materialized ( -- each item's interval: [known, ∞) where a food has no value (CLINICAL 3)
    select x.item_number, x.day_number, x.meal_number, x.has_alternatives, x.nutrient_id, x.known, x.is_open,
           x.has_item_rule and (x.is_open or x.known > x.maximum or x.known < x.minimum) as is_suspect
      from (select f.item_number, f.day_number, f.meal_number, f.has_alternatives, n.id as nutrient_id, n.has_item_rule, n.minimum, n.maximum,
                   coalesce(f.hundreds * f.known[n.position], 0) as known, coalesce(f.unknown[n.position] > 0, true) as is_open
              from food f cross join nutrient n where f.is_alone
            union all
            select f.item_number, f.day_number, f.meal_number, f.has_alternatives, n.id, n.has_item_rule, n.minimum, n.maximum,
                   sum(coalesce(f.hundreds * f.known[n.position], 0)), bool_or(coalesce(f.unknown[n.position] > 0, true))
              from food f cross join nutrient n where not f.is_alone
             group by f.item_number, f.day_number, f.meal_number, f.has_alternatives, n.id, n.has_item_rule, n.minimum, n.maximum
            offset 0) x
  ), course as materialized (
    select distinct t.meal_number, t.meal_id, t.day_number from thing t
  ), plain as materialized ( -- what has no alternatives
    select a.nutrient_id, a.meal_number, sum(a.known) as known, bool_or(a.is_open) as is_open
      from amount a where not a.has_alternatives group by a.nutrient_id, a.meal_number
  ), slot as materialized ( -- of alternatives the worst counts against a maximum, the lowest against a minimum (CLINICAL 8)
    select a.nutrient_id, a.meal_number, max(a.known) as high, min(a.known) as low,
           min(a.known) filter (where not a.is_open) as low_closed, bool_or(a.is_open) as is_open
      from amount a join thing t on t.item_number = a.item_number where a.has_alternatives
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
      from amount a where a.is_suspect
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
             j.is_open and (j.is_above or j.state = 'open') as observed_is_minimum, j.minimum, j.maximum
        from judged j where j.state is not null
      union all
      -- Without a weight the limit itself is unknown (CLINICAL 24).
      select r.rule_index, 'open', r.scope::text, null, null, null, null, false, null, null
        from rule r where r.effect = 'nutrient_bound' and num_nonnulls(r.minimum, r.maximum) = 0
      union all
      select s.rule_index, s.state, s.scope, s.day_number, (select t.meal_number from thing t where t.meal_id = s.meal_id limit 1),
             (select t.item_number from thing t where t.item_id = s.item_id), s.observed, s.observed_is_minimum, s.minimum, s.maximum
        from app_private.energy_share_results(rules, false, array(
               select row(t.item_id, t.slot_id, t.day_number, t.meal_id, a.nutrient_id, a.known, a.is_open)::app_private.item_amount
                 from amount a join thing t on t.item_number = a.item_number
                where a.nutrient_id = 208 or a.nutrient_id = any (array(select r.nutrient_id from rule r where r.basis = 'energy_percent')))) s
       where exists (select from rule r where r.basis = 'energy_percent')
      union all
      select v.rule_index, case when v.is_high or v.is_low then 'broken' else 'open' end, 'day', v.day_number, null, null,
             case when v.is_below then v.low_closed else v.high end, v.is_open and not v.is_below,
             v.mean * greatest(1 - v.tolerance, 0), v.mean * (1 + v.tolerance)
        from apart v) f
  ), placed as materialized ( -- what cannot be decided about single items or meals is told once a rule, so that it stays readable
    select f.*, r.nutrient_id, r.basis, r.effect = 'nutrient_variation' as is_of_all_days,
           case when f.state = 'open' and (f.scope in ('item', 'meal') or r.effect = 'nutrient_variation') then -f.rule_index else f.number end as told
      from found f join rule r on r.rule_index = f.rule_index
  ), told as materialized (
    select f.rule_index, f.state, f.scope, f.told, count(*) as places, min(f.day_number) as day_number,
           min(f.meal_number) as meal_number, min(f.item_number) as item_number, f.nutrient_id, f.basis,
           max(f.observed) as observed, bool_or(f.observed_is_minimum) as observed_is_minimum, min(f.minimum) as minimum, min(f.maximum) as maximum
      from placed f
     group by f.rule_index, f.state, f.scope, f.told, f.nutrient_id, f.basis
  ), sought as materialized ( -- an item is named where it brings at least a tenth of the value, and a food where it has none
    select distinct p.told, p.item_number, p.meal_number, case when p.told > 0 or not p.is_of_all_days then p.day_number end as day_number, p.nutrient_id, true as is_own,
           case when p.told > 0 then case when p.basis = 'energy_percent' then 0.000001
             else greatest(0.1 * p.observed * case p.scope when 'average_day' then day_count else 1 end, 0.000001) end end as least
      from placed p
    union all
    select p.told, p.item_number, p.meal_number, p.day_number, 208, false, null from placed p where p.basis = 'energy_percent'
  ), floor as materialized (
    select s.nutrient_id, min(s.least) as least from sought s group by s.nutrient_id
  ), noted as materialized ( -- few: the rest is not walked again
    select a.* from amount a join floor f on f.nutrient_id = a.nutrient_id where a.is_open or a.known >= f.least
  ), part as materialized (
    select s.told, s.is_own, s.least, a.item_number, a.nutrient_id, a.known, a.is_open
      from sought s join noted a on (a.nutrient_id, a.item_number) = (s.nutrient_id, s.item_number)
     where s.item_number is not null and (a.is_open or a.known >= s.least)
    union all
    select s.told, s.is_own, s.least, a.item_number, a.nutrient_id, a.known, a.is_open
      from sought s join noted a on (a.nutrient_id, a.meal_number) = (s.nutrient_id, s.meal_number)
     where s.item_number is null and s.meal_number is not null and (a.is_open or a.known >= s.least)
    union all
    select s.told, s.is_own, s.least, a.item_number, a.nutrient_id, a.known, a.is_open
      from sought s join noted a on (a.nutrient_id, a.day_number) = (s.nutrient_id, s.day_number)
     where s.item_number is null and s.meal_number is null and s.day_number is not null and (a.is_open or a.known >= s.least)
    union all
    select s.told, s.is_own, s.least, a.item_number, a.nutrient_id, a.known, a.is_open
      from sought s join noted a on a.nutrient_id = s.nutrient_id
     where s.item_number is null and s.meal_number is null and s.day_number is null and (a.is_open or a.known >= s.least)
  ), unknown as (
    select u.told, array_agg(u.name order by u.name collate "C") as names
      from (select p.told, t.name from part p join thing t on t.item_number = p.item_number
             where p.is_open and t.food_count = 1
            union
            select p.told, f.name from part p join thing t on t.item_number = p.item_number join unnest(foods) f on f.item_id = t.item_id
             where p.is_open and t.food_count > 1 and (
               select n.amount from app_public.food_nutrients n
                where (n.org_id, n.food_id, n.nutrient_id) = (f.food_org_id, f.food_id, p.nutrient_id)) is null) u
     group by u.told
  ), contributed as (
    select p.told,
           json_agg(json_build_object('itemId', t.item_id, 'dayNumber', t.day_number, 'mealId', t.meal_id, 'name', coalesce(r.name, t.name),
                                      'value', trim_scale(round(p.known, 4)), 'isMinimum', p.is_open)
                    order by p.known desc, t.name collate "C", t.item_id) as contributors
      from part p
      join thing t on t.item_number = p.item_number
      left join lateral (select n.name from unnest(items) i join app_public.recipes n on (n.org_id, n.id) = (i.recipe_org_id, i.recipe_id)
                          where i.item_id = t.item_id) r on t.food_count > 1
     where p.is_own and coalesce(p.known >= p.least, true) -- of what is told once, the items that leave it open
     group by p.told
  )
  select t.rule_index, t.state, t.scope, case when t.places = 1 then t.day_number end,
         case when t.places = 1 then m.meal_id end, case when t.places = 1 then i.item_id end,
         trim_scale(round(t.observed, 6)), t.observed_is_minimum,
         trim_scale(round(t.minimum, 6)), trim_scale(round(t.maximum, 6)),
         '{}'::text[], coalesce(u.names, '{}'), coalesce(c.contributors, '[]'), coalesce(array_to_string(u.names, ','), ''), '{}'::text[]
    from told t
    left join course m on m.meal_number = t.meal_number
    left join thing i on i.item_number = t.item_number
    left join contributed c on c.told = t.told
    left join unknown u on u.told = t.told
$$;

comment on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer) is
  'Which rules about nutrients are broken or open, where, and what is behind it: the items that bring at least a tenth of the value, and the foods without a value.';
grant execute on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer) to tf_definer;
