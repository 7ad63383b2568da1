create or replace function app_private.accept_invitation(p_token text, p_user_id uuid, p_email text, p_name text, p_password_hash text) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_found record;
  v_invitation app_public.invitations;
  v_client app_public.clients;
  v_user uuid := p_user_id;
begin
  select * into v_found from app_private.look_invitation(p_token);
  if not found then
    return null;
  end if;
  -- From here on the request belongs to the organisation that invited.
  perform set_config('app.org_id', v_found.org_id::text, true);
  select i.* into v_invitation from app_public.invitations i
   where (i.org_id, i.id) = (v_found.org_id, v_found.invitation_id) and i.accepted_at is null and i.revoked_at is null
     for update;
  if not found then -- somebody was faster
    return null;
  end if;

  if v_user is null then
    select u.id into v_user from app_public.users u where u.email operator(public.=) coalesce(v_invitation.email, p_email::public.citext);
    if not found then
      insert into app_public.users (email, display_name) values (coalesce(v_invitation.email, p_email::public.citext), p_name) returning id into v_user;
      insert into app_private.user_credentials (user_id, password_hash) values (v_user, p_password_hash);
    elsif v_invitation.email is null then
      perform from app_public.users u where u.id = v_user for update; -- neither proven nor given another place meanwhile
      if app_private.forgotten_login(p_token, p_email) is distinct from v_user then
        return null; -- somebody's account, and not proven
      end if;
      perform app_private.set_password(v_user, p_password_hash, null, 'invitation');
    elsif exists (select from app_private.user_credentials c where c.user_id = v_user) then
      return null; -- the account was made meanwhile, and is not proven
    else
      insert into app_private.user_credentials (user_id, password_hash) values (v_user, p_password_hash);
    end if;
  end if;
  perform set_config('app.user_id', v_user::text, true);
  -- An invitation with an address is accepted by the token that was mailed there, never by a code: who has it reads that mail.
  update app_public.users u set email_confirmed_at = now()
   where u.id = v_user and u.email operator(public.=) v_invitation.email and u.email_confirmed_at is null;

  if v_invitation.kind = 'member' then
    insert into app_public.memberships as m (org_id, user_id, role, title)
    values (v_invitation.org_id, v_user, v_invitation.role, v_invitation.title)
    on conflict (org_id, user_id) do update set role = excluded.role, title = excluded.title, status = 'active'
     where m.status = 'deactivated';
  else
    select c.* into v_client from app_public.clients c
     where (c.org_id, c.id) = (v_invitation.org_id, v_invitation.client_id) and c.status <> 'archived' for update;
    if not found or (v_invitation.kind = 'client' and v_client.user_id is distinct from v_user and (v_client.user_id is not null or exists (
         select from app_public.clients c where (c.org_id, c.user_id) = (v_invitation.org_id, v_user)))) then
      return null;
    elsif v_invitation.kind = 'client' then
      update app_public.clients c set user_id = v_user where (c.org_id, c.id) = (v_invitation.org_id, v_client.id);
    elsif not exists (
      select from app_public.client_guardians g
       where (g.org_id, g.client_id, g.user_id) = (v_invitation.org_id, v_client.id, v_user) and (g.ended_on is null or g.ended_on > app_hidden.org_today())
    ) then
      insert into app_public.client_guardians (org_id, client_id, user_id, relationship, started_on, recorded_by_member_id)
      values (v_invitation.org_id, v_client.id, v_user, v_invitation.relationship, app_hidden.org_today(), v_invitation.invited_by_member_id);
    end if;
  end if;

  update app_public.invitations i set accepted_at = now(), accepted_by_user_id = v_user where (i.org_id, i.id) = (v_invitation.org_id, v_invitation.id);
  delete from app_private.invitation_secrets s where (s.org_id, s.invitation_id) = (v_invitation.org_id, v_invitation.id);
  perform app_private.enqueue_address_confirmation(u.id)
     from app_public.users u
    where u.id = v_user and u.email_confirmed_at is null
      and not exists (select from app_private.installation_settings s where (s.name, s.value) = ('mail', 'none'));
  return jsonb_build_object('userId', v_user, 'organizationId', v_invitation.org_id, 'clientId', v_client.id);
end $$;
-- Definer: it writes what nobody may write directly, for somebody who may have no account yet.
alter function app_private.accept_invitation(text, uuid, text, text, text) owner to tf_definer;

comment on function app_private.accept_invitation(text, uuid, text, text, text) is
  'Accepts an invitation once, for a person who proved that they have the account (p_user_id), or for a new one with the invitation''s address (p_email where it has none), that name and password, or for a client who forgot theirs (see forgotten_login): makes the membership (a deactivated one gets the new role), gives the client the login, or records the guardian. A mailed invitation proves its address; one that was only typed gets a link that does, where mail can leave. Answers {userId, organizationId, clientId}; null when it cannot be accepted any more, and then the caller must roll back.';
grant execute on function app_private.accept_invitation(text, uuid, text, text, text) to tf_authenticator;
