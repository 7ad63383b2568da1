create or replace function app_public.invite_member(id uuid, email text, role app_public.member_role, title text default null)
  returns app_public.invitations
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_email constant public.citext := trim(invite_member.email);
  v_title constant text := nullif(trim(invite_member.title), '');
  v_invitation app_public.invitations;
begin
  if invite_member.id is null or v_email is null or invite_member.role is null then
    raise exception 'An invitation needs an address and a role.' using errcode = 'TF400';
  end if;
  perform app_private.check_invitation_address(v_email);
  select i.* into v_invitation from app_public.invitations i where (i.org_id, i.id) = (v_org, invite_member.id);
  if found then
    if v_invitation.kind <> 'member' or v_invitation.email operator(public.<>) v_email
       or (v_invitation.role, v_invitation.title) is distinct from (invite_member.role, v_title) then
      raise exception 'This id belongs to another invitation.' using errcode = 'TF409';
    end if;
    return v_invitation;
  end if;

  if exists (select from app_public.memberships m join app_public.users u on u.id = m.user_id
              where m.org_id = v_org and m.status = 'active' and u.email operator(public.=) v_email) then
    raise exception 'This person is an active member already.' using errcode = 'TF071';
  end if;
  perform app_private.require_mail();
  update app_public.invitations i set revoked_at = now()
   where i.org_id = v_org and i.kind = 'member' and i.email operator(public.=) v_email
     and i.accepted_at is null and i.revoked_at is null and i.expires_at <= now();

  insert into app_public.invitations (org_id, id, kind, email, role, title, invited_by_member_id, expires_at)
  values (v_org, invite_member.id, 'member', v_email, invite_member.role, v_title, app_hidden.current_member_id(), now() + interval '7 days')
  on conflict do nothing
  returning * into v_invitation;
  if not found then
    raise exception 'There is an open invitation for this address: send it again, or revoke it first.' using errcode = 'TF409';
  end if;
  perform app_private.enqueue_invitation_mail(v_org, v_invitation.id);
  return v_invitation;
end $$;
-- Definer: nobody writes the table directly, or people could be invited to what the inviter may not give.
alter function app_public.invite_member(uuid, text, app_public.member_role, text) owner to tf_definer;

comment on function app_public.invite_member(uuid, text, app_public.member_role, text) is
  'Invites a person to the staff by e-mail; the link in it holds for 7 days. Says nothing about whether the address has an account elsewhere. Asking again with the same id answers the same. TF071 for an active member, TF409 for an address with an open invitation or an id used otherwise, TF081 where the installation cannot send mail.';
revoke execute on function app_public.invite_member(uuid, text, app_public.member_role, text) from public;
grant execute on function app_public.invite_member(uuid, text, app_public.member_role, text) to tf_org_admin;
