create or replace function app_private.reset_password(p_token_hash bytea, p_password_hash text) returns boolean
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid;
begin
  update app_private.password_resets r set used_at = now()
   where r.token_hash = p_token_hash and r.used_at is null and r.expires_at > now()
  returning r.user_id into v_user;
  if not found then
    return false;
  end if;
  perform app_private.set_password(v_user, p_password_hash, null, 'reset');
  return true;
end $$;
-- Definer: resets are not granted to anybody.
alter function app_private.reset_password(bytea, text) owner to tf_definer;

comment on function app_private.reset_password(bytea, text) is
  'Uses up a token to give its person another password, which signs them out everywhere; false, and nothing changed, when it is wrong, used or expired.';
grant execute on function app_private.reset_password(bytea, text) to tf_authenticator;
