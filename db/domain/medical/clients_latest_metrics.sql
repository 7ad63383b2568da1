create or replace function app_public.clients_latest_metrics(client app_public.clients) returns setof app_public.body_metrics
  language sql stable strict rows 4 set search_path = pg_catalog, pg_temp
as $$
  select distinct on (b.kind) b.*
    from app_public.body_metrics b
   where (b.org_id, b.client_id) = (client.org_id, client.id)
   order by b.kind, b.measured_on desc, b.created_at desc, b.id desc
$$;

comment on function app_public.clients_latest_metrics(app_public.clients) is
  'The latest measurement of each kind; limits per kilogram take the one of the weight that they name, if it is not too old.';
revoke execute on function app_public.clients_latest_metrics(app_public.clients) from public;
grant execute on function app_public.clients_latest_metrics(app_public.clients) to tf_assistant, tf_dietitian, tf_org_admin;
