create or replace function app_private.start_session(
  p_user_id uuid, p_org_id uuid, p_client_id uuid, p_channel text, p_device text, p_has_second_factor boolean, p_token_hash bytea, p_lifetime interval
) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_identity jsonb := app_private.session_identity(p_user_id, p_org_id, p_client_id, false, p_channel);
  v_org uuid := v_identity -> 'organization' ->> 'id';
  v_client uuid := v_identity ->> 'clientId';
  v_session uuid;
begin
  if v_identity is null then
    return null;
  end if;
  if not p_has_second_factor and (v_identity -> 'organization' ->> 'requiresSecondFactor')::boolean then
    raise exception '% asks its staff for a second factor.', v_identity -> 'organization' ->> 'name' using errcode = 'TF084';
  end if;
  insert into app_private.sessions (user_id, org_id, client_id, channel, device, second_factor_at)
  values (p_user_id, v_org, v_client, p_channel, p_device, case when p_has_second_factor then now() end)
  returning id into v_session;
  insert into app_private.refresh_tokens (session_id, token_hash, expires_at) values (v_session, p_token_hash, now() + p_lifetime);
  perform app_private.record_sign_in_event('sign_in', p_user_id, v_org, v_client, v_session,
                                           jsonb_build_object('channel', p_channel, 'device', p_device, 'secondFactor', p_has_second_factor));
  return jsonb_build_object('sessionId', v_session, 'identity', v_identity);
end $$;
-- Definer: sessions and tokens are not granted to anybody.
alter function app_private.start_session(uuid, uuid, uuid, text, text, boolean, bytea, interval) owner to tf_definer;

comment on function app_private.start_session(uuid, uuid, uuid, text, text, boolean, bytea, interval) is
  'Begins a session for a person who proved who they are, with its first refresh token, and answers {sessionId, identity}; null, and no token, when they have no such place (null = any). TF084 when the place requires a second factor and none was proven.';
grant execute on function app_private.start_session(uuid, uuid, uuid, text, text, boolean, bytea, interval) to tf_authenticator;
