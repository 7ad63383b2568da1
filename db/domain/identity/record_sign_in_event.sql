-- Definer and owned by the migrating role on purpose: it writes to audit.events for an organisation before there is a request's
-- identity to be bound to. Its callers are the functions of this folder.
create or replace function app_private.record_sign_in_event(p_action text, p_user_id uuid, p_org_id uuid, p_client_id uuid, p_session_id uuid, p_detail jsonb)
  returns uuid
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into audit.events (org_id, user_id, db_role, request_id, on_behalf_of_client_id, table_name, row_id, client_id, action, after)
  values (p_org_id, p_user_id, session_user, app_hidden.current_request_id(),
          (select c.id from app_public.clients c where (c.org_id, c.id) = (p_org_id, p_client_id) and c.user_id is distinct from p_user_id), 'sessions', coalesce(p_session_id, p_user_id)::text,
          p_client_id, p_action, p_detail)
  returning id
$$;
comment on function app_private.record_sign_in_event(text, uuid, uuid, uuid, uuid, jsonb) is
  'Writes an event of signing in or out to the history of one organisation: sign_in, sign_in_refused, token_reuse, session_ended, password_changed, second_factor_changed. The row is the session, or the person where there is none. Answers the event''s id.';
grant execute on function app_private.record_sign_in_event(text, uuid, uuid, uuid, uuid, jsonb) to tf_definer;
