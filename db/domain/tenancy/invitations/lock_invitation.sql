create or replace function app_private.lock_invitation(id uuid) returns app_public.invitations
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_invitation app_public.invitations;
begin
  select i.* into v_invitation from app_public.invitations i
   where (i.org_id, i.id) = (v_org, lock_invitation.id)
     and (app_hidden.current_role_name() = 'org_admin' or i.client_id = any (array(select app_hidden.my_client_ids())))
     for update;
  if not found then
    raise exception 'There is no such invitation.' using errcode = 'TF404';
  end if;
  return v_invitation;
end $$;
-- Definer: invitations are writable through functions only.
alter function app_private.lock_invitation(uuid) owner to tf_definer;

comment on function app_private.lock_invitation(uuid) is
  'An invitation that the caller may change, held until the end of the transaction: any for an org_admin, those about clients in their care for others. TF404.';
revoke execute on function app_private.lock_invitation(uuid) from public;
