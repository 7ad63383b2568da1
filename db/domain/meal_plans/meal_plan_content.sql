create or replace function app_private.meal_plan_content(org uuid, version_id uuid) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with recipe_ids as materialized (
    select array_agg(distinct i.recipe_id) as ids from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id and i.recipe_id is not null
  ), ingredients as materialized (
    select r.recipe_org_id, r.recipe_id, r.food_id, f.name, r.grams_per_serving
      from recipe_ids
     cross join app_private.recipe_foods(org, recipe_ids.ids) r
      left join app_public.foods f on f.org_id = r.food_org_id and f.id = r.food_id
  )
  select jsonb_build_object(
    'format', 1,
    'plan', (select jsonb_build_object('id', p.id, 'name', p.name) from app_public.meal_plans p where p.org_id = org and p.id = v.meal_plan_id),
    'version', jsonb_build_object('id', v.id, 'number', v.number, 'dayMapping', v.day_mapping, 'isRepeating', v.is_repeating, 'note', v.note),
    'targets', (select coalesce(jsonb_agg(jsonb_build_object('nutrientId', t.nutrient_id, 'minimum', trim_scale(t.minimum), 'maximum', trim_scale(t.maximum))
                                            || case when t.basis is null then '{}' else jsonb_build_object('formula', t.basis -> 'formula') end
                                          order by t.nutrient_id), '[]')
                  from app_public.meal_plan_targets t where t.org_id = org and t.meal_plan_version_id = v.id),
    'days', app_private.draft_days(org, v.id)::jsonb,
    'nutrients', (select jsonb_agg(jsonb_build_object('id', n.id, 'code', n.code, 'name', n.name, 'unit', n.unit, 'decimals', n.decimals) order by n.sort_order, n.id)
                    from app_public.nutrients n where n.id = any (app_private.panel_nutrient_ids())),
    'shopping', app_private.shopping_facts(org, v.id),
    'recipes', (select coalesce(jsonb_object_agg(r.id, jsonb_build_object(
                         'name', r.name, 'servings', trim_scale(r.servings), 'cookedWeightG', trim_scale(r.cooked_weight_g), 'preparation', r.preparation,
                         'ingredients', (select coalesce(jsonb_agg(jsonb_build_object('foodId', i.food_id, 'name', i.name,
                                                                                      'gramsPerServing', trim_scale(i.grams_per_serving))
                                                                   order by i.grams_per_serving desc, i.food_id), '[]')
                                           from ingredients i where i.recipe_org_id = r.org_id and i.recipe_id = r.id and i.food_id is not null))
                       || case when exists (select from ingredients i where i.recipe_org_id = r.org_id and i.recipe_id = r.id and i.food_id is null)
                               then '{"isIncomplete": true}'::jsonb else '{}' end), '{}')
                  from recipe_ids, app_public.recipes r
                 where r.id = any (recipe_ids.ids) and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])),
    'foods', (select coalesce(jsonb_object_agg(f.id, jsonb_build_object('name', f.name, 'brand', f.brand, 'group', g.name)), '{}')
                from (select distinct i.food_org_id, i.food_id from app_public.meal_plan_items i
                       where i.org_id = org and i.meal_plan_version_id = version_id and i.food_id is not null) i
                join app_public.foods f on f.org_id = i.food_org_id and f.id = i.food_id
                left join app_public.food_groups g on g.code = f.food_group_code))
    from app_public.meal_plan_versions v
   where v.org_id = org and v.id = version_id
$$;

comment on function app_private.meal_plan_content(uuid, uuid) is
  'What publishing freezes of what the client sees. Days as in draft_days(); recipes with preparation and flattened ingredients (edible g a serving), isIncomplete where a recipe inside has none; shopping as in shopping_facts().';
revoke execute on function app_private.meal_plan_content(uuid, uuid) from public;
grant execute on function app_private.meal_plan_content(uuid, uuid) to tf_definer;
