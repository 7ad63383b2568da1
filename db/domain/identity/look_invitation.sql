-- Definer and owned by the migrating role on purpose: which organisation invites is what the token says, so there is none to be
-- bound to yet. It finds one invitation, by a secret that only the invited person has.
create or replace function app_private.look_invitation(p_token text)
  returns table (org_id uuid, invitation_id uuid, kind text, organization_name text, email text, role text, title text, user_id uuid, has_account boolean)
  language sql stable strict security definer set search_path = pg_catalog, pg_temp rows 1
as $$
  select i.org_id, i.id, i.kind::text, o.name, i.email::text, coalesce(i.role::text, 'client'), i.title, u.id,
         exists (select from app_private.user_credentials c where c.user_id = u.id)
    from app_private.invitation_secrets s
    join app_public.invitations i on (i.org_id, i.id) = (s.org_id, s.invitation_id)
    join app_public.organizations o on o.id = i.org_id
    left join app_public.users u on u.email operator(public.=) i.email
   where s.token_hash in (sha256(convert_to(p_token, 'UTF8')), app_private.invitation_code_hash(p_token))
     and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
$$;
comment on function app_private.look_invitation(text) is
  'The invitation that a mailed token or a code stands for; user_id and has_account say whether its address has an account already. No row when it is wrong, used, revoked or expired.';
grant execute on function app_private.look_invitation(text) to tf_authenticator, tf_definer;
