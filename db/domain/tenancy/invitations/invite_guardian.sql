create or replace function app_public.invite_guardian(id uuid, client_id uuid, relationship text, email text default null)
  returns app_public.new_invitation
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client constant app_public.clients := app_private.inviting_client(invite_guardian.client_id);
  v_email constant public.citext := nullif(trim(invite_guardian.email), '');
  v_relationship constant text := trim(invite_guardian.relationship);
  v_invitation app_public.invitations;
  v_code text;
begin
  if invite_guardian.id is null or coalesce(v_relationship, '') = '' or length(v_relationship) > 100 then
    raise exception 'Say what the guardian is to the client, such as mother.' using errcode = 'TF400';
  end if;
  perform app_private.check_invitation_address(v_email);
  select i.* into v_invitation from app_public.invitations i where (i.org_id, i.id) = (v_org, invite_guardian.id);
  if found and (v_invitation.kind <> 'guardian' or v_invitation.client_id <> v_client.id or v_invitation.relationship <> v_relationship
                or v_invitation.email::text is distinct from v_email::text or v_invitation.accepted_at is not null or v_invitation.revoked_at is not null) then
    raise exception 'This id belongs to another invitation.' using errcode = 'TF409';
  elsif not found then
    if v_email is not null then
      perform app_private.require_mail();
      with replaced as (
        update app_public.invitations i set revoked_at = now()
         where i.org_id = v_org and i.client_id = v_client.id and i.kind = 'guardian' and i.email operator(public.=) v_email
           and i.accepted_at is null and i.revoked_at is null
        returning i.id)
      delete from app_private.invitation_secrets s using replaced r where (s.org_id, s.invitation_id) = (v_org, r.id);
    end if;
    insert into app_public.invitations (org_id, id, kind, client_id, relationship, email, invited_by_member_id, expires_at)
    values (v_org, invite_guardian.id, 'guardian', v_client.id, v_relationship, v_email, app_hidden.current_member_id(), now() + interval '7 days')
    returning * into v_invitation;
  end if;
  if v_email is null then
    v_code := app_private.new_invitation_code();
    perform app_private.set_invitation_secret(v_org, v_invitation.id, app_private.invitation_code_hash(v_code));
  else
    perform app_private.enqueue_invitation_mail(v_org, v_invitation.id);
  end if;
  return row(v_invitation.id, v_code, v_invitation.expires_at)::app_public.new_invitation;
end $$;
-- Definer: it writes what nobody may write directly.
alter function app_public.invite_guardian(uuid, uuid, text, text) owner to tf_definer;

comment on function app_public.invite_guardian(uuid, uuid, text, text) is
  'Invites somebody to act for a client: with an address a link is mailed, without one the code is answered, once. Either holds for 7 days; a later invitation to the same address replaces it. Asking again with the same id mails again, or answers a new code for the same invitation. TF404, TF400 without a relationship, TF409 for an id used otherwise, TF081 where the installation cannot send mail.';
revoke execute on function app_public.invite_guardian(uuid, uuid, text, text) from public;
grant execute on function app_public.invite_guardian(uuid, uuid, text, text) to tf_dietitian, tf_org_admin;
