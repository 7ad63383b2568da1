create or replace function app_private.is_stopped_on(assignment app_public.meal_plan_assignments, on_date date) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select assignment.status = 'suspended' and on_date >= (
    select (assignment.status_changed_at at time zone coalesce(c.time_zone, o.time_zone))::date
      from app_public.clients c join app_public.organizations o on o.id = c.org_id
     where c.org_id = assignment.org_id and c.id = assignment.client_id)
$$;

comment on function app_private.is_stopped_on(app_public.meal_plan_assignments, date) is
  'Whether the assignment is suspended on that day, where the client lives; the days before it was suspended stay prescribed.';
revoke execute on function app_private.is_stopped_on(app_public.meal_plan_assignments, date) from public;
grant execute on function app_private.is_stopped_on(app_public.meal_plan_assignments, date) to tf_definer;
