-- What cannot be decided about single items or meals is told once a rule, so that it stays readable.
create or replace function app_private.explain_results(
  results app_private.rule_result[], rules app_private.client_rule[], items app_private.checked_item[],
  foods app_private.item_food[], amounts app_private.item_amount[], day_count integer, is_single boolean
) returns setof app_private.rule_result
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
  with result as materialized (
    select t.*, r.nutrient_id, r.basis,
           case when t.state = 'open' and not is_single and (t.scope in ('item', 'meal') or r.effect = 'nutrient_variation')
                then -t.rule_index else t.number end as told
      from (select row_number() over () as number, u.* from unnest(results) u) t
      join (select row_number() over () as rule_index, u.nutrient_id, u.basis, u.effect from unnest(rules) u) r on r.rule_index = t.rule_index
  ), sought as materialized ( -- an item is named where it brings at least a twentieth of the value, and a food where it has none
    select t.told, t.scope, t.item_id, t.meal_id, t.day_number, t.nutrient_id, true as is_own, t.told < 0 as is_told_once,
           case when t.basis = 'energy_percent' then 0 else 0.05 * t.observed * case t.scope when 'average_day' then day_count else 1 end end as least
      from result t
    union all
    select t.told, t.scope, t.item_id, t.meal_id, t.day_number, 208, false, false, 0 from result t where t.basis = 'energy_percent'
  ), amount as materialized (
    select * from unnest(amounts)
  ), part as materialized (
    select s.told, s.is_own, s.is_told_once, a.* from sought s join amount a on (a.nutrient_id, a.item_id) = (s.nutrient_id, s.item_id)
     where s.item_id is not null and (a.is_open or a.known >= s.least and a.known > 0)
    union all
    select s.told, s.is_own, s.is_told_once, a.* from sought s join amount a on (a.nutrient_id, a.meal_id) = (s.nutrient_id, s.meal_id)
     where s.item_id is null and s.meal_id is not null and (a.is_open or a.known >= s.least and a.known > 0)
    union all
    select s.told, s.is_own, s.is_told_once, a.* from sought s join amount a on (a.nutrient_id, a.day_number) = (s.nutrient_id, s.day_number)
     where s.meal_id is null and s.day_number is not null and (a.is_open or a.known >= s.least and a.known > 0)
    union all
    select s.told, s.is_own, s.is_told_once, a.* from sought s join amount a on a.nutrient_id = s.nutrient_id
     where s.item_id is null and s.day_number is null and (a.is_open or a.known >= s.least and a.known > 0)
  ), item as materialized (
    select i.item_id, coalesce(i.food_id::text, i.recipe_id::text, i.free_text) as thing, f.food_count,
           coalesce((select r.name from app_public.recipes r where (r.org_id, r.id) = (i.recipe_org_id, i.recipe_id)), f.name) as name
      from unnest(items) i
      join (select u.item_id, count(*) as food_count, min(u.name) as name from unnest(foods) u group by u.item_id) f on f.item_id = i.item_id
  ), missing as materialized ( -- the foods without a value; of an item that is one food that food itself
    select a.item_id, a.nutrient_id, i.name from amount a join item i on i.item_id = a.item_id where a.is_open and i.food_count = 1
    union all
    select a.item_id, a.nutrient_id, f.name
      from amount a
      join item i on i.item_id = a.item_id
      join unnest(foods) f on f.item_id = a.item_id
     where a.is_open and i.food_count > 1 and (
       select n.amount from app_public.food_nutrients n where (n.org_id, n.food_id, n.nutrient_id) = (f.food_org_id, f.food_id, a.nutrient_id)) is null
  ), unknown as (
    select u.told, array_agg(u.name order by u.name collate "C") as names
      from (select distinct p.told, m.name from part p join missing m on (m.item_id, m.nutrient_id) = (p.item_id, p.nutrient_id) where p.is_open) u
     group by u.told
  ), contributed as (
    select p.told,
           json_agg(json_build_object('itemId', p.item_id, 'dayNumber', p.day_number, 'mealId', p.meal_id, 'name', i.name,
                                      'value', trim_scale(round(p.known, 4)), 'isMinimum', p.is_open) order by p.known desc, i.thing, p.item_id)
             filter (where p.is_own) as contributors,
           string_agg(concat_ws(' ', i.thing, p.nutrient_id, trim_scale(round(p.known, 6))), ',' order by i.thing, p.nutrient_id, p.known) as evidence
      from part p join item i on i.item_id = p.item_id
     where p.known > 0 and not p.is_told_once
     group by p.told
  ), told as (
    select t.told, t.rule_index, t.state, t.scope, count(*) as places, min(t.day_number) as day_number, min(t.meal_id::text)::uuid as meal_id,
           min(t.item_id::text)::uuid as item_id, trim_scale(round(max(t.observed), 6)) as observed, bool_or(t.observed_is_minimum) as observed_is_minimum,
           trim_scale(round(min(t.minimum), 6)) as minimum, trim_scale(round(min(t.maximum), 6)) as maximum
      from result t group by t.told, t.rule_index, t.state, t.scope
  )
  select t.rule_index, t.state, t.scope, case when t.places = 1 then t.day_number end, case when t.places = 1 then t.meal_id end,
         case when t.places = 1 then t.item_id end, t.observed, t.observed_is_minimum, t.minimum, t.maximum,
         '{}'::text[], coalesce(u.names, '{}'), coalesce(c.contributors, '[]'), coalesce(c.evidence, '')
    from told t left join contributed c on c.told = t.told left join unknown u on u.told = t.told
$$;

comment on function app_private.explain_results(app_private.rule_result[], app_private.client_rule[], app_private.checked_item[], app_private.item_food[], app_private.item_amount[], integer, boolean) is
  'Results about nutrients with what is behind them: the items that bring at least a twentieth of the value, the foods without a value, and the evidence that an override rests on.';
grant execute on function app_private.explain_results(app_private.rule_result[], app_private.client_rule[], app_private.checked_item[], app_private.item_food[], app_private.item_amount[], integer, boolean) to tf_definer;
