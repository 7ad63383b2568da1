create or replace function app_private.end_running_assignment(org uuid, client uuid, assignment_id uuid, starts_on date) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_running app_public.meal_plan_assignments;
begin
  if assignment_id is null then
    return;
  end if;
  select a.* into v_running from app_public.meal_plan_assignments a
   where a.org_id = org and a.client_id = client and a.id = assignment_id for no key update;
  if not found then
    raise exception 'There is no such assignment.' using errcode = 'TF404';
  end if;
  -- Cancelled, over by then, or beginning later: it is nothing that could end the day before, and refuse_overlap() says what is in the way.
  if v_running.status <> 'cancelled' and v_running.starts_on < end_running_assignment.starts_on
     and (v_running.ends_on is null or v_running.ends_on > end_running_assignment.starts_on) then
    update app_public.meal_plan_assignments a set ends_on = end_running_assignment.starts_on where a.org_id = org and a.id = v_running.id;
  end if;
end $$;

comment on function app_private.end_running_assignment(uuid, uuid, uuid, date) is
  'Ends an assignment of the client (null = none) the day before another one starts, if it would still run then. The caller holds the client (lock_safety). TF404 for one of somebody else.';
revoke execute on function app_private.end_running_assignment(uuid, uuid, uuid, date) from public;
grant execute on function app_private.end_running_assignment(uuid, uuid, uuid, date) to tf_definer;
