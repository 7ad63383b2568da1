create or replace function app_private.begin_export(org uuid, export_id uuid)
  returns table (user_id uuid, member_id uuid, role app_public.member_role, client_id uuid, from_on date, to_on date)
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_request app_public.export_requests;
begin
  perform set_config('app.org_id', org::text, true);
  select r.* into v_request from app_public.export_requests r where (r.org_id, r.id) = (org, export_id) for update;
  if not found or v_request.status not in ('approved', 'running') then
    return; -- decided otherwise, or done: the job has nothing left to do
  end if;
  -- The job acts for the person who asked, and history says so.
  perform set_config('app.user_id', (select m.user_id::text from app_public.memberships m where (m.org_id, m.id) = (org, v_request.requested_by_member_id)), true);

  if not app_private.requester_may_export(v_request) then
    update app_public.export_requests r
       set status = 'failed', finished_at = now(), failure = 'The person who asked may no longer export this client''s data.'
     where (r.org_id, r.id) = (org, export_id);
    return;
  end if;

  update app_public.export_requests r
     set status = 'running', started_at = now(), rows_written = 0, rows_total = null
   where (r.org_id, r.id) = (org, export_id);
  return query
    select m.user_id, m.id, m.role, v_request.client_id, v_request.from_on, v_request.to_on
      from app_public.memberships m where (m.org_id, m.id) = (org, v_request.requested_by_member_id);
end $$;
comment on function app_private.begin_export(uuid, uuid) is
  'The worker begins (or begins again) an approved export: answers whose rights to write it with, after checking them anew. No row: there is nothing to write, and a request whose rights are gone is marked failed.';
