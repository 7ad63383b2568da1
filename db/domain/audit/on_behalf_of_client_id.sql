-- Runs in the rights of the functions that write history.
create or replace function app_private.on_behalf_of_client_id() returns uuid
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if app_hidden.current_role_name() is distinct from 'client' then
    return null;
  end if;
  return (select c.id from app_public.clients c
           where (c.org_id, c.id) = (app_hidden.current_org_id(), app_hidden.current_client_id())
             and c.user_id is distinct from app_hidden.current_user_id());
end $$;

comment on function app_private.on_behalf_of_client_id() is
  'The client for whom somebody else acts, as a guardian does; null when people act for themselves.';
revoke execute on function app_private.on_behalf_of_client_id() from public;
grant execute on function app_private.on_behalf_of_client_id() to tf_definer;
