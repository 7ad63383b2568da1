-- Who asks: read from transaction-local settings that only the server's login sets, from the verified token.
-- A setting that was never made, or was made by an earlier transaction, reads as null.
create or replace function app_hidden.current_user_id() returns uuid language sql stable parallel safe
as $$ select nullif(pg_catalog.current_setting('app.user_id', true), '')::uuid $$;
create or replace function app_hidden.current_org_id() returns uuid language sql stable parallel safe
as $$ select nullif(pg_catalog.current_setting('app.org_id', true), '')::uuid $$;
create or replace function app_hidden.current_member_id() returns uuid language sql stable parallel safe
as $$ select nullif(pg_catalog.current_setting('app.member_id', true), '')::uuid $$;
create or replace function app_hidden.current_client_id() returns uuid language sql stable parallel safe
as $$ select nullif(pg_catalog.current_setting('app.client_id', true), '')::uuid $$;
create or replace function app_hidden.current_role_name() returns text language sql stable parallel safe
as $$ select nullif(pg_catalog.current_setting('app.role', true), '') $$;
create or replace function app_hidden.current_request_id() returns text language sql stable parallel safe
as $$ select nullif(pg_catalog.current_setting('app.request_id', true), '') $$;
create or replace function app_hidden.current_session_id() returns uuid language sql stable parallel safe
as $$ select nullif(pg_catalog.current_setting('app.session_id', true), '')::uuid $$;

comment on function app_hidden.current_user_id() is 'The person who acts (users.id); null when nobody is signed in.';
comment on function app_hidden.current_org_id() is 'The organisation that the request is for; null when nobody is signed in.';
comment on function app_hidden.current_member_id() is 'The membership that acts (memberships.id); null for clients.';
comment on function app_hidden.current_client_id() is 'The client who acts (clients.id); null for staff.';
comment on function app_hidden.current_role_name() is 'org_admin, dietitian, assistant, researcher or client; null when nobody is signed in.';
comment on function app_hidden.current_request_id() is 'The id of the HTTP request or job, for logs and history.';
comment on function app_hidden.current_session_id() is 'The sign-in that the request''s token belongs to; null for jobs.';

grant execute on function app_hidden.current_user_id(), app_hidden.current_org_id(), app_hidden.current_member_id(),
  app_hidden.current_client_id(), app_hidden.current_role_name(), app_hidden.current_request_id(), app_hidden.current_session_id()
  to tf_definer, tf_anonymous, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
