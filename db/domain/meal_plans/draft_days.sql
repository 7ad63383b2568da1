create or replace function app_private.draft_days(org uuid, version_id uuid) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(json_agg(json_build_object(
           'id', d.id, 'dayNumber', d.day_number, 'note', d.note,
           'meals', (
             select coalesce(json_agg(json_build_object(
                      'id', m.id, 'position', m.position, 'name', m.name, 'timeOfDay', to_char(m.time_of_day, 'HH24:MI'), 'note', m.note,
                      'items', (
                        select coalesce(json_agg(json_build_object(
                                 'id', i.id, 'position', i.position, 'alternativeOfId', i.alternative_of_id,
                                 'kind', case when i.food_id is not null then 'food' when i.recipe_id is not null then 'recipe' else 'text' end,
                                 'foodId', i.food_id, 'recipeId', i.recipe_id, 'name', coalesce(f.name, r.name, i.free_text),
                                 'amount', trim_scale(i.amount), 'foodPortionId', i.food_portion_id, 'portionLabel', p.label,
                                 'unitCode', i.unit_code, 'unitName', u.name, 'grams', trim_scale(round(i.grams, 3)),
                                 'servings', case when i.unit_code = 'serving' then trim_scale(i.amount)
                                                  else trim_scale(round(i.grams * r.servings / r.cooked_weight_g, 3)) end,
                                 'note', i.note) order by i.position), '[]')
                          from app_public.meal_plan_items i
                          left join app_public.foods f on f.org_id = i.food_org_id and f.id = i.food_id
                          left join app_public.recipes r on r.org_id = i.recipe_org_id and r.id = i.recipe_id
                          left join app_public.food_portions p on p.org_id = i.food_portion_org_id and p.id = i.food_portion_id
                          left join app_public.units u on u.code = i.unit_code
                         where i.org_id = org and i.meal_plan_version_id = version_id and i.meal_plan_meal_id = m.id)
                    ) order by m.position), '[]')
               from app_public.meal_plan_meals m
              where m.org_id = org and m.meal_plan_version_id = version_id and m.meal_plan_day_id = d.id)
         ) order by d.day_number), '[]')
    from app_public.meal_plan_days d
   where d.org_id = org and d.meal_plan_version_id = version_id
$$;

comment on function app_private.draft_days(uuid, uuid) is
  'Days, meals and items of a draft with the names of now; grams of edible portion, servings of a recipe. Publishing freezes this very shape.';
revoke execute on function app_private.draft_days(uuid, uuid) from public;
grant execute on function app_private.draft_days(uuid, uuid) to tf_definer;
