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
  ), amount as materialized (
    select c.item_id, n.id as nutrient_id, sum(coalesce(c.hundreds * c.known[n.position], 0)) as known, bool_or(coalesce(c.unknown[n.position] > 0, true)) as is_open
      from app_private.food_contents(foods, (select w.beside from wanted w)) c cross join nutrient n
     group by c.item_id, n.id
  ), found as (
    select r.rule_index, s.state, r.scope::text as scope, a.item_id, a.known as observed, a.is_open as observed_is_minimum, r.minimum, r.maximum, r.nutrient_id
      from rule r
      join amount a on a.nutrient_id = r.nutrient_id
     cross join lateral (
       select case when a.known > r.maximum then 'broken'
                   when r.scope <> 'item' then null
                   when a.known < r.minimum and not a.is_open then 'broken'
                   when a.is_open and (r.maximum is not null or a.known < r.minimum) or num_nonnulls(r.minimum, r.maximum) = 0 then 'open' end as state) s
     where r.basis <> 'energy_percent' and s.state is not null
    union all
    select s.rule_index, s.state, s.scope, s.item_id, s.observed, s.observed_is_minimum, s.minimum, s.maximum, null
      from app_private.energy_share_results(rules, true, array(
             select row(a.item_id, a.item_id, null, null, a.nutrient_id, a.known, a.is_open)::app_private.item_amount from amount a)) s
     where exists (select from rule r where r.basis = 'energy_percent')
  )
  select f.rule_index, f.state, f.scope, null::integer, null::uuid, f.item_id, trim_scale(round(f.observed, 6)), f.observed_is_minimum,
         trim_scale(round(f.minimum, 6)), trim_scale(round(f.maximum, 6)), '{}'::text[],
         array(select distinct u.name from unnest(foods) u
                where u.item_id = f.item_id and f.nutrient_id is not null and not exists (
                  select from app_public.food_nutrients n where (n.org_id, n.food_id, n.nutrient_id) = (u.food_org_id, u.food_id, f.nutrient_id)) order by 1),
         '[]'::json, '', '{}'::text[]
    from found f
$$;

comment on function app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]) is
  'Which rules about nutrients each food or recipe breaks, or leaves open, before it is planned.';
grant execute on function app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]) to tf_definer;
