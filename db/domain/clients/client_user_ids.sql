create or replace function app_hidden.client_user_ids() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 100
as $$
  select c.user_id from app_public.clients c
   where c.org_id = app_hidden.current_org_id() and c.id = any (array(select app_hidden.my_client_ids())) and c.user_id is not null
$$;
-- Definer: the policy of users asks it, and must not depend on what the policies of clients show.
alter function app_hidden.client_user_ids() owner to tf_definer;

comment on function app_hidden.client_user_ids() is 'The people whose own client records are in the request''s care.';
grant execute on function app_hidden.client_user_ids() to tf_assistant, tf_dietitian, tf_org_admin;
