create or replace function app_private.set_password(p_user_id uuid, p_password_hash text, p_kept_session_id uuid, p_how text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into app_private.user_credentials as c (user_id, password_hash) values (p_user_id, p_password_hash)
  on conflict (user_id) do update set password_hash = excluded.password_hash, updated_at = now(), password_changed_at = clock_timestamp();
  update app_private.password_resets r set used_at = now() where r.user_id = p_user_id and r.used_at is null;
  perform app_private.end_sessions(
    array(select s.id from app_private.sessions s
           where s.user_id = p_user_id and s.ended_at is null and s.id is distinct from p_kept_session_id),
    'password_changed');
  perform app_private.record_personal_event('password_changed', p_user_id, jsonb_build_object('how', p_how));
end $$;
-- Definer: credentials are not granted to anybody.
alter function app_private.set_password(uuid, text, uuid, text) owner to tf_definer;

comment on function app_private.set_password(uuid, text, uuid, text) is
  'Gives a person another password, ends all of their sessions but the one that is kept, and makes the links to reset it useless. p_how: changed, reset or invitation, for the history.';
grant execute on function app_private.set_password(uuid, text, uuid, text) to tf_authenticator;
