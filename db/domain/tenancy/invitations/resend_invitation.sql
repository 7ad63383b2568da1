create or replace function app_public.resend_invitation(id uuid) returns app_public.invitations
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_invitation app_public.invitations := app_private.lock_invitation(resend_invitation.id);
begin
  if v_invitation.accepted_at is not null or v_invitation.revoked_at is not null then
    raise exception 'This invitation is not open any more.' using errcode = 'TF073';
  end if;
  if v_invitation.email is null then
    raise exception 'A code is not sent: make a new one.' using errcode = 'TF400';
  end if;
  perform app_private.require_mail();
  delete from app_private.invitation_secrets s where (s.org_id, s.invitation_id) = (v_invitation.org_id, v_invitation.id);
  update app_public.invitations i set expires_at = now() + interval '7 days', sent_at = null, delivery_error = null
   where (i.org_id, i.id) = (v_invitation.org_id, v_invitation.id)
  returning i.* into v_invitation;
  perform app_private.enqueue_invitation_mail(v_invitation.org_id, v_invitation.id);
  return v_invitation;
end $$;
-- Definer: invitations are writable through functions only.
alter function app_public.resend_invitation(uuid) owner to tf_definer;

comment on function app_public.resend_invitation(uuid) is
  'Mails an open invitation again, with a new link that holds for 7 days; links mailed before count no more. TF404, TF073 for one that was accepted or revoked, TF400 for one by code, TF081 where the installation cannot send mail.';
revoke execute on function app_public.resend_invitation(uuid) from public;
grant execute on function app_public.resend_invitation(uuid) to tf_dietitian, tf_org_admin;
