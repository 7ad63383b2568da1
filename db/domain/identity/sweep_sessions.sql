create or replace function app_private.sweep_sessions(p_kept interval) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  delete from app_private.refresh_tokens t where t.expires_at < now();
  delete from app_private.sessions s
   where coalesce(s.ended_at, s.last_used_at) < now() - p_kept
     and not exists (select from app_private.refresh_tokens t where t.session_id = s.id and s.ended_at is null);
  delete from app_private.password_resets r where r.expires_at < now() - p_kept;
  delete from app_private.address_confirmations a where a.expires_at < now() - p_kept;
$$;
-- Definer: sessions are not granted to anybody.
alter function app_private.sweep_sessions(interval) owner to tf_definer;

comment on function app_private.sweep_sessions(interval) is
  'Deletes refresh tokens that have expired, and sessions and links to reset a password or prove an address that ended so long ago. Their events stay in the history.';
