create or replace function app_private.fail_record_copy(org uuid, copy_id uuid, failure text) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  update app_public.record_copies r set status = 'failed', finished_at = now(), failure = fail_record_copy.failure
   where (r.org_id, r.id) = (org, copy_id) and r.status in ('requested', 'running')
$$;
comment on function app_private.fail_record_copy(uuid, uuid, text) is 'The worker has given up; the sentence is for whoever asked.';
