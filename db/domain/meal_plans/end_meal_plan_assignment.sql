create or replace function app_public.end_meal_plan_assignment(id uuid, ends_on date, reason text default null) returns app_public.meal_plan_assignments
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_assignment app_public.meal_plan_assignments := app_private.lock_meal_plan_assignment(end_meal_plan_assignment.id, end_meal_plan_assignment.reason);
begin
  if v_assignment.status = 'cancelled' then
    raise exception 'The assignment is cancelled: it has no end.' using errcode = 'TF400';
  elsif v_assignment.ends_on = end_meal_plan_assignment.ends_on then
    return v_assignment;
  elsif end_meal_plan_assignment.ends_on is null or not isfinite(end_meal_plan_assignment.ends_on)
        or end_meal_plan_assignment.ends_on <= v_assignment.starts_on or end_meal_plan_assignment.ends_on > v_assignment.ends_on then
    raise exception 'An end (the day after the last) is later than the first day and makes the assignment shorter. To go on for longer, assign the plan again from then: it is checked again.'
      using errcode = 'TF400';
  end if;
  update app_public.meal_plan_assignments a
     set ends_on = end_meal_plan_assignment.ends_on, status_reason = coalesce(trim(end_meal_plan_assignment.reason), a.status_reason)
   where a.org_id = v_assignment.org_id and a.id = v_assignment.id
  returning a.* into v_assignment;
  return v_assignment;
end $$;
-- Definer: assignments are writable through functions only; whose rows, it asks itself.
alter function app_public.end_meal_plan_assignment(uuid, date, text) owner to tf_definer;

comment on function app_public.end_meal_plan_assignment(uuid, date, text) is
  'Ends an assignment earlier: ends_on is the day after the last. What was prescribed before stays as it was. TF404, TF400 an end that is not earlier, or cancelled.';
revoke execute on function app_public.end_meal_plan_assignment(uuid, date, text) from public;
grant execute on function app_public.end_meal_plan_assignment(uuid, date, text) to tf_dietitian, tf_org_admin;
