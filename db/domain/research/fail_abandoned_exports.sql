create or replace function app_private.fail_abandoned_exports() returns bigint
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with failed as (
    update app_public.export_requests r
       set status = 'failed', finished_at = now(),
           failure = 'Writing the file was interrupted too often. Ask for the export again.'
     where r.status in ('approved', 'running')
       and not exists (select from graphile_worker.jobs j
                        where j.key = 'export:' || r.id and (j.locked_at is not null or j.attempts < j.max_attempts))
    returning 1)
  select count(*) from failed
$$;
comment on function app_private.fail_abandoned_exports() is
  'Marks exports as failed that wait for a job that will never come, because its last attempt was killed. Answers how many.';
