create or replace function app_private.end_session(p_token_hash bytea) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select app_private.end_sessions(array(select t.session_id from app_private.refresh_tokens t where t.token_hash = p_token_hash), 'signed_out')
$$;
-- Definer: tokens are not granted to anybody.
alter function app_private.end_session(bytea) owner to tf_definer;

comment on function app_private.end_session(bytea) is 'Signs out: ends the session of that refresh token. An unknown token is nothing to do.';
grant execute on function app_private.end_session(bytea) to tf_authenticator;
