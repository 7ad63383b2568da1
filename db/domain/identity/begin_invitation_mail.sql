create or replace function app_private.begin_invitation_mail(p_org_id uuid, p_invitation_id uuid, p_token_hash bytea)
  returns table (email text, kind text, role text, title text, organization_name text, invited_by text, has_account boolean, expires_at timestamptz, time_zone text)
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp rows 1
as $$
begin
  perform set_config('app.org_id', p_org_id::text, true);
  return query
    select i.email::text, i.kind::text, i.role::text, i.title, o.name, u.display_name,
           exists (select from app_public.users a join app_private.user_credentials c on c.user_id = a.id where a.email operator(public.=) i.email),
           i.expires_at, o.time_zone
      from app_public.invitations i
      join app_public.organizations o on o.id = i.org_id
      left join app_public.memberships m on (m.org_id, m.id) = (i.org_id, i.invited_by_member_id)
      left join app_public.users u on u.id = m.user_id
     where (i.org_id, i.id) = (p_org_id, p_invitation_id)
       and i.email is not null and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
       for update of i;
  if found then
    perform app_private.set_invitation_secret(p_org_id, p_invitation_id, p_token_hash);
  end if;
end $$;
-- Definer: secrets are granted to nobody.
alter function app_private.begin_invitation_mail(uuid, uuid, bytea) owner to tf_definer;

comment on function app_private.begin_invitation_mail(uuid, uuid, bytea) is
  'Gives an open invitation a new secret, and answers what its message says; no row, and nothing changed, when it is not open any more. The worker calls it.';
