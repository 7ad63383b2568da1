-- Definer and owned by the migrating role on purpose: a sign-in happens before there is an organisation to be bound to.
create or replace function app_private.record_event(
  action text, table_name text, row_id text,
  org_id uuid default null, user_id uuid default null, client_id uuid default null, before jsonb default null, after jsonb default null
) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into audit.events (org_id, user_id, db_role, request_id, on_behalf_of_client_id, table_name, row_id, client_id, action, before, after)
  values (coalesce(org_id, app_hidden.current_org_id()), coalesce(user_id, app_hidden.current_user_id()),
          coalesce(app_hidden.current_role_name(), session_user), app_hidden.current_request_id(), app_private.on_behalf_of_client_id(),
          table_name, row_id, client_id, action, before, after)
$$;

comment on function app_private.record_event(text, text, text, uuid, uuid, uuid, jsonb, jsonb) is
  'Writes one event of history that no change of a row tells: a sign-in, a download, the end of a session. Organisation and person are the request''s where they are not given. Nothing secret may stand in before and after.';
revoke execute on function app_private.record_event(text, text, text, uuid, uuid, uuid, jsonb, jsonb) from public;
grant execute on function app_private.record_event(text, text, text, uuid, uuid, uuid, jsonb, jsonb) to tf_definer;
