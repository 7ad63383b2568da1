create or replace function app_private.meal_plan_parts_before(org uuid, version_id uuid, edits app_public.meal_plan_edit[]) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with named as (
    select array_agg(e.id) filter (where e.op in ('update_item', 'move_item', 'remove_item')) as item_ids,
           array_agg(e.id) filter (where e.op in ('update_meal', 'move_meal')) as meal_ids,
           array_agg(e.id) filter (where e.op = 'remove_meal') as removed_meal_ids,
           array_agg(e.id) filter (where e.op = 'update_day') as day_ids,
           array_agg(e.id) filter (where e.op = 'remove_day') as removed_day_ids,
           array_agg(e.nutrient_id) filter (where e.op in ('set_target', 'remove_target')) as nutrient_ids
      from unnest(edits) e
  ), days as (
    select d.* from app_public.meal_plan_days d, named n
     where n.day_ids || n.removed_day_ids is not null and d.org_id = org and d.id = any (n.day_ids || n.removed_day_ids)
  ), meals as (
    select m.* from app_public.meal_plan_meals m, named n
     where n.meal_ids || n.removed_meal_ids || n.removed_day_ids is not null and m.org_id = org and m.meal_plan_version_id = version_id
       and (m.id = any (n.meal_ids || n.removed_meal_ids) or m.meal_plan_day_id = any (n.removed_day_ids))
  ), items as (
    select i.* from app_public.meal_plan_items i, named n
     where i.org_id = org and i.id = any (n.item_ids)
    union
    select i.* from app_public.meal_plan_items i, meals m, named n
     where i.org_id = org and i.meal_plan_version_id = version_id and i.meal_plan_meal_id = m.id
       and (m.id = any (n.removed_meal_ids) or m.meal_plan_day_id = any (n.removed_day_ids))
  ), parts as (
    select jsonb_build_object(
      'days', (select jsonb_agg(to_jsonb(d) - array['org_id', 'meal_plan_version_id']) from days d),
      'meals', (select jsonb_agg(to_jsonb(m) - array['org_id', 'meal_plan_version_id']) from meals m),
      'items', (select jsonb_agg(to_jsonb(i) - array['org_id', 'meal_plan_version_id']) from items i),
      'targets', (select jsonb_agg(to_jsonb(t) - array['org_id', 'meal_plan_version_id']) from app_public.meal_plan_targets t, named n
                   where t.org_id = org and t.meal_plan_version_id = version_id and t.nutrient_id = any (n.nutrient_ids))) as parts
  )
  select jsonb_strip_nulls(p.parts) from parts p
$$;

comment on function app_private.meal_plan_parts_before(uuid, uuid, app_public.meal_plan_edit[]) is
  'The rows that the edits change or remove, as they are now, for history.';
revoke execute on function app_private.meal_plan_parts_before(uuid, uuid, app_public.meal_plan_edit[]) from public;
grant execute on function app_private.meal_plan_parts_before(uuid, uuid, app_public.meal_plan_edit[]) to tf_definer;
