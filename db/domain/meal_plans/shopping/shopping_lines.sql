create or replace function app_private.shopping_lines(org uuid, version_ids uuid[], day_numbers integer[], dates date[], people numeric)
  returns table (groups json, written json, choices json)
  language sql stable rows 1 set search_path = pg_catalog, pg_temp
as $$
  with chosen as materialized (
    select * from unnest(version_ids, day_numbers, dates) with ordinality c(version_id, day_number, on_date, n)
  ), source as materialized (
    select v.version_id, s.days, s.facts from (select distinct c.version_id from chosen c) v cross join lateral app_private.shopping_source(org, v.version_id) s
  ), item as materialized (
    select c.n, c.version_id, c.on_date, c.day_number, m.value ->> 'name' as meal, i.value ->> 'id' as id, i.value ->> 'alternativeOfId' as alternative_of_id,
           i.value ->> 'kind' as kind, i.value ->> 'foodId' as food_id, i.value ->> 'recipeId' as recipe_id, i.value ->> 'name' as name,
           (i.value ->> 'grams')::numeric as grams, (i.value ->> 'servings')::numeric as servings, row_number() over (order by c.n, m.ordinality, i.ordinality) as place
      from chosen c
      join source s on s.version_id = c.version_id
     cross join jsonb_array_elements(s.days) d
     cross join jsonb_array_elements(d.value -> 'meals') with ordinality m
     cross join jsonb_array_elements(m.value -> 'items') with ordinality i
     where (d.value ->> 'dayNumber')::integer = c.day_number
  ), dish as materialized ( -- by version: each keeps the recipes and foods that it was published with
    select i.version_id, i.recipe_id, s.facts -> 'recipes' -> i.recipe_id as fact
      from (select distinct i.version_id, i.recipe_id from item i where i.recipe_id is not null) i join source s on s.version_id = i.version_id
  ), taken as ( -- edible grams; of alternatives the first (CLINICAL 8)
    select i.version_id, i.n, i.food_id, i.grams from item i where i.alternative_of_id is null and i.kind = 'food'
    union all
    select i.version_id, i.n, f.value ->> 'foodId', i.servings * (f.value ->> 'gramsPerServing')::numeric
      from item i join dish d on (d.version_id, d.recipe_id) = (i.version_id, i.recipe_id) cross join jsonb_array_elements(d.fact -> 'foods') f
     where i.alternative_of_id is null and i.kind = 'recipe'
  ), frozen as materialized (
    select t.version_id, t.n, t.food_id, s.facts -> 'foods' -> t.food_id as fact, t.grams * people as grams
      from (select t.version_id, max(t.n) as n, t.food_id, sum(t.grams) as grams from taken t group by t.version_id, t.food_id) t
      join source s on s.version_id = t.version_id
  ), food as materialized (
    select f.food_id, (array_agg(f.fact order by f.n desc))[1] as fact, sum(f.grams) as grams,
           -- CLINICAL 1. Of whose refuse nothing is known, the edible part is what can be said.
           sum(f.grams / (1 - coalesce((f.fact ->> 'refuseShare')::numeric, 0))) as bought, bool_and(f.fact ->> 'refuseShare' is not null) as is_refuse_known
      from frozen f group by f.food_id
  ), line as (
    select coalesce(f.fact ->> 'group', '') as group_name, coalesce(f.fact ->> 'groupCode', '~') as group_code, f.fact ->> 'name' as name,
           json_build_object(
             'foodId', f.food_id, 'name', f.fact -> 'name', 'brand', f.fact -> 'brand', 'edibleG', round(f.grams, 1),
             'boughtG', round(f.bought, 1), 'isRefuseKnown', f.is_refuse_known,
             'pieces', case when f.fact -> 'piece' ->> 'grams' is not null
                            then json_build_object('count', round(f.grams / (f.fact -> 'piece' ->> 'grams')::numeric, 2), 'label', f.fact -> 'piece' -> 'label') end) as told
      from food f where f.grams > 0
  )
  select (select coalesce(json_agg(json_build_object('code', nullif(g.group_code, '~'), 'name', nullif(g.group_name, ''), 'foods', g.foods) order by g.group_code), '[]')
            from (select l.group_code, l.group_name, json_agg(l.told order by lower(l.name), l.told ->> 'foodId') as foods from line l group by 1, 2) g),
         -- Words, and dishes of which nobody has said what is in them, stand as they are written.
         (select coalesce(json_agg(json_build_object('text', w.name, 'times', w.times, 'isRecipe', w.is_recipe) order by w.place), '[]')
            from (select i.name, count(*) as times, min(i.place) as place, bool_or(i.kind = 'recipe') as is_recipe
                    from item i left join dish d on (d.version_id, d.recipe_id) = (i.version_id, i.recipe_id)
                   where i.alternative_of_id is null
                     and (i.kind = 'text' or i.kind = 'recipe' and (i.servings is null or coalesce((d.fact ->> 'isIncomplete')::boolean, true)))
                   group by i.name) w),
         (select coalesce(json_agg(case when i.on_date is null then json_build_object('dayNumber', i.day_number, 'meal', i.meal, 'counted', i.name, 'others', o.names)
                                        else json_build_object('date', i.on_date, 'dayNumber', i.day_number, 'meal', i.meal, 'counted', i.name, 'others', o.names) end order by i.place), '[]')
            from item i
           cross join lateral (select json_agg(a.name order by a.place) as names from item a where (a.n, a.alternative_of_id) = (i.n, i.id)) o
           where i.alternative_of_id is null and o.names is not null)
$$;

comment on function app_private.shopping_lines(uuid, uuid[], integer[], date[], numeric) is
  'What to buy for days of plan versions, as in shopping_list(): version_ids, day_numbers and dates (null = no particular one) are parallel, a day that stands there twice is bought for twice. A food of several versions is one line, called as in the last.';
revoke execute on function app_private.shopping_lines(uuid, uuid[], integer[], date[], numeric) from public;
grant execute on function app_private.shopping_lines(uuid, uuid[], integer[], date[], numeric) to tf_definer;
