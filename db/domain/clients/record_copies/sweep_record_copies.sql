create or replace function app_private.expire_record_copies() returns setof text
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with expired as (
    update app_public.record_copies r set status = 'expired'
     where r.status = 'ready' and r.expires_at <= now()
    returning r.org_id, r.id)
  delete from app_private.record_copy_files f using expired e
   where (f.org_id, f.record_copy_id) = (e.org_id, e.id)
  returning f.storage_key
$$;

create or replace function app_private.fail_abandoned_record_copies() returns bigint
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with failed as (
    update app_public.record_copies r
       set status = 'failed', finished_at = now(), failure = 'Writing the file was interrupted too often. Ask for a copy again.'
     where r.status in ('requested', 'running')
       and not exists (select from graphile_worker.jobs j where j.key = 'record_copy:' || r.id and (j.locked_at is not null or j.attempts < j.max_attempts))
    returning 1)
  select count(*) from failed
$$;

comment on function app_private.expire_record_copies() is 'Ends what is past its time and answers the storage keys of the files to delete.';
comment on function app_private.fail_abandoned_record_copies() is
  'Marks copies as failed that wait for a job that will never come, because its last attempt was killed. Answers how many.';
