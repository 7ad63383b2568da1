create or replace function app_private.progress_days(org uuid, client uuid, from_on date, to_on date)
  returns table (on_date date, day_number integer, log_count bigint, prescribed_meals bigint, eaten_meals bigint, partly_meals bigint, skipped_meals bigint)
  language sql stable set search_path = pg_catalog, pg_temp rows 30
as $$
  with prescribed as materialized (
    select p.on_date, p.day_number, p.meal_id, p.meal_plan_version_id from app_private.prescribed_meals(org, client, from_on, to_on) p
  ), logged as materialized (
    select l.logged_on, l.meal_id, l.meal_plan_version_id, l.outcome
      from app_public.meal_logs l
     where l.org_id = org and l.client_id = client and l.logged_on >= from_on and l.logged_on < to_on and l.deleted_at is null
  ), judged as ( -- a meal that was logged twice counts once, as the better of both
    select p.on_date, p.day_number, p.meal_id, min(case l.outcome when 'eaten' then 1 when 'alternative' then 1 when 'partly' then 2 when 'skipped' then 3 end) as best
      from prescribed p
      left join logged l on (l.logged_on, l.meal_id, l.meal_plan_version_id) = (p.on_date, p.meal_id, p.meal_plan_version_id)
     group by 1, 2, 3
  )
  select d.on_date::date, max(j.day_number), (select count(*) from logged l where l.logged_on = d.on_date::date), count(j.meal_id),
         count(*) filter (where j.best = 1), count(*) filter (where j.best = 2), count(*) filter (where j.best = 3)
    from generate_series(from_on::timestamp, (to_on - 1)::timestamp, '1 day') d(on_date)
    left join judged j on j.on_date = d.on_date::date
   group by d.on_date
$$;

comment on function app_private.progress_days(uuid, uuid, date, date) is
  'Each day of [from_on, to_on): how many logs, how many meals were prescribed (from frozen content), and how many of those were logged as eaten (an alternative counts), partly eaten or skipped (CLINICAL 14).';
grant execute on function app_private.progress_days(uuid, uuid, date, date) to tf_definer;
