-- A food alone is held against the bounds of single items; against those of meals and days only where it alone is above the maximum.
create or replace function app_private.lone_results(rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[])
  returns setof app_private.rule_result
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with rule as materialized (
    select r.ordinality as rule_index, r.nutrient_id, r.scope, r.basis, r.minimum, r.maximum
      from unnest(rules) with ordinality r where r.effect = 'nutrient_bound' and r.scope <> 'average_day' and (r.basis <> 'energy_percent' or r.scope = 'item')
  ), wanted as materialized ( -- the panel is read as one row a food, what is beside it value by value
    select p.ids as panel, array(select r.nutrient_id from rule r union select 208 from rule r where r.basis = 'energy_percent') as ids,
           array(select distinct r.nutrient_id from rule r where r.nutrient_id <> all (p.ids) order by r.nutrient_id) as beside
      from (select app_private.panel_nutrient_ids() as ids offset 0) p
  ), nutrient as materialized (
    select n.id, n.ordinality::integer as position
      from wanted w cross join unnest(w.panel || w.beside) with ordinality n(id) where n.id = any (w.ids)
  ), part as materialized (
    select c.item_id, c.name, n.id as nutrient_id, coalesce(c.hundreds * c.known[n.position], 0) as known, coalesce(c.unknown[n.position] > 0, true) as is_open
      from app_private.food_contents(foods, (select w.beside from wanted w)) c cross join nutrient n
  ), amount as materialized ( -- each item's interval: [known, ∞) where a food has no value (CLINICAL 3)
    select p.item_id, p.nutrient_id, sum(p.known) as known, bool_or(p.is_open) as is_open,
           coalesce(array_agg(distinct p.name collate "C") filter (where p.is_open), '{}') as unknown_foods
      from part p group by p.item_id, p.nutrient_id
  ), found as (
    select r.rule_index, s.state, r.scope::text as scope, a.item_id, a.known as observed, a.is_open as observed_is_minimum, r.minimum, r.maximum, a.known, a.is_open, a.unknown_foods
      from rule r
      join amount a on a.nutrient_id = r.nutrient_id
     cross join lateral (
       select case when a.known > r.maximum and round(a.known, 6) > r.maximum then 'broken' -- thirds that add up to a bound keep it
                   when r.scope <> 'item' then null
                   when round(a.known, 6) < r.minimum and not a.is_open then 'broken'
                   when a.is_open and (r.maximum is not null or round(a.known, 6) < r.minimum) or num_nonnulls(r.minimum, r.maximum) = 0 then 'open' end as state) s
     where r.basis <> 'energy_percent' and s.state is not null
    union all
    select s.rule_index, s.state, s.scope, s.item_id, s.observed, s.observed_is_minimum, s.minimum, s.maximum, a.known, a.is_open,
           array(select distinct u.name from unnest(a.unknown_foods || e.unknown_foods) u(name) order by u.name)
      from app_private.energy_share_results(rules, true, array(
             select row(a.item_id, a.item_id, null, null, a.nutrient_id, a.known, a.is_open)::app_private.item_amount from amount a)) s
      join rule r on r.rule_index = s.rule_index
      join amount a on (a.item_id, a.nutrient_id) = (s.item_id, r.nutrient_id)
      join amount e on (e.item_id, e.nutrient_id) = (s.item_id, 208)
     where exists (select from rule r where r.basis = 'energy_percent')
  )
  select f.rule_index, f.state, f.scope, null::integer, null::uuid, f.item_id, trim_scale(round(f.observed, 6)), f.observed_is_minimum,
         trim_scale(round(f.minimum, 6)), trim_scale(round(f.maximum, 6)), '{}'::text[], f.unknown_foods,
         json_build_array(json_build_object('itemId', f.item_id, 'dayNumber', null, 'mealId', null, 'name', n.name, 'value', trim_scale(round(f.known, 4)), 'isMinimum', f.is_open)),
         array_to_string(f.unknown_foods, ','), '{}'::text[]
    from found f
    left join lateral (select min(u.name) as name from unnest(foods) u where u.item_id = f.item_id having count(*) = 1) n on true
$$;

comment on function app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]) is
  'Which rules about nutrients each food or recipe breaks, or leaves open, before it is planned.';
grant execute on function app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]) to tf_definer;
