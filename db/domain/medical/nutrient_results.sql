-- One statement, because the items' amounts (hundreds of items times dozens of nutrients) are walked several times. Joins are of lists
-- that the planner takes for short: without nested loops it hashes them.
create or replace function app_private.nutrient_results(
  rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], day_count integer
) returns setof app_private.rule_result
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
  with rule as materialized (
    select r.ordinality as rule_index, r.effect, r.nutrient_id, r.scope, r.basis, r.minimum, r.maximum
      from unnest(rules) with ordinality r where r.effect in ('nutrient_bound', 'nutrient_variation')
  ), thing as materialized ( -- meals and names get numbers, which are quicker to group and to sort by
    select i.item_id, i.slot_id, i.day_number, i.meal_id, dense_rank() over (order by i.day_number, i.meal_id)::integer as meal_number,
           f.food_count, f.name, dense_rank() over (order by f.name collate "C")::integer as name_rank,
           count(*) over (partition by i.slot_id) > 1 as has_alternatives
      from unnest(items) i
      join (select u.item_id, count(*) as food_count, min(u.name) as name from unnest(foods) u group by u.item_id) f on f.item_id = i.item_id
  ), amount as materialized ( -- each item's interval: [known, ∞) where a food has no value (CLINICAL 3)
    select a.item_id, t.day_number, t.meal_number, a.nutrient_id, a.known, a.is_open, t.has_alternatives, t.slot_id
      from app_private.food_amounts(foods, array(select r.nutrient_id from rule r union select 208 from rule r where r.basis = 'energy_percent')) a
      join thing t on t.item_id = a.item_id
  ), slot as ( -- of alternatives the worst counts against a maximum, the lowest against a minimum (CLINICAL 8)
    select p.nutrient_id, p.day_number, p.meal_number, p.known as high, p.known as low, case when not p.is_open then p.known end as low_closed, p.is_open
      from (select a.nutrient_id, a.day_number, a.meal_number, sum(a.known) as known, bool_or(a.is_open) as is_open
              from amount a where not a.has_alternatives group by a.nutrient_id, a.day_number, a.meal_number) p
    union all
    select a.nutrient_id, a.day_number, a.meal_number, max(a.known), min(a.known), min(a.known) filter (where not a.is_open), bool_or(a.is_open)
      from amount a where a.has_alternatives group by a.nutrient_id, a.slot_id, a.day_number, a.meal_number
  ), meal as materialized (
    select s.nutrient_id, s.day_number, s.meal_number, sum(s.high) as high, sum(s.low) as low,
           case when count(s.low_closed) = count(*) then sum(s.low_closed) end as low_closed, bool_or(s.is_open) as is_open
      from slot s group by s.nutrient_id, s.day_number, s.meal_number
  ), day as materialized (
    select m.nutrient_id, m.day_number, sum(m.high) as high, sum(m.low) as low,
           case when count(m.low_closed) = count(*) then sum(m.low_closed) end as low_closed, bool_or(m.is_open) as is_open
      from meal m group by m.nutrient_id, m.day_number
  ), place as (
    select 'item'::app_public.bound_scope as scope, a.nutrient_id, a.day_number, a.meal_number, a.item_id,
           a.known as high, a.known as low, case when not a.is_open then a.known end as low_closed, a.is_open
      from amount a where a.nutrient_id in (select r.nutrient_id from rule r where r.scope = 'item')
    union all select 'meal', m.nutrient_id, m.day_number, m.meal_number, null, m.high, m.low, m.low_closed, m.is_open from meal m
    union all select 'day', d.nutrient_id, d.day_number, null, null, d.high, d.low, d.low_closed, d.is_open from day d
    union all
    select 'average_day', d.nutrient_id, null, null, null, sum(d.high) / day_count, sum(d.low) / day_count,
           case when count(d.low_closed) = count(*) then sum(d.low_closed) / day_count end, bool_or(d.is_open)
      from day d group by d.nutrient_id
  ), judged as (
    -- [known, ∞) against a maximum: known above it is broken, else open; against a minimum: known at it is kept, else open (CLINICAL 19).
    select r.rule_index, p.*, r.minimum, r.maximum, coalesce(p.high > r.maximum, false) as is_above,
           case when p.high > r.maximum or p.low_closed < r.minimum then 'broken'
                when p.is_open and (r.maximum is not null or p.low < r.minimum) then 'open' end as state
      from rule r join place p on p.nutrient_id = r.nutrient_id and p.scope = r.scope
     where r.effect = 'nutrient_bound' and r.basis <> 'energy_percent'
  ), found as materialized (
    select row_number() over () as number, f.* from (
      select j.rule_index, j.state, j.scope::text as scope, j.day_number, j.meal_number, j.item_id,
             case when j.is_above or j.minimum is null then j.high when j.state = 'broken' then j.low_closed else j.low end as observed,
             j.is_open and (j.is_above or j.state = 'open') as observed_is_minimum, j.minimum, j.maximum
        from judged j where j.state is not null
      union all
      -- Without a weight the limit itself is unknown (CLINICAL 24).
      select r.rule_index, 'open', r.scope::text, null, null, null, null, false, null, null
        from rule r where r.effect = 'nutrient_bound' and num_nonnulls(r.minimum, r.maximum) = 0
      union all
      select s.rule_index, s.state, s.scope, s.day_number, (select t.meal_number from thing t where t.meal_id = s.meal_id limit 1), s.item_id, s.observed, s.observed_is_minimum, s.minimum, s.maximum
        from app_private.energy_share_results(rules, false, array(
               select row(t.item_id, t.slot_id, t.day_number, t.meal_id, a.nutrient_id, a.known, a.is_open)::app_private.item_amount
                 from amount a join thing t on t.item_id = a.item_id
                where a.nutrient_id = 208 or a.nutrient_id in (select r.nutrient_id from rule r where r.basis = 'energy_percent'))) s
       where exists (select from rule r where r.basis = 'energy_percent')
      union all
      select v.rule_index, v.state, v.scope, v.day_number, null, null, v.observed, v.observed_is_minimum, v.minimum, v.maximum
        from app_private.variation_results(rules, array(
               select row(a.item_id, a.slot_id, a.day_number, null, a.nutrient_id, a.known, a.is_open)::app_private.item_amount from amount a
                where a.nutrient_id in (select r.nutrient_id from rule r where r.effect = 'nutrient_variation'))) v
       where exists (select from rule r where r.effect = 'nutrient_variation')) f
  ), told as materialized ( -- what cannot be decided about single items or meals is told once a rule, so that it stays readable
    select f.rule_index, f.state, f.scope, f.told, count(*) as places, (array_agg(f.day_number))[1] as day_number,
           (array_agg(f.meal_number))[1] as meal_number, (array_agg(f.item_id))[1] as item_id, f.nutrient_id, f.basis,
           max(f.observed) as observed, bool_or(f.observed_is_minimum) as observed_is_minimum, min(f.minimum) as minimum, min(f.maximum) as maximum
      from (select f.*, r.nutrient_id, r.basis,
                   case when f.state = 'open' and (f.scope in ('item', 'meal') or r.effect = 'nutrient_variation')
                        then -f.rule_index else f.number end as told
              from found f join rule r on r.rule_index = f.rule_index) f
     group by f.rule_index, f.state, f.scope, f.told, f.nutrient_id, f.basis
  ), sought as materialized ( -- an item is named where it brings at least a tenth of the value, and a food where it has none
    select t.told, case when t.told > 0 then t.item_id end as item_id, case when t.told > 0 then t.meal_number end as meal_number,
           case when t.told > 0 then t.day_number end as day_number, t.nutrient_id, true as is_own,
           case when t.told > 0 then case when t.basis = 'energy_percent' then 0.000001
             else greatest(0.1 * t.observed * case t.scope when 'average_day' then day_count else 1 end, 0.000001) end end as least
      from told t
    union all
    select t.told, t.item_id, t.meal_number, t.day_number, 208, false, null from told t where t.basis = 'energy_percent'
  ), part as materialized (
    select s.told, s.is_own, s.least, a.item_id, a.nutrient_id, a.known, a.is_open
      from sought s join amount a on (a.nutrient_id, a.item_id) = (s.nutrient_id, s.item_id)
     where s.item_id is not null and (a.is_open or a.known >= s.least)
    union all
    select s.told, s.is_own, s.least, a.item_id, a.nutrient_id, a.known, a.is_open
      from sought s join amount a on (a.nutrient_id, a.meal_number) = (s.nutrient_id, s.meal_number)
     where s.item_id is null and s.meal_number is not null and (a.is_open or a.known >= s.least)
    union all
    select s.told, s.is_own, s.least, a.item_id, a.nutrient_id, a.known, a.is_open
      from sought s join amount a on (a.nutrient_id, a.day_number) = (s.nutrient_id, s.day_number)
     where s.item_id is null and s.meal_number is null and s.day_number is not null and (a.is_open or a.known >= s.least)
    union all
    select s.told, s.is_own, s.least, a.item_id, a.nutrient_id, a.known, a.is_open
      from sought s join amount a on a.nutrient_id = s.nutrient_id
     where s.item_id is null and s.meal_number is null and s.day_number is null and (a.is_open or a.known >= s.least)
  ), unknown as (
    select u.told, array_agg(u.name order by u.name_rank, u.name collate "C") as names
      from (select distinct p.told, t.name_rank, t.name from part p join thing t on t.item_id = p.item_id
             where p.is_open and t.food_count = 1
            union all
            select distinct p.told, 0, f.name from part p join thing t on t.item_id = p.item_id join unnest(foods) f on f.item_id = p.item_id
             where p.is_open and t.food_count > 1 and (
               select n.amount from app_public.food_nutrients n
                where (n.org_id, n.food_id, n.nutrient_id) = (f.food_org_id, f.food_id, p.nutrient_id)) is null) u
     group by u.told
  ), contributed as (
    select p.told,
           json_agg(json_build_object('itemId', p.item_id, 'dayNumber', t.day_number, 'mealId', t.meal_id, 'name', coalesce(r.name, t.name),
                                      'value', trim_scale(round(p.known, 4)), 'isMinimum', p.is_open) order by p.known desc, t.name_rank, p.item_id) as contributors
      from part p
      join thing t on t.item_id = p.item_id
      left join lateral (select n.name from unnest(items) i join app_public.recipes n on (n.org_id, n.id) = (i.recipe_org_id, i.recipe_id)
                          where i.item_id = p.item_id) r on t.food_count > 1
     where p.is_own and p.known >= p.least
     group by p.told
  )
  select t.rule_index, t.state, t.scope, case when t.places = 1 then t.day_number end,
         case when t.places = 1 then (select h.meal_id from thing h where h.meal_number = t.meal_number limit 1) end,
         case when t.places = 1 then t.item_id end, trim_scale(round(t.observed, 6)), t.observed_is_minimum,
         trim_scale(round(t.minimum, 6)), trim_scale(round(t.maximum, 6)),
         '{}'::text[], coalesce(u.names, '{}'), coalesce(c.contributors, '[]'), '', '{}'::text[]
    from told t left join contributed c on c.told = t.told left join unknown u on u.told = t.told
$$;

comment on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer) is
  'Which rules about nutrients are broken or open, where, and what is behind it: the items that bring at least a tenth of the value, and the foods without a value.';
grant execute on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer) to tf_definer;
