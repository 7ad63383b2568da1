create or replace function app_private.arrange_meal_plan_meals(
  org uuid, version_id uuid, day_ids uuid[],
  moved_id uuid default null, to_day_id uuid default null, to_position integer default null
) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with ranked as (
    select m.id, case when m.id = moved_id then to_day_id else m.meal_plan_day_id end as day_id,
           case when m.id = moved_id then coalesce(to_position - 0.5, 1e9)
                else row_number() over (partition by m.meal_plan_day_id, m.id is not distinct from moved_id order by m.position, m.id) end as rank
      from app_public.meal_plan_meals m
     where m.org_id = org and m.meal_plan_version_id = version_id and m.meal_plan_day_id = any (day_ids)
  ), placed as (
    select r.id, r.day_id, row_number() over (partition by r.day_id order by r.rank, r.id) as position from ranked r
  )
  update app_public.meal_plan_meals m set position = p.position, meal_plan_day_id = p.day_id
    from placed p
   where m.org_id = org and m.id = p.id and (m.position, m.meal_plan_day_id) is distinct from (p.position::integer, p.day_id)
$$;

create or replace function app_private.arrange_meal_plan_days(
  org uuid, version_id uuid, moved_id uuid default null, to_number integer default null
) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with ranked as (
    select d.id, case when d.id = moved_id then coalesce(to_number - 0.5, 1e9)
                      else row_number() over (partition by d.id is not distinct from moved_id order by d.day_number) end as rank
      from app_public.meal_plan_days d
     where d.org_id = org and d.meal_plan_version_id = version_id
  ), placed as (
    select r.id, row_number() over (order by r.rank, r.id) as day_number from ranked r
  )
  update app_public.meal_plan_days d set day_number = p.day_number
    from placed p
   where d.org_id = org and d.id = p.id and d.day_number <> p.day_number
$$;

comment on function app_private.arrange_meal_plan_meals(uuid, uuid, uuid[], uuid, uuid, integer) is
  'Numbers the meals of the days from 1 without gaps, after putting one of them at a place counted without itself: position null = the end.';
comment on function app_private.arrange_meal_plan_days(uuid, uuid, uuid, integer) is
  'Numbers the days of a version from 1 without gaps, after putting one of them at a number counted without itself: null = the end.';
revoke execute on function app_private.arrange_meal_plan_meals(uuid, uuid, uuid[], uuid, uuid, integer),
  app_private.arrange_meal_plan_days(uuid, uuid, uuid, integer) from public;
grant execute on function app_private.arrange_meal_plan_meals(uuid, uuid, uuid[], uuid, uuid, integer),
  app_private.arrange_meal_plan_days(uuid, uuid, uuid, integer) to tf_definer;
