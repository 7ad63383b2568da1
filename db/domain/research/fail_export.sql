create or replace function app_private.fail_export(org uuid, export_id uuid, failure text) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  update app_public.export_requests r
     set status = 'failed', finished_at = now(), failure = fail_export.failure
   where (r.org_id, r.id) = (org, export_id) and r.status in ('approved', 'running')
$$;
comment on function app_private.fail_export(uuid, uuid, text) is 'The worker has given up; the sentence is for whoever asked.';
