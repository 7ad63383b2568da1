-- Definer and owned by the migrating role on purpose: the worker ends exports without a request's identity.
create or replace function app_private.tg__export_notifications() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app_private.notify(new.org_id, array[new.requested_by_member_id],
    case when new.status in ('approved', 'rejected') then 'export_decided' else 'export_ready' end, new.client_id,
    jsonb_build_object('status', new.status, 'exportRequestId', new.id, 'reason', new.decision_note));
  return null;
end $$;
comment on function app_private.tg__export_notifications() is 'Tells whoever asked for an export what was decided, and when the file is there or will not be.';

create or replace trigger _800_notify after update of status on app_public.export_requests
  for each row when (old.status is distinct from new.status and new.status in ('approved', 'rejected', 'ready', 'failed'))
  execute function app_private.tg__export_notifications();
