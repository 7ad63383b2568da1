create or replace function app_private.replace_recovery_codes(p_user_id uuid, p_code_hashes bytea[]) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  delete from app_private.recovery_codes c where c.user_id = p_user_id;
  insert into app_private.recovery_codes (user_id, code_hash) select p_user_id, h from unnest(p_code_hashes) h;
$$;
-- Definer: codes are not granted to anybody.
alter function app_private.replace_recovery_codes(uuid, bytea[]) owner to tf_definer;

comment on function app_private.replace_recovery_codes(uuid, bytea[]) is 'Gives a person new recovery codes; the ones before no longer count.';
grant execute on function app_private.replace_recovery_codes(uuid, bytea[]) to tf_authenticator;
