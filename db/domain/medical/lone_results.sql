-- A food alone is held against the bounds of single items; against those of meals and days only where it alone is above the maximum.
create or replace function app_private.lone_results(rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[])
  returns setof app_private.rule_result
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with rule as materialized (
    select r.ordinality::integer as rule_index, r.nutrient_id, r.scope, r.basis, r.minimum, r.maximum
      from unnest(rules) with ordinality r where r.effect = 'nutrient_bound' and r.scope <> 'average_day' and (r.basis <> 'energy_percent' or r.scope = 'item')
  ), wanted as materialized ( -- the panel is read as one row a food, what is beside it value by value
    select p.ids as panel, array(select r.nutrient_id from rule r union select 208 from rule r where r.basis = 'energy_percent') as ids,
           array(select distinct r.nutrient_id from rule r where r.nutrient_id <> all (p.ids) order by r.nutrient_id) as beside
      from (select app_private.panel_nutrient_ids() as ids offset 0) p
  ), nutrient as materialized (
    select n.id, n.ordinality::integer as position
      from wanted w cross join unnest(w.panel || w.beside) with ordinality n(id) where n.id = any (w.ids)
  ), part as materialized (
    select c.item_number, c.food_number, n.id as nutrient_id, coalesce(c.hundreds * c.known[n.position], 0) as known, coalesce(c.unknown[n.position] > 0, true) as is_open
      from app_private.food_contents(foods, (select w.beside from wanted w)) c cross join nutrient n
  ), amount as materialized ( -- each item's interval: [known, ∞) where a food has no value (CLINICAL 3)
    select p.item_number, p.nutrient_id, sum(p.known) as known, bool_or(p.is_open) as is_open,
           coalesce(array_agg(p.food_number) filter (where p.is_open), '{}') as unknown_numbers
      from part p group by p.item_number, p.nutrient_id
  ), item as materialized (
    select i.ordinality::integer as item_number, i.item_id from unnest(items) with ordinality i
  ), named as materialized (
    select distinct u.food_number, u.hash from unnest(foods) u
  ), found as (
    select r.rule_index, s.state, r.scope::text as scope, i.item_id, a.known as observed, a.is_open as observed_is_minimum, r.minimum, r.maximum, a.unknown_numbers
      from rule r
      join amount a on a.nutrient_id = r.nutrient_id
      join item i on i.item_number = a.item_number
     cross join lateral (
       select case when a.known > r.maximum and round(a.known, 6) > r.maximum then 'broken' -- thirds that add up to a bound keep it
                   when r.scope <> 'item' then null
                   when round(a.known, 6) < r.minimum and not a.is_open then 'broken'
                   when a.is_open and (r.maximum is not null or round(a.known, 6) < r.minimum) or num_nonnulls(r.minimum, r.maximum) = 0 then 'open' end as state) s
     where r.basis <> 'energy_percent' and s.state is not null
    union all
    select s.rule_index, s.state, s.scope, s.item_id, s.observed, s.observed_is_minimum, s.minimum, s.maximum,
           array(select distinct u.number from unnest(a.unknown_numbers || e.unknown_numbers) u(number))
      from app_private.energy_share_results(rules, true, array(
             select row(i.item_id, i.item_id, null, null, a.nutrient_id, a.known, a.is_open)::app_private.item_amount
               from amount a join item i on i.item_number = a.item_number)) s
      join rule r on r.rule_index = s.rule_index
      join item i on i.item_id = s.item_id
      join amount a on (a.item_number, a.nutrient_id) = (i.item_number, r.nutrient_id)
      join amount e on (e.item_number, e.nutrient_id) = (i.item_number, 208)
     where exists (select from rule r where r.basis = 'energy_percent')
  )
  select f.rule_index, f.state, f.scope, null::integer, null::uuid, f.item_id, trim_scale(round(f.observed, 6)), f.observed_is_minimum,
         trim_scale(round(f.minimum, 6)), trim_scale(round(f.maximum, 6)), null::text, null::integer[], nullif(array_to_string(f.unknown_numbers, ','), ''), null::text,
         concat_ws(' ', cardinality(f.unknown_numbers), (select bit_xor(n.hash) from named n where n.food_number = any (f.unknown_numbers)))
    from found f
$$;

comment on function app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]) is
  'Which rules about nutrients each food or recipe breaks, or leaves open, before it is planned.';
grant execute on function app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]) to tf_definer;
