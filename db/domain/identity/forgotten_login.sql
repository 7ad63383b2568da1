-- Definer and owned by the migrating role on purpose: whether somebody has a place elsewhere is asked across organisations. It
-- answers one person at most, to whoever has the code for exactly their record.
create or replace function app_private.forgotten_login(p_token text, p_email text) returns uuid
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select u.id
    from app_private.look_invitation(p_token) l
    join app_public.invitations i on (i.org_id, i.id) = (l.org_id, l.invitation_id) and i.kind = 'client' and i.email is null
    join app_public.clients c on (c.org_id, c.id) = (i.org_id, i.client_id)
    join app_public.users u on u.id = c.user_id
   where u.email operator(public.=) p_email::public.citext and u.email_confirmed_at is null
     and not exists (select from app_public.memberships m where m.user_id = u.id)
     and not exists (select from app_public.clients o where o.user_id = u.id and (o.org_id, o.id) <> (c.org_id, c.id))
     and not exists (select from app_public.client_guardians g where g.user_id = u.id)
     and not exists (select from app_private.totp t where t.user_id = u.id and t.confirmed_at is not null)
$$;
comment on function app_private.forgotten_login(text, text) is
  'The person who may choose another password with a client''s code: the client''s own login, with that address, which is not proven, so that no link can be mailed to it. Null where the account has, or ever had, another place than this record, or a second factor: then the code opens too little to be enough.';
grant execute on function app_private.forgotten_login(text, text) to tf_authenticator, tf_definer;
