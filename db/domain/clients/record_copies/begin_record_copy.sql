create or replace function app_private.begin_record_copy(org uuid, copy_id uuid) returns table (user_id uuid, client_id uuid)
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_copy app_public.record_copies;
begin
  perform set_config('app.org_id', org::text, true);
  select r.* into v_copy from app_public.record_copies r where (r.org_id, r.id) = (org, copy_id) for update;
  if not found or v_copy.status not in ('requested', 'running') then
    return; -- done, or given up: the job has nothing left to do
  end if;
  perform set_config('app.user_id', v_copy.requested_by::text, true); -- the job acts for the person who asked, and history says so
  if not app_private.may_copy_record(v_copy) then
    update app_public.record_copies r set status = 'failed', finished_at = now(), failure = 'The person who asked no longer acts for this client.'
     where (r.org_id, r.id) = (org, copy_id);
    return;
  end if;
  update app_public.record_copies r set status = 'running', started_at = now() where (r.org_id, r.id) = (org, copy_id);
  return query select v_copy.requested_by, v_copy.client_id;
end $$;
comment on function app_private.begin_record_copy(uuid, uuid) is
  'The worker begins (or begins again) a copy: answers with whose rights to write it, after checking them anew. No row: there is nothing to write.';
