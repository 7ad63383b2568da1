create or replace function app_private.start_session(p_user_id uuid, p_org_id uuid, p_channel text, p_token_hash bytea, p_lifetime interval)
  returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_identity jsonb := app_private.session_identity(p_user_id, p_org_id, p_channel);
begin
  if v_identity is null then
    return null;
  end if;
  delete from app_private.refresh_tokens t where t.user_id = p_user_id and t.expires_at < now();
  insert into app_private.refresh_tokens (family_id, user_id, org_id, token_hash, channel, expires_at)
  values (uuidv7(), p_user_id, (v_identity -> 'organization' ->> 'id')::uuid, p_token_hash, p_channel, now() + p_lifetime);
  return v_identity;
end $$;
-- Definer: tokens are not granted to anybody.
alter function app_private.start_session(uuid, uuid, text, bytea, interval) owner to tf_definer;

comment on function app_private.start_session(uuid, uuid, text, bytea, interval) is
  'Begins a family of refresh tokens for a person whose password was checked, and answers who they are; null, and no token, when they have no place in that organisation (null = any).';
grant execute on function app_private.start_session(uuid, uuid, text, bytea, interval) to tf_authenticator;
