create or replace function app_private.finish_record_copy(org uuid, copy_id uuid, storage_key text, byte_size bigint, sha256 text, keep interval) returns boolean
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  update app_public.record_copies r
     set status = 'ready', finished_at = now(), expires_at = now() + keep,
         byte_size = finish_record_copy.byte_size, sha256 = finish_record_copy.sha256
   where (r.org_id, r.id) = (org, copy_id) and r.status = 'running';
  if not found then
    return false;
  end if;
  insert into app_private.record_copy_files (org_id, record_copy_id, storage_key) values (org, copy_id, finish_record_copy.storage_key);
  return true;
end $$;
comment on function app_private.finish_record_copy(uuid, uuid, text, bigint, text, interval) is
  'The worker has written the whole file: it can be fetched in this one step. False when the copy is no longer running; the file is then nobody''s.';
