create or replace function app_private.contributors(
  rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], day_count integer, told app_private.told_result[], keys text[]
) returns table (key text, contributors json)
  language sql stable rows 10 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with asked as materialized (
    select t.*, r.nutrient_id, r.effect, t.state = 'open' and (t.scope in ('item', 'meal') or r.effect = 'nutrient_variation') as is_together,
           case when t.state = 'open' and r.effect = 'nutrient_variation' then null else t.day_number end as of_day,
           case when r.basis = 'energy_percent' then 0.000001 -- an item is named where it brings at least a tenth of the value
                else greatest(0.1 * t.observed * case t.scope when 'average_day' then day_count else 1 end, 0.000001) end as least
      from unnest(told) t join unnest(rules) with ordinality r on r.ordinality = t.rule_index
     where keys is null or t.key = any (keys)
  ), wanted as materialized (
    select array(select distinct a.nutrient_id from asked a where a.nutrient_id is not null) as ids, cardinality(app_private.panel_nutrient_ids()) as offset
  ), item as materialized (
    select i.ordinality::integer as number, i.item_id, i.day_number, i.meal_id,
           case when f.count > 1 then coalesce((select r.name from app_public.recipes r where (r.org_id, r.id) = (i.recipe_org_id, i.recipe_id)), f.name) else f.name end as name
      from unnest(items) with ordinality i
      join (select u.item_number, count(*) as count, min(u.name) as name from unnest(foods) u group by u.item_number) f on f.item_number = i.ordinality
  ), amount as materialized (
    select c.item_number, n.id as nutrient_id, sum(coalesce(c.hundreds * c.known[w.offset + n.position], 0)) as known,
           bool_or(coalesce(c.unknown[w.offset + n.position] > 0, true)) as is_open
      from wanted w
     cross join lateral app_private.food_contents(foods, w.ids) c
     cross join unnest(w.ids) with ordinality n(id, position)
     group by c.item_number, n.id
  ), brought as (
    select a.key, json_agg(json_build_object('itemId', i.item_id, 'dayNumber', i.day_number, 'mealId', i.meal_id, 'name', i.name,
                                             'value', trim_scale(round(m.known, 4)), 'isMinimum', m.is_open)
                           order by m.known desc, i.name collate "C", i.item_id) as contributors
      from asked a
      join amount m on m.nutrient_id = a.nutrient_id
      join item i on i.number = m.item_number
     where (a.item_id is null or i.item_id = a.item_id) and (a.meal_id is null or i.meal_id = a.meal_id) and (a.of_day is null or i.day_number = a.of_day)
       -- Of what is told together those that leave it open, but for the places that break the rule, which stand for themselves.
       and case when i.day_number is null then true
                when a.is_together then m.is_open and not exists (
                  select from unnest(told) b
                   where b.rule_index = a.rule_index and b.state = 'broken' and (b.scope = 'item' and b.item_id = i.item_id or b.scope = 'meal' and b.meal_id = i.meal_id))
                else m.known >= a.least end
     group by a.key
  ), held as (
    select a.key, json_agg(json_build_object('itemId', a.item_id, 'dayNumber', a.day_number, 'mealId', a.meal_id, 'name', n.name,
                                             'fact', case when h.fact > 3 then 'may_contain' when a.effect = 'avoid_tag' then 'has' else 'contains' end,
                                             'provenance', (array['declared', 'reviewed', 'inferred'])[1 + (h.fact - 1) % 3])
                           order by h.fact, n.name collate "C") as contributors
      from asked a
     cross join lateral unnest(string_to_array(a.foods, ',')::integer[], a.food_facts) h(food_number, fact)
     cross join lateral (select min(u.name) as name from unnest(contributors.foods) u where u.food_number = h.food_number) n
     group by a.key
  ), unclear as (
    select a.key, json_agg(json_build_object('itemId', u.item_id) order by u.food_number, u.item_number) as contributors
      from asked a
      join unnest(contributors.foods) u on u.food_number = any (string_to_array(concat_ws(',', a.unknown_foods, a.inferred_foods), ',')::integer[])
     where a.effect in ('avoid_tag', 'avoid_allergen') and a.state = 'open' and (a.item_id is null or u.item_id = a.item_id)
     group by a.key
  )
  select b.key, b.contributors from brought b union all select h.key, h.contributors from held h union all select u.key, u.contributors from unclear u
$$;

comment on function app_private.contributors(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, app_private.told_result[], text[]) is
  'What is behind the results with these keys (null = all): the items that bring at least a tenth of a value, or that leave it open; the foods that hold what is to be avoided, with how it is known; the items of which it is not known.';
grant execute on function app_private.contributors(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, app_private.told_result[], text[]) to tf_definer;
