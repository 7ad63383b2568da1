create or replace function app_private.copy_meal_plan_version(org uuid, from_version_id uuid, to_version_id uuid) returns jsonb
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with days as materialized (
    select d.*, uuidv7() as new_id from app_public.meal_plan_days d where d.org_id = org and d.meal_plan_version_id = from_version_id
  ), meals as materialized (
    select m.*, uuidv7() as new_id from app_public.meal_plan_meals m where m.org_id = org and m.meal_plan_version_id = from_version_id
  ), items as materialized (
    select i.*, uuidv7() as new_id from app_public.meal_plan_items i where i.org_id = org and i.meal_plan_version_id = from_version_id
  ), new_targets as (
    insert into app_public.meal_plan_targets (org_id, meal_plan_version_id, nutrient_id, minimum, maximum, basis)
    select org, to_version_id, t.nutrient_id, t.minimum, t.maximum,
           case when f.client_id = o.client_id then t.basis end -- what a client weighs says nothing in a template or to somebody else
      from app_public.meal_plan_targets t
      join app_public.meal_plan_versions f on f.org_id = org and f.id = from_version_id
      join app_public.meal_plan_versions o on o.org_id = org and o.id = to_version_id
     where t.org_id = org and t.meal_plan_version_id = from_version_id
  ), new_days as (
    insert into app_public.meal_plan_days (org_id, id, meal_plan_version_id, day_number, note)
    select org, d.new_id, to_version_id, d.day_number, d.note from days d
  ), new_meals as (
    insert into app_public.meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name, time_of_day, note)
    select org, m.new_id, to_version_id, d.new_id, m.position, m.name, m.time_of_day, m.note
      from meals m join days d on d.id = m.meal_plan_day_id
  ), new_items as (
    insert into app_public.meal_plan_items
      (org_id, id, meal_plan_version_id, meal_plan_meal_id, position, alternative_of_id, food_id, recipe_id, free_text,
       amount, food_portion_id, unit_code, grams, note)
    select org, i.new_id, to_version_id, m.new_id, i.position, a.new_id, i.food_id, i.recipe_id, i.free_text,
           i.amount, i.food_portion_id, i.unit_code, coalesce(i.amount * p.grams, i.grams), i.note -- a portion weighs what it weighs now
      from items i
      join meals m on m.id = i.meal_plan_meal_id
      left join items a on a.id = i.alternative_of_id
      left join app_public.food_portions p on p.org_id = i.food_portion_org_id and p.id = i.food_portion_id
  )
  select coalesce(jsonb_object_agg(p.id, p.new_id), '{}')
    from (select d.id, d.new_id from days d union all select m.id, m.new_id from meals m union all select i.id, i.new_id from items i) p
$$;

comment on function app_private.copy_meal_plan_version(uuid, uuid, uuid) is
  'Copies targets, days, meals and items of a version into an empty draft, with ids of their own, and answers the new ids by the old. Decisions about findings are not copied: a clone inherits none.';
revoke execute on function app_private.copy_meal_plan_version(uuid, uuid, uuid) from public;
grant execute on function app_private.copy_meal_plan_version(uuid, uuid, uuid) to tf_definer;
