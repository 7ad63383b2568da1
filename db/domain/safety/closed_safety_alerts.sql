create or replace function app_public.closed_safety_alerts(
  client_id uuid default null, severity app_public.rule_severity default null, outcome app_public.finding_outcome default null,
  cause app_public.safety_cause default null, close_cause app_public.safety_close_cause default null
) returns setof app_public.safety_alerts
  language sql stable set search_path = pg_catalog, pg_temp rows 50
as $$
  select a.* from app_public.safety_alerts a
   where a.org_id = app_hidden.current_org_id() and a.closed_at is not null
     and (closed_safety_alerts.client_id is null or a.client_id = closed_safety_alerts.client_id)
     and (closed_safety_alerts.severity is null or a.severity = closed_safety_alerts.severity)
     and (closed_safety_alerts.outcome is null or a.outcome = closed_safety_alerts.outcome)
     and (closed_safety_alerts.cause is null or a.cause = closed_safety_alerts.cause)
     and (closed_safety_alerts.close_cause is null or a.close_cause = closed_safety_alerts.close_cause)
   order by a.closed_at desc, a.id
$$;

comment on function app_public.closed_safety_alerts(uuid, app_public.rule_severity, app_public.finding_outcome, app_public.safety_cause, app_public.safety_close_cause) is
  '@medicalRecord client client_id
The closed alerts of the clients in the caller''s care, the latest first: none disappears (CLINICAL 28). Of one client, severity, outcome or cause, or closed by one cause.';
revoke execute on function app_public.closed_safety_alerts(uuid, app_public.rule_severity, app_public.finding_outcome, app_public.safety_cause, app_public.safety_close_cause) from public;
grant execute on function app_public.closed_safety_alerts(uuid, app_public.rule_severity, app_public.finding_outcome, app_public.safety_cause, app_public.safety_close_cause) to tf_assistant, tf_dietitian, tf_org_admin;
