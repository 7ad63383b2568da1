create or replace function app_public.clients_latest_labs(client app_public.clients) returns setof app_public.client_labs
  language sql stable strict rows 10 set search_path = pg_catalog, pg_temp
as $$
  select distinct on (l.lab_test_code) l.*
    from app_public.client_labs l
   where (l.org_id, l.client_id) = (client.org_id, client.id)
   order by l.lab_test_code, l.taken_on desc, l.created_at desc, l.id desc
$$;

comment on function app_public.clients_latest_labs(app_public.clients) is
  'The latest value of each test, which is what rules look at: of the last day of a sample, of several that day the one recorded last.';
revoke execute on function app_public.clients_latest_labs(app_public.clients) from public;
grant execute on function app_public.clients_latest_labs(app_public.clients) to tf_assistant, tf_dietitian, tf_org_admin;
