create or replace function app_private.find_credentials(p_email text default null, p_user_id uuid default null)
  returns table (user_id uuid, email text, password_hash text, password_changed_at timestamptz, has_second_factor boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 1
as $$
  select u.id, u.email::text, c.password_hash, c.password_changed_at,
         exists (select from app_private.totp t where t.user_id = u.id and t.confirmed_at is not null)
    from app_public.users u join app_private.user_credentials c on c.user_id = u.id
   where u.email operator(public.=) p_email::public.citext or u.id = p_user_id
$$;
-- Definer: nobody is signed in yet.
alter function app_private.find_credentials(text, uuid) owner to tf_definer;

comment on function app_private.find_credentials(text, uuid) is
  'The person with that address, or that id, the hash that their password is checked against, and whether they have a second factor; no row when there is none.';
grant execute on function app_private.find_credentials(text, uuid) to tf_authenticator;
