create or replace function app_private.use_recovery_code(p_user_id uuid, p_code_hash bytea) returns boolean
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app_private.recovery_codes c set used_at = now()
   where (c.user_id, c.code_hash) = (p_user_id, p_code_hash) and c.used_at is null
     and exists (select from app_private.totp t where t.user_id = p_user_id and t.confirmed_at is not null);
  if found then
    perform app_private.record_personal_event('second_factor_changed', p_user_id, '{"change": "recovery_code_used"}');
  end if;
  return found;
end $$;
-- Definer: codes are not granted to anybody.
alter function app_private.use_recovery_code(uuid, bytea) owner to tf_definer;

comment on function app_private.use_recovery_code(uuid, bytea) is 'Uses up a recovery code; false when it is not one of the person''s, or was used before.';
grant execute on function app_private.use_recovery_code(uuid, bytea) to tf_authenticator;
