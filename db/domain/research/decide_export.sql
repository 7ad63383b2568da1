create or replace function app_private.decide_export(export_id uuid, new_status app_public.export_status, note text)
  returns app_public.export_requests
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org uuid := app_hidden.current_org_id();
  v_member uuid := app_hidden.current_member_id();
  v_request app_public.export_requests;
begin
  select r.* into v_request from app_public.export_requests r where (r.org_id, r.id) = (v_org, export_id) for update;
  if not found then
    raise exception 'There is no such export.' using errcode = 'TF404';
  end if;
  if v_request.requested_by_member_id = v_member then
    raise exception 'Nobody decides about their own request: another org_admin must.' using errcode = 'TF060';
  end if;
  if v_request.status <> 'requested' then
    if v_request.decided_by_member_id = v_member and (v_request.status = 'rejected') = (new_status = 'rejected') then
      return v_request; -- the same answer again
    end if;
    raise exception 'This request was decided already.' using errcode = 'TF061', detail = json_build_object('status', v_request.status)::text;
  end if;

  update app_public.export_requests r
     set status = new_status, decided_by_member_id = v_member, decided_at = now(), decision_note = nullif(trim(note), '')
   where (r.org_id, r.id) = (v_org, export_id)
  returning * into v_request;
  return v_request;
end $$;
-- Definer: the state of a request is nobody's to write directly.
alter function app_private.decide_export(uuid, app_public.export_status, text) owner to tf_definer;
comment on function app_private.decide_export(uuid, app_public.export_status, text) is
  'Records the decision of the acting member about a request. TF404, TF060 for one''s own request, TF061 for one decided before.';
