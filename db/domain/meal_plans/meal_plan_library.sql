-- What the builder must know of the foods and recipes of a draft, to offer their portions and units.
create or replace function app_private.meal_plan_foods(org uuid, version_id uuid) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(json_object_agg(i.food_id, json_build_object(
           'name', f.name, 'group', g.name, 'isOwn', f.org_id = org, 'isArchived', f.archived_at is not null,
           'portions', o.portions,
           'units', case when f.density_g_per_ml is null then units.masses else units.masses_and_volumes end)), '{}')
    from app_private.food_units() units
   cross join (select i.food_org_id, i.food_id, array_agg(i.food_portion_id) filter (where i.food_portion_id is not null) as portion_ids
                 from app_public.meal_plan_items i
                where i.org_id = org and i.meal_plan_version_id = version_id and i.food_id is not null
                group by i.food_org_id, i.food_id) i
    join app_public.foods f on f.org_id = i.food_org_id and f.id = i.food_id
    left join app_public.food_groups g on g.code = f.food_group_code
   cross join lateral app_private.offered_portions(org, f.org_id, f.id, i.portion_ids) o
$$;

create or replace function app_private.meal_plan_recipes(org uuid, version_id uuid) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select app_private.recipes_to_measure(org, array(
    select distinct i.recipe_id from app_public.meal_plan_items i where i.org_id = org and i.meal_plan_version_id = version_id and i.recipe_id is not null))
$$;

comment on function app_private.meal_plan_foods(uuid, uuid) is 'The foods of a draft by id: name, group, whether it is the organisation''s own, whether it is archived, portions (g) and the units that its amounts convert from.';
comment on function app_private.meal_plan_recipes(uuid, uuid) is 'The recipes of a draft by id: name, servings, and whether grams of it are possible.';
revoke execute on function app_private.meal_plan_foods(uuid, uuid), app_private.meal_plan_recipes(uuid, uuid) from public;
grant execute on function app_private.meal_plan_foods(uuid, uuid), app_private.meal_plan_recipes(uuid, uuid) to tf_definer;
