create or replace function app_hidden.guardian_user_ids() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 20
as $$
  select g.user_id from app_public.client_guardians g
   where g.org_id = app_hidden.current_org_id()
     and (app_hidden.current_role_name() = 'org_admin' or g.client_id = any (array(select app_hidden.my_client_ids())))
$$;
-- Definer: the policy of users asks it, and must not depend on what the policies of client_guardians show.
alter function app_hidden.guardian_user_ids() owner to tf_definer;

comment on function app_hidden.guardian_user_ids() is
  'The people who are or were guardians of clients that the request may see: of all for an org_admin, of those in care for other staff.';
grant execute on function app_hidden.guardian_user_ids() to tf_assistant, tf_dietitian, tf_org_admin;
