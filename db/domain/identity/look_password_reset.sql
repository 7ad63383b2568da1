create or replace function app_private.look_password_reset(p_token_hash bytea) returns table (user_id uuid, email text)
  language sql stable strict security definer set search_path = pg_catalog, pg_temp rows 1
as $$
  select u.id, u.email::text
    from app_private.password_resets r join app_public.users u on u.id = r.user_id
   where r.token_hash = p_token_hash and r.used_at is null and r.expires_at > now()
$$;
-- Definer: resets are not granted to anybody.
alter function app_private.look_password_reset(bytea) owner to tf_definer;

comment on function app_private.look_password_reset(bytea) is 'Whose password a token resets; no row when it is wrong, used or expired.';
grant execute on function app_private.look_password_reset(bytea) to tf_authenticator;
