-- One statement, because the items' amounts (hundreds of items times dozens of nutrients) are walked several times. Joins are of lists
-- that the planner takes for short: without nested loops it hashes them.
create or replace function app_private.nutrient_results(
  rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], day_count integer, is_single boolean
) returns setof app_private.rule_result
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
  with rule as materialized (
    select r.ordinality as rule_index, r.effect, r.nutrient_id, r.scope, r.basis, r.minimum, r.maximum
      from unnest(rules) with ordinality r where r.effect in ('nutrient_bound', 'nutrient_variation')
  ), thing as materialized (
    select i.item_id, i.slot_id, i.day_number, i.meal_id, coalesce(i.food_id::text, i.recipe_id::text, i.free_text) as thing, f.food_count,
           coalesce((select r.name from app_public.recipes r where (r.org_id, r.id) = (i.recipe_org_id, i.recipe_id)), f.name) as name,
           count(*) over (partition by i.slot_id) > 1 as has_alternatives
      from unnest(items) i
      join (select u.item_id, count(*) as food_count, min(u.name) as name from unnest(foods) u group by u.item_id) f on f.item_id = i.item_id
  ), amount as materialized ( -- each item's interval: [known, ∞) where a food has no value (CLINICAL 3)
    select a.item_id, t.slot_id, t.day_number, t.meal_id, a.nutrient_id, a.known, a.is_open, t.has_alternatives, t.food_count, t.name
      from app_private.food_amounts(foods, array(select r.nutrient_id from rule r union select 208 from rule r where r.basis = 'energy_percent')) a
      join thing t on t.item_id = a.item_id
  ), slot as ( -- of alternatives the worst counts against a maximum, the lowest against a minimum (CLINICAL 8)
    select a.nutrient_id, a.day_number, a.meal_id, a.known as high, a.known as low, case when not a.is_open then a.known end as low_closed, a.is_open
      from amount a where not a.has_alternatives
    union all
    select a.nutrient_id, a.day_number, a.meal_id, max(a.known), min(a.known), min(a.known) filter (where not a.is_open), bool_or(a.is_open)
      from amount a where a.has_alternatives group by a.nutrient_id, a.slot_id, a.day_number, a.meal_id
  ), meal as materialized (
    select s.nutrient_id, s.day_number, s.meal_id, sum(s.high) as high, sum(s.low) as low,
           case when count(s.low_closed) = count(*) then sum(s.low_closed) end as low_closed, bool_or(s.is_open) as is_open
      from slot s group by s.nutrient_id, s.day_number, s.meal_id
  ), day as materialized (
    select m.nutrient_id, m.day_number, sum(m.high) as high, sum(m.low) as low,
           case when count(m.low_closed) = count(*) then sum(m.low_closed) end as low_closed, bool_or(m.is_open) as is_open
      from meal m group by m.nutrient_id, m.day_number
  ), place as (
    select 'item'::app_public.bound_scope as scope, a.nutrient_id, a.day_number, a.meal_id, a.item_id,
           a.known as high, a.known as low, case when not a.is_open then a.known end as low_closed, a.is_open from amount a
    union all select 'meal', m.nutrient_id, m.day_number, m.meal_id, null, m.high, m.low, m.low_closed, m.is_open from meal m
    union all select 'day', d.nutrient_id, d.day_number, null, null, d.high, d.low, d.low_closed, d.is_open from day d
    union all
    select 'average_day', d.nutrient_id, null, null, null, sum(d.high) / day_count, sum(d.low) / day_count,
           case when count(d.low_closed) = count(*) then sum(d.low_closed) / day_count end, bool_or(d.is_open)
      from day d where not is_single group by d.nutrient_id
  ), judged as (
    -- [known, ∞) against a maximum: known above it is broken, else open; against a minimum: known at it is kept, else open (CLINICAL 19).
    select r.rule_index, r.scope as rule_scope, p.*, r.minimum, r.maximum, coalesce(p.high > r.maximum, false) as is_above,
           case when p.high > r.maximum or p.low_closed < r.minimum then 'broken'
                when p.is_open and (r.maximum is not null or p.low < r.minimum) then 'open' end as state
      from rule r
      -- A food alone is held against the bounds of meals and days too, as one item.
      join place p on p.nutrient_id = r.nutrient_id and p.scope = case when is_single and r.scope in ('meal', 'day') then 'item' else r.scope end
     where r.effect = 'nutrient_bound' and r.basis <> 'energy_percent'
  ), found as materialized (
    select row_number() over () as number, f.* from (
      select j.rule_index, j.state, j.rule_scope::text as scope, j.day_number, j.meal_id, j.item_id,
             case when j.is_above or j.minimum is null then j.high when j.state = 'broken' then j.low_closed else j.low end as observed,
             j.is_open and (j.is_above or j.state = 'open') as observed_is_minimum, j.minimum, j.maximum
        from judged j
       -- It says nothing of a meal or day, unless it alone is above the maximum.
       where j.state is not null and (not is_single or j.rule_scope = 'item' or j.is_above)
      union all
      -- Without a weight the limit itself is unknown (CLINICAL 24).
      select r.rule_index, 'open', r.scope::text, null, null, null, null, false, null, null
        from rule r where r.effect = 'nutrient_bound' and num_nonnulls(r.minimum, r.maximum) = 0 and not is_single
      union all
      select s.rule_index, s.state, s.scope, s.day_number, s.meal_id, s.item_id, s.observed, s.observed_is_minimum, s.minimum, s.maximum
        from app_private.energy_share_results(rules, is_single, array(
               select row(a.item_id, a.slot_id, a.day_number, a.meal_id, a.nutrient_id, a.known, a.is_open)::app_private.item_amount from amount a
                where a.nutrient_id in (select r.nutrient_id from rule r where r.basis = 'energy_percent')
                   or a.nutrient_id = 208 and exists (select from rule r where r.basis = 'energy_percent'))) s
      union all
      select v.rule_index, v.state, v.scope, v.day_number, v.meal_id, v.item_id, v.observed, v.observed_is_minimum, v.minimum, v.maximum
        from app_private.variation_results(rules, array(
               select row(a.item_id, a.slot_id, a.day_number, a.meal_id, a.nutrient_id, a.known, a.is_open)::app_private.item_amount from amount a
                where a.nutrient_id in (select r.nutrient_id from rule r where r.effect = 'nutrient_variation'))) v
       where not is_single) f
  ), told as materialized ( -- what cannot be decided about single items or meals is told once a rule, so that it stays readable
    select t.*, r.nutrient_id, r.basis
      from (select f.rule_index, f.state, f.scope, o.told, count(*) as places, (array_agg(f.day_number))[1] as day_number,
                   (array_agg(f.meal_id))[1] as meal_id, (array_agg(f.item_id))[1] as item_id,
                   max(f.observed) as observed, bool_or(f.observed_is_minimum) as observed_is_minimum, min(f.minimum) as minimum, min(f.maximum) as maximum
              from found f
              join rule r on r.rule_index = f.rule_index
             cross join lateral (select case when f.state = 'open' and not is_single and (f.scope in ('item', 'meal') or r.effect = 'nutrient_variation')
                                             then -f.rule_index else f.number end as told) o
             group by f.rule_index, f.state, f.scope, o.told) t
      join rule r on r.rule_index = t.rule_index
  ), sought as materialized ( -- an item is named where it brings at least a twentieth of the value, and a food where it has none
    select t.told, case when t.told > 0 then t.item_id end as item_id, case when t.told > 0 then t.meal_id end as meal_id,
           case when t.told > 0 then t.day_number end as day_number, t.nutrient_id, true as is_own,
           case when t.told > 0 then case when t.basis = 'energy_percent' then 0
             else 0.05 * t.observed * case t.scope when 'average_day' then day_count else 1 end end end as least
      from told t
    union all
    select t.told, t.item_id, t.meal_id, t.day_number, 208, false, 0 from told t where t.basis = 'energy_percent'
  ), part as materialized (
    select s.told, s.is_own, a.* from sought s join amount a on (a.nutrient_id, a.item_id) = (s.nutrient_id, s.item_id)
     where s.item_id is not null and (a.is_open or a.known >= s.least and a.known > 0)
    union all
    select s.told, s.is_own, a.* from sought s join amount a on (a.nutrient_id, a.meal_id) = (s.nutrient_id, s.meal_id)
     where s.item_id is null and s.meal_id is not null and (a.is_open or a.known >= s.least and a.known > 0)
    union all
    select s.told, s.is_own, a.* from sought s join amount a on (a.nutrient_id, a.day_number) = (s.nutrient_id, s.day_number)
     where s.item_id is null and s.meal_id is null and s.day_number is not null and (a.is_open or a.known >= s.least and a.known > 0)
    union all
    select s.told, s.is_own, a.* from sought s join amount a on a.nutrient_id = s.nutrient_id
     where s.item_id is null and s.meal_id is null and s.day_number is null and (a.is_open or a.known >= s.least and a.known > 0)
  ), unknown as (
    select u.told, array_agg(u.name order by u.name collate "C") as names
      from (select p.told, p.name from part p where p.is_open and p.food_count = 1
            union
            select p.told, f.name from part p join unnest(foods) f on f.item_id = p.item_id
             where p.is_open and p.food_count > 1 and (
               select n.amount from app_public.food_nutrients n
                where (n.org_id, n.food_id, n.nutrient_id) = (f.food_org_id, f.food_id, p.nutrient_id)) is null) u
     group by u.told
  ), contributed as (
    select p.told,
           json_agg(json_build_object('itemId', p.item_id, 'dayNumber', p.day_number, 'mealId', p.meal_id, 'name', p.name,
                                      'value', trim_scale(round(p.known, 4)), 'isMinimum', p.is_open) order by p.known desc, p.name, p.item_id)
             filter (where p.is_own) as contributors,
           string_agg(concat_ws(' ', p.name, p.nutrient_id, trim_scale(round(p.known, 6))), ',' order by p.name collate "C", p.nutrient_id, p.known) as evidence
      from part p where p.known > 0 and p.told > 0
     group by p.told
  )
  select t.rule_index, t.state, t.scope, case when t.places = 1 then t.day_number end, case when t.places = 1 then t.meal_id end,
         case when t.places = 1 then t.item_id end, trim_scale(round(t.observed, 6)), t.observed_is_minimum,
         trim_scale(round(t.minimum, 6)), trim_scale(round(t.maximum, 6)),
         '{}'::text[], coalesce(u.names, '{}'), coalesce(c.contributors, '[]'), coalesce(c.evidence, '')
    from told t left join contributed c on c.told = t.told left join unknown u on u.told = t.told
$$;

comment on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, boolean) is
  'Which rules about nutrients are broken or open, where, and what is behind it: the items that bring at least a twentieth of the value, the foods without a value, and the evidence that an override rests on.';
grant execute on function app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, boolean) to tf_definer;
