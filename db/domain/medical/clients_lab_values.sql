create or replace function app_public.clients_lab_values(client app_public.clients, lab_test_code text) returns setof app_public.client_labs
  language sql stable strict rows 10 set search_path = pg_catalog, pg_temp
as $$
  select l.*
    from app_public.client_labs l
   where (l.org_id, l.client_id, l.lab_test_code) = (client.org_id, client.id, clients_lab_values.lab_test_code)
   order by l.taken_on desc, l.created_at desc, l.id desc
$$;

comment on function app_public.clients_lab_values(app_public.clients, text) is 'All values of one test, the latest first.';
revoke execute on function app_public.clients_lab_values(app_public.clients, text) from public;
grant execute on function app_public.clients_lab_values(app_public.clients, text) to tf_assistant, tf_dietitian, tf_org_admin;
