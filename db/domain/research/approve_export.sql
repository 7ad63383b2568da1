create or replace function app_public.approve_export(id uuid, note text default null) returns app_public.export_requests
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_request app_public.export_requests := app_private.decide_export(id, 'approved', note);
begin
  if v_request.status = 'approved' then
    perform app_private.enqueue_write_export(v_request.org_id, v_request.id);
  end if;
  return v_request;
end $$;
-- Definer: calls what no application role may call.
alter function app_public.approve_export(uuid, text) owner to tf_definer;

comment on function app_public.approve_export(uuid, text) is
  'Approves an export that somebody else asked for; the worker then writes it with the requester''s rights. TF404, TF060 for one''s own request, TF061 for one decided before.';
revoke execute on function app_public.approve_export(uuid, text) from public;
grant execute on function app_public.approve_export(uuid, text) to tf_org_admin;
