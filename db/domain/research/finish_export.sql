create or replace function app_private.finish_export(org uuid, export_id uuid, storage_key text, row_count bigint, byte_size bigint, sha256 text, keep interval)
  returns boolean
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  update app_public.export_requests r
     set status = 'ready', finished_at = now(), expires_at = now() + keep, rows_written = row_count, rows_total = row_count,
         byte_size = finish_export.byte_size, sha256 = finish_export.sha256, failure = null
   where (r.org_id, r.id) = (org, export_id) and r.status = 'running';
  if not found then
    return false;
  end if;
  insert into app_private.export_files (org_id, export_request_id, storage_key) values (org, export_id, finish_export.storage_key);
  return true;
end $$;
comment on function app_private.finish_export(uuid, uuid, text, bigint, bigint, text, interval) is
  'The worker has written the whole file: it becomes downloadable in this one step. False when the export is no longer running; the file is then nobody''s.';
