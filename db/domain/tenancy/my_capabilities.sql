create or replace function app_private.capabilities_of(role text) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$ select coalesce(jsonb_agg(p.capability order by p.capability), '[]') from app_private.role_capabilities(array[role]) p $$;

create or replace function app_public.my_capabilities() returns setof app_public.permission
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 100
as $$ select p.* from app_private.role_permissions(array[app_hidden.current_role_name()]) p order by p.capability $$;
-- Definer: app_private, where it is derived, is reachable by no application role.
alter function app_public.my_capabilities() owner to tf_definer;

comment on function app_private.capabilities_of(text) is 'The names of what a role may do, for the answer to signing in.';
comment on function app_public.my_capabilities() is 'What the person''s role may do: their part of the permission table.';
grant execute on function app_private.capabilities_of(text) to tf_definer;
revoke execute on function app_public.my_capabilities() from public;
grant execute on function app_public.my_capabilities() to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
