create or replace function app_private.confirm_address(p_token_hash bytea) returns boolean
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid;
begin
  update app_private.address_confirmations a set used_at = now()
    from app_public.users u
   where a.token_hash = p_token_hash and a.used_at is null and a.expires_at > now() and u.id = a.user_id and u.email operator(public.=) a.email
  returning a.user_id into v_user;
  if not found then
    return false;
  end if;
  perform set_config('app.user_id', v_user::text, true); -- whose doing it is
  update app_private.address_confirmations a set used_at = now() where a.user_id = v_user and a.used_at is null;
  update app_public.users u set email_confirmed_at = now() where u.id = v_user and u.email_confirmed_at is null;
  return true;
end $$;
-- Definer: confirmations are not granted to anybody.
alter function app_private.confirm_address(bytea) owner to tf_definer;

comment on function app_private.confirm_address(bytea) is
  'Uses up a token to prove its person''s address, after they proved to be that person; false, and nothing changed, when it is wrong, used or expired, or the address is another one by now.';
grant execute on function app_private.confirm_address(bytea) to tf_authenticator;
