create or replace function app_private.arrange_meal_plan_items(
  org uuid, version_id uuid, meal_ids uuid[],
  moved_id uuid default null, to_meal_id uuid default null, to_position integer default null, to_alternative_of_id uuid default null
) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  -- One statement, so that an item and its alternatives change meals together.
  with ranked as (
    select i.id, i.id = moved_id or i.alternative_of_id = moved_id as is_moving,
           case when i.id = moved_id or i.alternative_of_id = moved_id then to_meal_id else i.meal_plan_meal_id end as meal_id,
           case when i.id = moved_id then to_alternative_of_id else i.alternative_of_id end as alternative_of_id,
           case when i.id = moved_id then coalesce(to_position - 0.5, 1e9)
                else row_number() over (partition by i.meal_plan_meal_id, coalesce(i.id = moved_id or i.alternative_of_id = moved_id, false)
                                        order by i.position, i.id) end as rank
      from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id and i.meal_plan_meal_id = any (meal_ids)
  ), placed as (
    select r.id, r.meal_id, r.alternative_of_id,
           row_number() over (partition by r.meal_id
                              order by coalesce(h.rank, r.rank), coalesce(r.alternative_of_id, r.id), r.alternative_of_id is not null, r.rank, r.id) as position
      from ranked r left join ranked h on h.id = r.alternative_of_id
  )
  update app_public.meal_plan_items i
     set position = p.position, meal_plan_meal_id = p.meal_id, alternative_of_id = p.alternative_of_id
    from placed p
   where i.org_id = org and i.id = p.id
     and (i.position, i.meal_plan_meal_id, i.alternative_of_id) is distinct from (p.position::integer, p.meal_id, p.alternative_of_id)
$$;

comment on function app_private.arrange_meal_plan_items(uuid, uuid, uuid[], uuid, uuid, integer, uuid) is
  'Numbers the items of the meals from 1 without gaps, alternatives behind the item that they stand for, after putting one item (with its alternatives) at a place counted without itself: position null = the end.';
revoke execute on function app_private.arrange_meal_plan_items(uuid, uuid, uuid[], uuid, uuid, integer, uuid) from public;
grant execute on function app_private.arrange_meal_plan_items(uuid, uuid, uuid[], uuid, uuid, integer, uuid) to tf_definer;
