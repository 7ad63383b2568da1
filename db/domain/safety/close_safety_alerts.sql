create or replace function app_private.close_safety_alerts(org uuid, assignment_id uuid, because app_public.safety_close_cause) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  update app_public.safety_alerts a set closed_at = now(), close_cause = because, closed_by = app_hidden.current_user_id()
   where a.org_id = org and a.meal_plan_assignment_id = assignment_id and a.closed_at is null
$$;

comment on function app_private.close_safety_alerts(uuid, uuid, app_public.safety_close_cause) is
  'Closes every open alert of an assignment that is not followed any more.';
