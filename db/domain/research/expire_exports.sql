create or replace function app_private.expire_exports() returns setof text
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  with expired as (
    update app_public.export_requests r set status = 'expired'
     where r.status = 'ready' and r.expires_at <= now()
    returning r.org_id, r.id)
  delete from app_private.export_files f using expired e
   where (f.org_id, f.export_request_id) = (e.org_id, e.id)
  returning f.storage_key
$$;
comment on function app_private.expire_exports() is 'Ends what is past its time and answers the storage keys of the files to delete.';
