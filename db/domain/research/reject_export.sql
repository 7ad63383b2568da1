create or replace function app_public.reject_export(id uuid, note text default null) returns app_public.export_requests
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return app_private.decide_export(id, 'rejected', note);
end $$;
-- Definer: calls what no application role may call.
alter function app_public.reject_export(uuid, text) owner to tf_definer;

comment on function app_public.reject_export(uuid, text) is
  'Refuses an export that somebody else asked for. TF404, TF060 for one''s own request, TF061 for one decided before.';
revoke execute on function app_public.reject_export(uuid, text) from public;
grant execute on function app_public.reject_export(uuid, text) to tf_org_admin;
