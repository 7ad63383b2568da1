create or replace function app_private.sweep_client_changes() returns integer
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with swept as (
    delete from app_private.client_changes c where c.created_at < now() - interval '100 days'
    returning 1)
  select count(*)::integer from swept
$$;
comment on function app_private.sweep_client_changes() is
  'Deletes what no cursor asks for any more: those count for 90 days. Answers how many. The worker calls it, across organisations.';
