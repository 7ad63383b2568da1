create or replace function app_private.inviting_client(client_id uuid) returns app_public.clients
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client app_public.clients;
begin
  select c.* into v_client from app_public.clients c
   where (c.org_id, c.id) = (v_org, inviting_client.client_id)
     and (app_hidden.current_role_name() = 'org_admin' or c.id = any (array(select app_hidden.my_client_ids())))
     for no key update;
  if not found then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  if v_client.status = 'archived' then
    raise exception 'An archived client cannot be invited.' using errcode = 'TF400';
  end if;
  return v_client;
end $$;
-- Definer: an org_admin looks after the whole directory, everybody else after the clients in their care.
alter function app_private.inviting_client(uuid) owner to tf_definer;

comment on function app_private.inviting_client(uuid) is
  'The client whom, or for whom, the caller may invite, held so that of two invitations at a time one is last. TF404, TF400 for an archived one.';
revoke execute on function app_private.inviting_client(uuid) from public;
