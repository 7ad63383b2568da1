create or replace function app_private.report_export_progress(org uuid, export_id uuid, written bigint, total bigint) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  update app_public.export_requests r set rows_written = written, rows_total = total
   where (r.org_id, r.id) = (org, export_id) and r.status = 'running'
$$;
comment on function app_private.report_export_progress(uuid, uuid, bigint, bigint) is 'Rows written so far and in all, for whoever waits.';
