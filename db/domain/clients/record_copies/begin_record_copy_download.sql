create or replace function app_hidden.begin_record_copy_download(record_copy_id uuid)
  returns table (storage_key text, file_name text, byte_size bigint, sha256 text)
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_copy app_public.record_copies;
begin
  select r.* into v_copy from app_public.record_copies r
   where (r.org_id, r.id) = (v_org, begin_record_copy_download.record_copy_id)
     and r.client_id = app_hidden.current_client_id() and r.client_id = any (array(select app_hidden.my_client_ids()));
  if not found then
    raise exception 'There is no such copy.' using errcode = 'TF404';
  end if;
  if v_copy.status = 'expired' or v_copy.expires_at <= now() then
    raise exception 'The file has expired. Ask for a copy again.' using errcode = 'TF062';
  end if;
  if v_copy.status <> 'ready' then
    raise exception 'The file is not ready.' using errcode = 'TF061', detail = json_build_object('status', v_copy.status)::text;
  end if;
  perform app_private.record_event('download', 'record_copies', v_copy.id::text, org_id => v_org, client_id => v_copy.client_id,
                                   after => jsonb_build_object('sha256', v_copy.sha256));
  return query
    select f.storage_key, format('record-%s.json', to_char(v_copy.created_at, 'YYYY-MM-DD')), v_copy.byte_size, v_copy.sha256
      from app_private.record_copy_files f where (f.org_id, f.record_copy_id) = (v_org, v_copy.id);
end $$;
-- Definer: storage keys are internal, and a download is recorded whatever the caller may write.
alter function app_hidden.begin_record_copy_download(uuid) owner to tf_definer;

comment on function app_hidden.begin_record_copy_download(uuid) is
  'Checks once more that the caller is the client or a guardian, records the download, and answers where the file lies. TF404 for anybody else''s copy, TF061 before it is ready, TF062 when it has expired.';
revoke execute on function app_hidden.begin_record_copy_download(uuid) from public;
grant execute on function app_hidden.begin_record_copy_download(uuid) to tf_client;
