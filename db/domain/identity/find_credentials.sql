create or replace function app_private.find_credentials(p_email text)
  returns table (user_id uuid, password_hash text)
  language sql stable strict security definer set search_path = pg_catalog, pg_temp rows 1
as $$
  select u.id, c.password_hash
    from app_public.users u join app_private.user_credentials c on c.user_id = u.id
   where u.email operator(public.=) p_email::public.citext
$$;
-- Definer: nobody is signed in yet.
alter function app_private.find_credentials(text) owner to tf_definer;

comment on function app_private.find_credentials(text) is 'The person with that address and the hash that their password is checked against; no row when there is none.';
grant execute on function app_private.find_credentials(text) to tf_authenticator;
