create or replace function app_private.requester_may_export(v_request app_public.export_requests) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from app_private.care c
      join app_public.memberships m on (m.org_id, m.id) = (c.org_id, c.member_id)
     where (c.org_id, c.member_id, c.client_id) = (v_request.org_id, v_request.requested_by_member_id, v_request.client_id)
       and has_function_privilege('tf_' || m.role::text, 'app_public.request_export(uuid, uuid, date, date, text)', 'execute')
       and c.starts_on <= app_hidden.org_today()
       and (c.ends_on is null or c.ends_on > app_hidden.org_today()))
$$;
comment on function app_private.requester_may_export(app_public.export_requests) is
  'Whether the person who asked is, now, still active, in a role that may export, and caring for the client.';
grant execute on function app_private.requester_may_export(app_public.export_requests) to tf_definer;
