create or replace function app_private.look_address_confirmation(p_token_hash bytea) returns table (user_id uuid, email text)
  language sql stable strict security definer set search_path = pg_catalog, pg_temp rows 1
as $$
  select u.id, u.email::text
    from app_private.address_confirmations a join app_public.users u on u.id = a.user_id and u.email operator(public.=) a.email
   where a.token_hash = p_token_hash and a.used_at is null and a.expires_at > now()
$$;
-- Definer: confirmations are not granted to anybody.
alter function app_private.look_address_confirmation(bytea) owner to tf_definer;

comment on function app_private.look_address_confirmation(bytea) is
  'Whose address a token proves; no row when it is wrong, used or expired, or the address is another one by now.';
grant execute on function app_private.look_address_confirmation(bytea) to tf_authenticator;
