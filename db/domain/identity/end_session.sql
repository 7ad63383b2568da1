create or replace function app_private.end_session(p_token_hash bytea) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  update app_private.refresh_tokens t set revoked_at = now()
   where t.family_id = (select k.family_id from app_private.refresh_tokens k where k.token_hash = p_token_hash)
     and t.revoked_at is null
$$;
-- Definer: tokens are not granted to anybody.
alter function app_private.end_session(bytea) owner to tf_definer;

comment on function app_private.end_session(bytea) is 'Signs out: revokes the family of that refresh token. An unknown token is nothing to do.';
grant execute on function app_private.end_session(bytea) to tf_authenticator;
