create or replace function app_public.invite_client(id uuid, client_id uuid) returns app_public.new_invitation
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client constant app_public.clients := app_private.inviting_client(invite_client.client_id);
  v_invitation app_public.invitations;
  v_code constant text := app_private.new_invitation_code();
begin
  -- Whose address was only typed gets no link when the password is forgotten: a new code lets them choose another.
  if exists (select from app_public.users u where u.id = v_client.user_id and u.email_confirmed_at is not null) then
    raise exception '% uses the app already.', v_client.full_name using errcode = 'TF071';
  end if;
  select i.* into v_invitation from app_public.invitations i where (i.org_id, i.id) = (v_org, invite_client.id);
  if found and (v_invitation.kind <> 'client' or v_invitation.client_id <> v_client.id or v_invitation.accepted_at is not null or v_invitation.revoked_at is not null) then
    raise exception 'This id belongs to another invitation.' using errcode = 'TF409';
  elsif not found then
    with replaced as (
      update app_public.invitations i set revoked_at = now()
       where i.org_id = v_org and i.client_id = v_client.id and i.kind = 'client' and i.accepted_at is null and i.revoked_at is null
      returning i.id)
    delete from app_private.invitation_secrets s using replaced r where (s.org_id, s.invitation_id) = (v_org, r.id);
    insert into app_public.invitations (org_id, id, kind, client_id, invited_by_member_id, expires_at)
    values (v_org, invite_client.id, 'client', v_client.id, app_hidden.current_member_id(), now() + interval '7 days')
    returning * into v_invitation;
  end if;
  perform app_private.set_invitation_secret(v_org, v_invitation.id, app_private.invitation_code_hash(v_code));
  return row(v_invitation.id, v_code, v_invitation.expires_at)::app_public.new_invitation;
end $$;
-- Definer: it writes what nobody may write directly.
alter function app_public.invite_client(uuid, uuid) owner to tf_definer;

comment on function app_public.invite_client(uuid, uuid) is
  'Makes the code with which a client begins to use the mobile app; it holds for 7 days, and a code made before does not count any more. The code is answered once and kept as a hash: asking again with the same id answers a new code for the same invitation. TF404, TF071 for a client who has a login whose address is proven (with one that is not, the code lets them choose another password), TF409 for an id used otherwise.';
revoke execute on function app_public.invite_client(uuid, uuid) from public;
grant execute on function app_public.invite_client(uuid, uuid) to tf_dietitian, tf_org_admin;
