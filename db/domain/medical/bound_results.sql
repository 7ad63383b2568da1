-- Joins of lists that the planner takes for short: without nested loops it hashes them.
create or replace function app_private.bound_results(
  rules app_private.client_rule[], amounts app_private.item_amount[], day_count integer, is_single boolean
) returns setof app_private.rule_result
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
  with rule as materialized (
    select r.ordinality as rule_index, r.nutrient_id, r.scope, r.minimum, r.maximum
      from unnest(rules) with ordinality r
     where r.effect = 'nutrient_bound' and r.basis <> 'energy_percent'
  ), item as materialized (
    select * from unnest(amounts)
  ), slot as ( -- of alternatives the worst counts against a maximum, the lowest against a minimum (CLINICAL 8)
    select i.nutrient_id, i.day_number, i.meal_id, max(i.known) as high, min(i.known) as low,
           min(i.known) filter (where not i.is_open) as low_closed, bool_or(i.is_open) as is_open
      from item i group by i.nutrient_id, i.slot_id, i.day_number, i.meal_id
  ), meal as materialized (
    select s.nutrient_id, s.day_number, s.meal_id, sum(s.high) as high, sum(s.low) as low,
           case when count(s.low_closed) = count(*) then sum(s.low_closed) end as low_closed, bool_or(s.is_open) as is_open
      from slot s group by s.nutrient_id, s.day_number, s.meal_id
  ), day as materialized (
    select m.nutrient_id, m.day_number, sum(m.high) as high, sum(m.low) as low,
           case when count(m.low_closed) = count(*) then sum(m.low_closed) end as low_closed, bool_or(m.is_open) as is_open
      from meal m group by m.nutrient_id, m.day_number
  ), place as (
    select 'item'::app_public.bound_scope as scope, i.nutrient_id, i.day_number, i.meal_id, i.item_id,
           i.known as high, i.known as low, case when not i.is_open then i.known end as low_closed, i.is_open from item i
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
  )
  select j.rule_index, j.state, j.rule_scope, j.day_number, j.meal_id, j.item_id,
         case when j.is_above or j.minimum is null then j.high when j.state = 'broken' then j.low_closed else j.low end,
         j.is_open and (j.is_above or j.state = 'open'), j.minimum, j.maximum, null::text[], null::text[], null::json, null
    from judged j
   -- It says nothing of a meal or day, unless it alone is above the maximum.
   where j.state is not null and (not is_single or j.rule_scope = 'item' or j.is_above)
  union all
  -- Without a weight the limit itself is unknown (CLINICAL 24).
  select r.rule_index, 'open', r.scope, null, null, null, null, false, null, null, null, null, null, null
    from rule r where num_nonnulls(r.minimum, r.maximum) = 0 and not is_single
$$;

comment on function app_private.bound_results(app_private.client_rule[], app_private.item_amount[], integer, boolean) is
  'Which bounds in amounts (absolute, or per kg as resolved) are broken or open, per item, meal, day and average day.';
grant execute on function app_private.bound_results(app_private.client_rule[], app_private.item_amount[], integer, boolean) to tf_definer;
