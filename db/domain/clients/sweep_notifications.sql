create or replace function app_private.sweep_notifications() returns integer
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with swept as (
    delete from app_public.notifications n
     where n.read_at < now() - interval '90 days' or n.created_at < now() - interval '1 year'
    returning 1)
  select count(*)::integer from swept
$$;
comment on function app_private.sweep_notifications() is
  'Deletes notifications that were read more than 90 days ago, and all that are older than a year; answers how many. The worker calls it, across organisations.';
