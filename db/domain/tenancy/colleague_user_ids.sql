create or replace function app_hidden.colleague_user_ids() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 50
as $$ select m.user_id from app_public.memberships m where m.org_id = app_hidden.current_org_id() $$;
-- Definer: the policy of users asks it, and must not depend on what the policies of memberships show.
alter function app_hidden.colleague_user_ids() owner to tf_definer;

comment on function app_hidden.colleague_user_ids() is 'The people who are or were staff of the request''s organisation.';
grant execute on function app_hidden.colleague_user_ids() to tf_assistant, tf_dietitian, tf_org_admin;
