create or replace function app_private.change_place() returns text
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select md5((select s.system_identifier from pg_control_system() s) || ':' || (select c.timeline_id from pg_control_checkpoint() c))
$$;

comment on function app_private.change_place() is
  'Names this history of transactions: another server, a restored backup and a promoted standby count their own, so a cursor from elsewhere says nothing here.';
grant execute on function app_private.change_place() to tf_definer;
