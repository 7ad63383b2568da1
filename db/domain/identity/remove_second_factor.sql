create or replace function app_private.remove_second_factor(p_user_id uuid) returns void
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
begin
  delete from app_private.totp t where t.user_id = p_user_id;
  delete from app_private.recovery_codes c where c.user_id = p_user_id;
  update app_private.sessions s set second_factor_at = null where s.user_id = p_user_id and s.ended_at is null;
  perform app_private.record_personal_event('second_factor_changed', p_user_id, '{"change": "removed"}');
end $$;
-- Definer: secrets are not granted to anybody.
alter function app_private.remove_second_factor(uuid) owner to tf_definer;

comment on function app_private.remove_second_factor(uuid) is
  'Takes a person''s second factor away, with its recovery codes. Their sessions no longer count as proven, so where one is required they end at their next refresh.';
grant execute on function app_private.remove_second_factor(uuid) to tf_authenticator;
