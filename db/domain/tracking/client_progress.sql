create or replace function app_public.client_progress(client_id uuid, from_on date, to_on date) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client constant uuid := (select c.id from app_hidden.my_client_ids() c(id) where c.id = client_progress.client_id limit 1);
  v_names constant text[] := '{energy,protein,carbohydrate,fat}';
  v_nutrient_ids constant integer[] := '{208,203,205,204}';
begin
  if v_client is null then
    raise exception 'There is no such client.' using errcode = 'TF404';
  elsif to_on <= from_on or to_on - from_on > 366 then
    raise exception 'A period has from 1 to 366 days: from_on is its first day, to_on the day after its last.' using errcode = 'TF400';
  end if;

  return (
    with day as materialized (
      select *, log_count > 0 as is_logged, log_count > 0 and prescribed_meals > 0 as is_compared
        from app_private.progress_days(v_org, v_client, from_on, to_on, v_nutrient_ids)
    ), guardian as (
      select l.logged_on, json_agg(distinct app_private.guardian_words(v_org, v_client, g.user_id)) as words
        from app_public.meal_logs l
        join app_public.client_guardians g on (g.org_id, g.client_id, g.user_id) = (l.org_id, l.client_id, l.updated_by)
       where l.org_id = v_org and l.client_id = v_client and l.logged_on >= from_on and l.logged_on < to_on and l.deleted_at is null
       group by 1
    ), total as (
      select count(*) filter (where d.is_logged) as logged_days, count(*) filter (where d.prescribed_meals > 0) as prescribed_days,
             count(*) filter (where d.is_compared) as compared_days, coalesce(sum(d.prescribed_meals) filter (where d.is_logged), 0) as prescribed_meals,
             coalesce(sum(d.eaten_meals) filter (where d.is_logged), 0) as eaten_meals
        from day d
    ), compared as (
      select n.name, n.id, n.position, sum(d.prescribed_known[n.position]) as prescribed, sum(d.prescribed_unknown[n.position]) as prescribed_unknown,
             sum(d.logged_known[n.position]) as logged, sum(d.logged_unknown[n.position]) as logged_unknown
        from day d cross join unnest(v_names, v_nutrient_ids) with ordinality n(name, id, position)
       where d.is_compared
       group by 1, 2, 3
    )
    select json_build_object(
      'clientId', v_client, 'fromOn', from_on, 'toOn', to_on, 'dayCount', to_on - from_on,
      'loggedDays', t.logged_days, 'prescribedDays', t.prescribed_days, 'comparedDays', t.compared_days,
      'prescribedMeals', t.prescribed_meals, 'eatenMeals', t.eaten_meals, 'adherencePercent', round(100.0 * t.eaten_meals / nullif(t.prescribed_meals, 0), 1),
      'compliance', (
        select json_object_agg(c.name, json_build_object(
                 'nutrientId', c.id, 'unit', (select n.unit from app_public.nutrients n where n.id = c.id),
                 'prescribed', json_build_object('known', round(c.prescribed, 3), 'unknown', c.prescribed_unknown),
                 'logged', json_build_object('known', round(c.logged, 3), 'unknown', c.logged_unknown),
                 -- A share of an interval is no number (CLINICAL 19).
                 'percent', case when c.prescribed_unknown = 0 and c.logged_unknown = 0 then round(100 * c.logged / nullif(c.prescribed, 0), 1) end,
                 'unknown', c.prescribed_unknown + c.logged_unknown) order by c.position)
          from compared c),
      'weights', (
        select coalesce(json_agg(json_build_object('measuredOn', b.measured_on, 'kg', b.value) order by b.measured_on, b.created_at), '[]')
          from app_public.body_metrics b
         where b.org_id = v_org and b.client_id = v_client and b.kind = 'weight' and b.measured_on >= from_on and b.measured_on < to_on),
      'days', (
        select json_agg(json_build_object(
                 'date', d.on_date, 'dayNumber', d.day_number,
                 'status', case when d.is_logged then 'logged' when d.prescribed_meals > 0 then 'not_logged' else 'nothing_prescribed' end,
                 'logs', d.log_count, 'loggedBy', coalesce((select g.words from guardian g where g.logged_on = d.on_date), '[]'), 'prescribedMeals', d.prescribed_meals, 'eatenMeals', d.eaten_meals, 'partlyMeals', d.partly_meals,
                 'skippedMeals', d.skipped_meals, 'adherencePercent', case when d.is_logged then round(100.0 * d.eaten_meals / nullif(d.prescribed_meals, 0), 1) end,
                 'energy', case when d.is_logged then json_build_object('known', round(d.logged_known[1], 3), 'unknown', d.logged_unknown[1]) end,
                 'prescribedEnergy', case when d.prescribed_meals > 0 then json_build_object('known', round(d.prescribed_known[1], 3), 'unknown', d.prescribed_unknown[1]) end)
               order by d.on_date)
          from day d))
      from total t);
end $$;
-- Definer: it reads frozen plans through internals, after asking whether the request may see the client.
alter function app_public.client_progress(uuid, date, date) owner to tf_definer;

comment on function app_public.client_progress(uuid, date, date) is
  '@medicalRecord client client_id
How a client followed the plan on the days [from_on, to_on), at most 366: {loggedDays, prescribedDays, comparedDays (logged and prescribed), prescribedMeals and eatenMeals of logged days, adherencePercent, compliance (of compared days): {energy, protein, carbohydrate, fat: {prescribed, logged, percent, unknown}}, weights: [{measuredOn, kg}], days: [{date, dayNumber, status: logged | not_logged | nothing_prescribed, logs, loggedBy (guardians, such as "Anna Keller, mother"; empty = the client did), prescribedMeals, eatenMeals, partlyMeals, skippedMeals, adherencePercent, energy, prescribedEnergy}]}. Eaten and alternative count as eaten. A day without a log is not logged, never 0 %. Energy in kcal, macros in g, at least known where unknown > 0. TF404 client, TF400 period.';
grant execute on function app_public.client_progress(uuid, date, date) to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
