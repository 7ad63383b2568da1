create or replace function app_hidden.my_client_ids() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 100
as $$
  select a.client_id
    from app_public.care_assignments a
    join app_public.memberships m on (m.org_id, m.id) = (a.org_id, a.member_id)
   where a.org_id = app_hidden.current_org_id()
     and a.member_id = app_hidden.current_member_id()
     and m.status = 'active'
     and m.role <> 'researcher'
     and a.starts_on <= (select app_hidden.org_today())
     and (a.ends_on is null or a.ends_on > (select app_hidden.org_today()))
  union all
  select c.id from app_public.clients c
   where (c.org_id, c.id) = (app_hidden.current_org_id(), app_hidden.current_client_id())
     and c.user_id = app_hidden.current_user_id()
$$;
-- Definer: every policy on client data asks it, so it must not be subject to them.
alter function app_hidden.my_client_ids() owner to tf_definer;

comment on function app_hidden.my_client_ids() is
  'The clients whose records the request may see: those in the member''s care today, or the client''s own. Nobody else''s, an org_admin''s included.';
grant execute on function app_hidden.my_client_ids() to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
