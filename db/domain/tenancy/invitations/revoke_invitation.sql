create or replace function app_public.revoke_invitation(id uuid) returns app_public.invitations
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_invitation app_public.invitations := app_private.lock_invitation(revoke_invitation.id);
begin
  if v_invitation.accepted_at is not null then
    raise exception 'This invitation was accepted already.' using errcode = 'TF073';
  end if;
  delete from app_private.invitation_secrets s where (s.org_id, s.invitation_id) = (v_invitation.org_id, v_invitation.id);
  update app_public.invitations i set revoked_at = now()
   where (i.org_id, i.id) = (v_invitation.org_id, v_invitation.id) and i.revoked_at is null;
  select i.* into v_invitation from app_public.invitations i where (i.org_id, i.id) = (v_invitation.org_id, v_invitation.id);
  return v_invitation;
end $$;
-- Definer: invitations are writable through functions only.
alter function app_public.revoke_invitation(uuid) owner to tf_definer;

comment on function app_public.revoke_invitation(uuid) is
  'Takes an invitation back: its link or code counts no more. Doing it twice is doing it once. TF404, TF073 for one that was accepted.';
revoke execute on function app_public.revoke_invitation(uuid) from public;
grant execute on function app_public.revoke_invitation(uuid) to tf_dietitian, tf_org_admin;
