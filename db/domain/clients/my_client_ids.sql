-- Every policy on client data asks it: what the request is not, staff or a client, is not even prepared.
create or replace function app_hidden.my_client_ids() returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp rows 100
as $$
begin
  if app_hidden.current_member_id() is not null then
    return query
      select c.client_id
        from app_private.care c
       where c.org_id = app_hidden.current_org_id()
         and c.member_id = app_hidden.current_member_id()
         and c.starts_on <= (select app_hidden.org_today())
         and (c.ends_on is null or c.ends_on > (select app_hidden.org_today()));
  end if;
  if app_hidden.current_client_id() is not null then
    return query
      select c.id from app_public.clients c
       where (c.org_id, c.id) = (app_hidden.current_org_id(), app_hidden.current_client_id())
         and (c.user_id = app_hidden.current_user_id()
              or exists (select from app_public.client_guardians g
                          where (g.org_id, g.client_id, g.user_id) = (c.org_id, c.id, app_hidden.current_user_id())
                            and g.started_on <= (select app_hidden.org_today())
                            and (g.ended_on is null or g.ended_on > (select app_hidden.org_today()))));
  end if;
end $$;
-- Definer: every policy on client data asks it, so it must not be subject to them.
alter function app_hidden.my_client_ids() owner to tf_definer;

comment on function app_hidden.my_client_ids() is
  'The clients whose records the request may see: those in the member''s care today, by an assignment of their own or of a team; or the client''s own, or the dependant''s whose guardian acts. Nobody else''s, an org_admin''s included.';
grant execute on function app_hidden.my_client_ids() to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
