create or replace function app_private.client_date(org uuid, client uuid, instant timestamptz) returns date
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (instant at time zone coalesce(c.time_zone, o.time_zone))::date
    from app_public.clients c join app_public.organizations o on o.id = c.org_id
   where c.org_id = org and c.id = client
$$;

create or replace function app_private.is_stopped_on(assignment app_public.meal_plan_assignments, on_date date) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select on_date <@ any (assignment.stopped_days)
      or (assignment.status = 'suspended' and on_date >= app_private.client_date(assignment.org_id, assignment.client_id, assignment.status_changed_at))
$$;

comment on function app_private.client_date(uuid, uuid, timestamptz) is 'The date of an instant where the client lives.';
comment on function app_private.is_stopped_on(app_public.meal_plan_assignments, date) is
  'Whether the assignment is or was suspended on that day, where the client lives; the days before it was suspended stay prescribed.';
revoke execute on function app_private.client_date(uuid, uuid, timestamptz), app_private.is_stopped_on(app_public.meal_plan_assignments, date) from public;
grant execute on function app_private.client_date(uuid, uuid, timestamptz), app_private.is_stopped_on(app_public.meal_plan_assignments, date) to tf_definer;
