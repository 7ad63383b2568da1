create or replace function app_public.open_safety_alerts(
  client_id uuid default null, severity app_public.rule_severity default null, outcome app_public.finding_outcome default null, cause app_public.safety_cause default null
) returns setof app_public.safety_alerts
  language sql stable set search_path = pg_catalog, pg_temp rows 50
as $$
  select a.* from app_public.safety_alerts a
   where a.org_id = app_hidden.current_org_id() and a.closed_at is null
     and (open_safety_alerts.client_id is null or a.client_id = open_safety_alerts.client_id)
     and (open_safety_alerts.severity is null or a.severity = open_safety_alerts.severity)
     and (open_safety_alerts.outcome is null or a.outcome = open_safety_alerts.outcome)
     and (open_safety_alerts.cause is null or a.cause = open_safety_alerts.cause)
   order by a.outcome = 'breach' desc, a.severity desc, a.opened_at desc, a.id
$$;

comment on function app_public.open_safety_alerts(uuid, app_public.rule_severity, app_public.finding_outcome, app_public.safety_cause) is
  '@medicalRecord client client_id
The open alerts of the clients in the caller''s care, the gravest first, then the latest; of one client, severity, outcome or cause.';
revoke execute on function app_public.open_safety_alerts(uuid, app_public.rule_severity, app_public.finding_outcome, app_public.safety_cause) from public;
grant execute on function app_public.open_safety_alerts(uuid, app_public.rule_severity, app_public.finding_outcome, app_public.safety_cause) to tf_assistant, tf_dietitian, tf_org_admin;
