create or replace function app_private.begin_password_reset(p_email text, p_token_hash bytea, p_lifetime interval)
  returns table (email text, display_name text)
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp rows 1
as $$
  with person as (
    select u.id, u.email::text, u.display_name from app_public.users u
     where u.email operator(public.=) p_email::public.citext and u.email_confirmed_at is not null
  ), made as (
    insert into app_private.password_resets (token_hash, user_id, expires_at)
    select p_token_hash, p.id, now() + p_lifetime from person p
  )
  select p.email, p.display_name from person p
$$;
-- Definer: it writes what nobody may write directly.
alter function app_private.begin_password_reset(text, bytea, interval) owner to tf_definer;

comment on function app_private.begin_password_reset(text, bytea, interval) is
  'Keeps the hash of a token with which the person with that address may choose another password, and answers where to mail it; no row, and nothing kept, when nobody has the address, or somebody only typed it: whoever reads its mail may be a stranger. The worker calls it.';
