create or replace function app_private.confirm_second_factor(p_user_id uuid, p_secret_encrypted bytea, p_step bigint, p_code_hashes bytea[], p_session_id uuid)
  returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app_private.totp t
     set secret_encrypted = t.pending_secret_encrypted, confirmed_at = now(), last_step = p_step, pending_secret_encrypted = null, pending_at = null
   where t.user_id = p_user_id and t.pending_secret_encrypted = p_secret_encrypted;
  if not found then
    return false;
  end if;
  perform app_private.replace_recovery_codes(p_user_id, p_code_hashes);
  update app_private.sessions s set second_factor_at = now() where s.id = p_session_id and s.user_id = p_user_id;
  perform app_private.record_personal_event('second_factor_changed', p_user_id, '{"change": "enabled"}');
  return true;
end $$;
-- Definer: secrets are not granted to anybody.
alter function app_private.confirm_second_factor(uuid, bytea, bigint, bytea[], uuid) owner to tf_definer;

comment on function app_private.confirm_second_factor(uuid, bytea, bigint, bytea[], uuid) is
  'Puts the shown secret into use after a code of p_step proved it, with new recovery codes; the session that did it (null = none yet) counts as proven. False, and nothing changed, when another secret was shown meanwhile.';
grant execute on function app_private.confirm_second_factor(uuid, bytea, bigint, bytea[], uuid) to tf_authenticator;
