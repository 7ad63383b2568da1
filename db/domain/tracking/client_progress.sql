create or replace function app_public.client_progress(client_id uuid, from_on date, to_on date) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client constant uuid := (select c.id from app_hidden.my_client_ids() c(id) where c.id = client_progress.client_id limit 1);
begin
  if v_client is null then
    raise exception 'There is no such client.' using errcode = 'TF404';
  elsif to_on <= from_on or to_on - from_on > 366 then
    raise exception 'A period has from 1 to 366 days: from_on is its first day, to_on the day after its last.' using errcode = 'TF400';
  end if;

  return (
    with day as materialized (
      select * from app_private.progress_days(v_org, v_client, from_on, to_on)
    ), macro as materialized (
      select l.logged_on, l.known, l.unknown from app_private.logged_macros(v_org, v_client, from_on, to_on, array[208]) l
    ), total as (
      select count(*) filter (where d.log_count > 0) as logged_days, count(*) filter (where d.prescribed_meals > 0) as prescribed_days,
             count(*) filter (where d.log_count > 0 and d.prescribed_meals > 0) as compared_days,
             sum(d.prescribed_meals) filter (where d.log_count > 0) as prescribed_meals, sum(d.eaten_meals) filter (where d.log_count > 0) as eaten_meals,
             array_agg(d.on_date) filter (where d.log_count > 0 and d.prescribed_meals > 0) as compared
        from day d
    )
    select json_build_object(
      'clientId', v_client, 'fromOn', from_on, 'toOn', to_on, 'dayCount', to_on - from_on,
      'loggedDays', t.logged_days, 'prescribedDays', t.prescribed_days, 'comparedDays', t.compared_days,
      'prescribedMeals', coalesce(t.prescribed_meals, 0), 'eatenMeals', coalesce(t.eaten_meals, 0),
      'adherencePercent', round(100.0 * t.eaten_meals / nullif(t.prescribed_meals, 0), 1),
      'compliance', case when t.compared_days > 0 then app_private.compliance(v_org, v_client, from_on, to_on, t.compared) end,
      'weights', (select coalesce(json_agg(json_build_object('measuredOn', b.measured_on, 'kg', b.value) order by b.measured_on, b.created_at), '[]')
                    from app_public.body_metrics b
                   where b.org_id = v_org and b.client_id = v_client and b.kind = 'weight' and b.measured_on >= from_on and b.measured_on < to_on),
      'days', (select json_agg(json_build_object(
                 'date', d.on_date, 'dayNumber', d.day_number,
                 'status', case when d.log_count > 0 then 'logged' when d.prescribed_meals > 0 then 'not_logged' else 'nothing_prescribed' end,
                 'logs', d.log_count, 'prescribedMeals', d.prescribed_meals, 'eatenMeals', d.eaten_meals, 'partlyMeals', d.partly_meals, 'skippedMeals', d.skipped_meals,
                 'adherencePercent', case when d.log_count > 0 then round(100.0 * d.eaten_meals / nullif(d.prescribed_meals, 0), 1) end,
                 'energy', case when d.log_count > 0 then json_build_object('known', round(m.known, 3), 'unknown', m.unknown) end) order by d.on_date)
                 from day d left join macro m on m.logged_on = d.on_date))
      from total t);
end $$;
-- Definer: it reads frozen plans through internals, after asking whether the request may see the client.
alter function app_public.client_progress(uuid, date, date) owner to tf_definer;

comment on function app_public.client_progress(uuid, date, date) is
  'How a client followed the plan on the days [from_on, to_on), at most 366: {loggedDays, prescribedDays, comparedDays (logged and prescribed), prescribedMeals and eatenMeals of logged days, adherencePercent, compliance: {energy, protein, carbohydrate, fat: {prescribed, logged, percent, unknown}}, weights: [{measuredOn, kg}], days: [{date, dayNumber, status: logged | not_logged | nothing_prescribed, logs, prescribedMeals, eatenMeals, partlyMeals, skippedMeals, adherencePercent, energy}]}. Eaten and alternative count as eaten. A day without a log is not logged, never 0 %. TF404 client, TF400 period.';
grant execute on function app_public.client_progress(uuid, date, date) to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
