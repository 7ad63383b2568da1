create or replace function app_public.request_export(id uuid, client_id uuid, from_on date, to_on date, reason text)
  returns app_public.export_requests
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org uuid := app_hidden.current_org_id();
  v_member uuid := app_hidden.current_member_id();
  v_request app_public.export_requests;
begin
  if request_export.client_id <> all (array(select app_hidden.my_client_ids())) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  if to_on <= from_on then
    raise exception 'The period ends before it begins.' using errcode = 'TF400';
  end if;
  if length(trim(reason)) not between 5 and 2000 then
    raise exception 'Say in a few words what the export is for.' using errcode = 'TF400';
  end if;

  insert into app_public.export_requests as r (org_id, id, kind, client_id, from_on, to_on, reason, requested_by_member_id)
  values (v_org, request_export.id, 'client_logs', request_export.client_id, request_export.from_on, request_export.to_on, trim(request_export.reason), v_member)
  on conflict do nothing
  returning * into v_request;
  if found then
    return v_request;
  end if;

  select r.* into v_request from app_public.export_requests r where (r.org_id, r.id) = (v_org, request_export.id);
  if (v_request.client_id, v_request.from_on, v_request.to_on, v_request.reason, v_request.requested_by_member_id)
     is distinct from (request_export.client_id, request_export.from_on, request_export.to_on, trim(request_export.reason), v_member) then
    raise exception 'This id belongs to another export.' using errcode = 'TF409';
  end if;
  return v_request;
end $$;
-- Definer: nobody writes the table directly, or a request could be born approved.
alter function app_public.request_export(uuid, uuid, date, date, text) owner to tf_definer;

comment on function app_public.request_export(uuid, uuid, date, date, text) is
  'Asks for a file with a client''s logs of the days [from_on, to_on). Another person, an org_admin, approves it before it is written. Asking again with the same id answers the same. TF404 for a client not in the caller''s care, TF400 for a period or reason that makes no sense, TF409 for an id used otherwise.';
revoke execute on function app_public.request_export(uuid, uuid, date, date, text) from public;
grant execute on function app_public.request_export(uuid, uuid, date, date, text) to tf_dietitian, tf_org_admin;
