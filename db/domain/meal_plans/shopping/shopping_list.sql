create or replace function app_public.shopping_list(meal_plan_version_id uuid, day_numbers integer[] default null, people numeric default 1) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(shopping_list.meal_plan_version_id);
  v_content jsonb;
  v_days jsonb;
  v_facts jsonb;
  v_chosen integer[];
begin
  if v_version.status = 'published' then
    select c.content || '{}' into v_content from app_public.published_contents c where c.org_id = v_org and c.meal_plan_version_id = v_version.id;
    v_days := v_content -> 'days';
    v_facts := v_content -> 'shopping';
  else
    v_days := app_private.draft_days(v_org, v_version.id)::jsonb;
    v_facts := app_private.shopping_facts(v_org, v_version.id);
  end if;
  if v_facts is null then
    -- Published before shopping was frozen: what recipes were made of then, foods as they are now.
    v_facts := jsonb_build_object(
      'recipes', (select coalesce(jsonb_object_agg(r.key, jsonb_build_object('foods', r.value -> 'ingredients', 'isIncomplete', coalesce(r.value -> 'isIncomplete', 'false') = 'true' or r.value -> 'ingredients' = '[]')), '{}')
                    from jsonb_each(v_content -> 'recipes') r),
      'foods', app_private.shopping_foods(v_org, array(
        select f.key::uuid from jsonb_object_keys(v_content -> 'foods') f(key)
        union select (i.value ->> 'foodId')::uuid from jsonb_each(v_content -> 'recipes') r, jsonb_array_elements(r.value -> 'ingredients') i)));
  end if;

  v_chosen := case when day_numbers is null then array(select (d ->> 'dayNumber')::integer from jsonb_array_elements(v_days) d order by 1)
                   else array(select distinct n from unnest(day_numbers) n order by n) end;
  if v_chosen = '{}' or exists (select from unnest(v_chosen) n where n is null or n not in (select (d ->> 'dayNumber')::integer from jsonb_array_elements(v_days) d)) then
    raise exception 'Choose days that the plan has: 1 to %.', jsonb_array_length(v_days) using errcode = 'TF137';
  end if;
  if people is null or people <= 0 or people > 50 then
    raise exception 'A shopping list is for more than 0 and at most 50 people.' using errcode = 'TF137';
  end if;

  return (
    with item as materialized (
      select (d.value ->> 'dayNumber')::integer as day_number, m.value ->> 'name' as meal, i.value ->> 'id' as id, i.value ->> 'alternativeOfId' as alternative_of_id,
             i.value ->> 'kind' as kind, i.value ->> 'foodId' as food_id, i.value ->> 'recipeId' as recipe_id, i.value ->> 'name' as name,
             (i.value ->> 'grams')::numeric as grams, (i.value ->> 'servings')::numeric as servings, row_number() over (order by d.ordinality, m.ordinality, i.ordinality) as place
        from jsonb_array_elements(v_days) with ordinality d
       cross join jsonb_array_elements(d.value -> 'meals') with ordinality m
       cross join jsonb_array_elements(m.value -> 'items') with ordinality i
       where (d.value ->> 'dayNumber')::integer = any (v_chosen)
    ), taken as ( -- edible grams; of alternatives the first (CLINICAL 8)
      select i.food_id, i.grams from item i where i.alternative_of_id is null and i.kind = 'food'
      union all
      select f.value ->> 'foodId', i.servings * (f.value ->> 'gramsPerServing')::numeric
        from item i cross join jsonb_array_elements(v_facts -> 'recipes' -> i.recipe_id -> 'foods') f
       where i.alternative_of_id is null and i.kind = 'recipe'
    ), food as materialized (
      select t.food_id, v_facts -> 'foods' -> t.food_id as fact, sum(t.grams) * people as grams
        from taken t group by t.food_id
    ), line as (
      select coalesce(f.fact ->> 'group', '') as group_name, coalesce(f.fact ->> 'groupCode', '~') as group_code, f.fact ->> 'name' as name,
             json_build_object(
               'foodId', f.food_id, 'name', f.fact -> 'name', 'brand', f.fact -> 'brand', 'edibleG', round(f.grams, 1),
               -- CLINICAL 1. Of whose refuse nothing is known, the edible part is what can be said.
               'boughtG', round(f.grams / (1 - coalesce((f.fact ->> 'refuseShare')::numeric, 0)), 1), 'isRefuseKnown', f.fact ->> 'refuseShare' is not null,
               'pieces', case when f.fact -> 'piece' ->> 'grams' is not null
                              then json_build_object('count', round(f.grams / (f.fact -> 'piece' ->> 'grams')::numeric, 2), 'label', f.fact -> 'piece' -> 'label') end) as told
        from food f where f.grams > 0
    )
    select json_build_object(
      'dayNumbers', v_chosen, 'people', trim_scale(people),
      'groups', (select coalesce(json_agg(json_build_object('code', nullif(g.group_code, '~'), 'name', nullif(g.group_name, ''), 'foods', g.foods) order by g.group_code), '[]')
                   from (select l.group_code, l.group_name, json_agg(l.told order by lower(l.name), l.told ->> 'foodId') as foods from line l group by 1, 2) g),
      -- Words, and dishes of which nobody has said what is in them, stand as they are written.
      'written', (select coalesce(json_agg(json_build_object('text', w.name, 'times', w.times, 'isRecipe', w.is_recipe) order by w.place), '[]')
                    from (select i.name, count(*) as times, min(i.place) as place, bool_or(i.kind = 'recipe') as is_recipe from item i
                           where i.alternative_of_id is null
                             and (i.kind = 'text' or i.kind = 'recipe' and (i.servings is null or coalesce((v_facts -> 'recipes' -> i.recipe_id ->> 'isIncomplete')::boolean, true)))
                           group by i.name) w),
      'choices', (select coalesce(json_agg(json_build_object('dayNumber', i.day_number, 'meal', i.meal, 'counted', i.name, 'others', o.names) order by i.place), '[]')
                    from item i
                   cross join lateral (select json_agg(a.name order by a.place) as names from item a where a.alternative_of_id = i.id) o
                   where i.alternative_of_id is null and o.names is not null)));
end $$;
-- Definer: it reads what only definer functions may reach, after asking whether the request may see the version.
alter function app_public.shopping_list(uuid, integer[], numeric) owner to tf_definer;

comment on function app_public.shopping_list(uuid, integer[], numeric) is
  '@medicalRecord meal_plan_version meal_plan_version_id
What to buy for chosen days of a plan version (null = all): {"dayNumbers", "people", "groups": [{code, name, "foods": [{foodId, name, brand, edibleG, boughtG, isRefuseKnown, "pieces": {count, label}}]}], "written": [{text, times, isRecipe}], "choices": [{dayNumber, meal, counted, others}]}. boughtG = edible g / (1 − refuse) (CLINICAL 1), equal to edibleG where the refuse is unknown; recipes are taken apart, what they discard is bought too; of alternatives the first counts, choices names the others. A published version answers from what was frozen (CLINICAL 15). TF404, TF137 no such day, or a number of people that makes no sense.';
revoke execute on function app_public.shopping_list(uuid, integer[], numeric) from public;
grant execute on function app_public.shopping_list(uuid, integer[], numeric) to tf_assistant, tf_dietitian, tf_org_admin;
