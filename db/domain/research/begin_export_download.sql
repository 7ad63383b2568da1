create or replace function app_hidden.begin_export_download(export_request_id uuid)
  returns table (storage_key text, file_name text, byte_size bigint, sha256 text)
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org uuid := app_hidden.current_org_id();
  v_request app_public.export_requests;
begin
  select r.* into v_request from app_public.export_requests r
   where (r.org_id, r.id) = (v_org, begin_export_download.export_request_id)
     and r.requested_by_member_id = app_hidden.current_member_id();
  if not found then
    raise exception 'There is no such export.' using errcode = 'TF404';
  end if;
  if v_request.status = 'expired' or v_request.expires_at <= now() then
    raise exception 'The file has expired. Ask for the export again.' using errcode = 'TF062';
  end if;
  if v_request.status <> 'ready' then
    raise exception 'The file is not ready.' using errcode = 'TF061', detail = json_build_object('status', v_request.status)::text;
  end if;
  if not app_private.requester_may_export(v_request) then
    raise exception 'The client is no longer in your care, so the file may not be downloaded.' using errcode = 'TF062';
  end if;

  perform app_private.record_event('download', 'export_requests', v_request.id::text, org_id => v_org, client_id => v_request.client_id,
                                   after => jsonb_build_object('sha256', v_request.sha256));
  return query
    select f.storage_key, format('client-logs-%s-to-%s.csv', v_request.from_on, v_request.to_on - 1), v_request.byte_size, v_request.sha256
      from app_private.export_files f where (f.org_id, f.export_request_id) = (v_org, v_request.id);
end $$;
-- Definer: storage keys are internal, and a download is recorded whatever the caller may write.
alter function app_hidden.begin_export_download(uuid) owner to tf_definer;

comment on function app_hidden.begin_export_download(uuid) is
  'Checks the requester''s rights once more, records the download, and answers where the file lies. TF404 for anybody else''s export, TF061 before it is ready, TF062 when it has expired or care has ended.';
revoke execute on function app_hidden.begin_export_download(uuid) from public;
grant execute on function app_hidden.begin_export_download(uuid) to tf_dietitian, tf_org_admin;
