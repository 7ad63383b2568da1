create or replace function app_private.progress_days(org uuid, client uuid, from_on date, to_on date, nutrient_ids integer[])
  returns table (on_date date, day_number integer, log_count bigint, prescribed_meals bigint, eaten_meals bigint, partly_meals bigint, skipped_meals bigint,
                 prescribed_known numeric[], prescribed_unknown bigint[], logged_known numeric[], logged_unknown bigint[])
  language sql stable set search_path = pg_catalog, pg_temp rows 30
as $$
  with prescribed as materialized (
    select * from app_private.prescribed_meals(org, client, from_on, to_on)
  ), planned as materialized (
    select t.on_date, array_agg(t.known order by t.position) as known, array_agg(t.unknown order by t.position) as unknown
      from (select p.on_date, n.position, sum(coalesce(p.known[array_position(p.nutrient_ids, n.id)], 0)) as known,
                   sum(coalesce(p.unknown[array_position(p.nutrient_ids, n.id)], 1)) as unknown
              from prescribed p cross join unnest(progress_days.nutrient_ids) with ordinality n(id, position)
             group by 1, 2) t
     group by 1
  ), logged as materialized (
    select l.logged_on, l.meal_id, l.meal_plan_version_id, l.outcome
      from app_public.meal_logs l
     where l.org_id = org and l.client_id = client and l.logged_on >= from_on and l.logged_on < to_on and l.deleted_at is null
  ), counted as materialized (
    select l.logged_on, count(*) as logs from logged l group by 1
  ), judged as materialized ( -- a meal that was logged twice counts once, as the better of both
    select p.on_date, p.day_number, p.meal_id, min(case l.outcome when 'eaten' then 1 when 'alternative' then 1 when 'partly' then 2 when 'skipped' then 3 end) as best
      from prescribed p
      left join logged l on (l.logged_on, l.meal_id, l.meal_plan_version_id) = (p.on_date, p.meal_id, p.meal_plan_version_id)
     group by 1, 2, 3
  ), day as (
    select d.on_date::date as on_date, max(j.day_number) as day_number, count(j.meal_id) as meals,
           count(*) filter (where j.best = 1) as eaten, count(*) filter (where j.best = 2) as partly, count(*) filter (where j.best = 3) as skipped
      from generate_series(from_on::timestamp, (to_on - 1)::timestamp, '1 day') d(on_date)
      left join judged j on j.on_date = d.on_date::date
     group by 1
  )
  select d.on_date, d.day_number, coalesce(c.logs, 0), d.meals, d.eaten, d.partly, d.skipped, p.known, p.unknown, m.known, m.unknown
    from day d
    left join counted c on c.logged_on = d.on_date
    left join planned p on p.on_date = d.on_date
    left join app_private.logged_macros(org, client, from_on, to_on, progress_days.nutrient_ids) m on m.logged_on = d.on_date
$$;

comment on function app_private.progress_days(uuid, uuid, date, date, integer[]) is
  'Each day of [from_on, to_on): how many logs; how many meals were prescribed (from frozen content) and how many of those were logged as eaten (an alternative counts), partly eaten or skipped (CLINICAL 14); and what was prescribed and logged, in the order of nutrient_ids, at least known where unknown > 0. Null where nothing was.';
grant execute on function app_private.progress_days(uuid, uuid, date, date, integer[]) to tf_definer;
