create or replace function app_private.write_safety_change(
  org uuid, kind text, cause app_public.safety_cause, detail jsonb,
  client uuid default null, rule_codes text[] default null, entry_ids uuid[] default null
) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from app_private.safety_changes c where c.org_id = org and c.xact = pg_current_xact_id()) then
    perform app_private.enqueue_resolve_safety_changes(org);
  end if;
  insert into app_private.safety_changes (org_id, kind, client_id, rule_codes, entry_ids, cause, cause_detail, user_id, request_id)
  values (org, write_safety_change.kind, client, write_safety_change.rule_codes, write_safety_change.entry_ids, write_safety_change.cause,
          jsonb_strip_nulls(detail), app_hidden.current_user_id(), app_hidden.current_request_id());
end $$;

comment on function app_private.write_safety_change(uuid, text, app_public.safety_cause, jsonb, uuid, text[], uuid[]) is
  'Notes in the changing transaction what changed, and asks the worker, once a transaction, to find out after its commit which followed plans that touches.';
grant execute on function app_private.write_safety_change(uuid, text, app_public.safety_cause, jsonb, uuid, text[], uuid[]) to tf_definer;
