create or replace function app_public.clients_open_alert_count(client app_public.clients) returns integer
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer from app_public.safety_alerts a where a.org_id = client.org_id and a.client_id = client.id and a.closed_at is null
$$;

comment on function app_public.clients_open_alert_count(app_public.clients) is
  'How many alerts about the plans that the client follows are open; 0 for whoever does not care for the client.';
grant execute on function app_public.clients_open_alert_count(app_public.clients) to tf_assistant, tf_dietitian, tf_org_admin;
