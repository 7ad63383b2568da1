create or replace function app_private.rotate_session(
  p_token_hash bytea, p_next_hash bytea, p_grace interval, p_web interval, p_mobile interval, p_org_id uuid default null, p_client_id uuid default null
) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_token app_private.refresh_tokens;
  v_session app_private.sessions;
  v_identity jsonb;
begin
  -- The lock makes two tabs that refresh together go one after the other.
  select * into v_token from app_private.refresh_tokens t where t.token_hash = p_token_hash for update;
  if not found or v_token.expires_at <= now() then
    return jsonb_build_object('outcome', 'unknown');
  end if;
  select * into v_session from app_private.sessions s where s.id = v_token.session_id for update;
  if v_session.ended_at is not null then
    return jsonb_build_object('outcome', 'unknown');
  end if;

  -- Used before: a second tab or a lost answer comes within moments; anything later is somebody else with a stolen token.
  if v_token.rotated_at < clock_timestamp() - p_grace then
    perform app_private.record_sign_in_event('token_reuse', v_session.user_id, v_session.org_id, v_session.client_id, v_session.id,
                                             jsonb_build_object('device', v_session.device, 'rotatedAt', v_token.rotated_at));
    perform app_private.end_sessions(array[v_session.id], 'token_reused');
    return jsonb_build_object('outcome', 'reused', 'userId', v_session.user_id, 'sessionId', v_session.id);
  end if;

  if p_org_id is null then
    v_identity := app_private.session_identity(v_session.user_id, v_session.org_id, v_session.client_id, true, v_session.channel);
    if v_identity is null then -- left the organisation since
      perform app_private.end_sessions(array[v_session.id], 'left');
      return jsonb_build_object('outcome', 'unknown');
    end if;
    if v_session.second_factor_at is null and (v_identity -> 'organization' ->> 'requiresSecondFactor')::boolean then
      perform app_private.end_sessions(array[v_session.id], 'second_factor_required');
      return jsonb_build_object('outcome', 'second_factor_required', 'organizationName', v_identity -> 'organization' ->> 'name');
    end if;
  else
    v_identity := app_private.session_identity(v_session.user_id, p_org_id, p_client_id, false, v_session.channel);
    if v_identity is null then
      return jsonb_build_object('outcome', 'no_such_place');
    end if;
    if v_session.second_factor_at is null and (v_identity -> 'organization' ->> 'requiresSecondFactor')::boolean then
      return jsonb_build_object('outcome', 'second_factor_required', 'organizationName', v_identity -> 'organization' ->> 'name');
    end if;
  end if;

  update app_private.refresh_tokens t set rotated_at = clock_timestamp() where t.id = v_token.id and t.rotated_at is null;
  update app_private.sessions s
     set last_used_at = now(), org_id = (v_identity -> 'organization' ->> 'id')::uuid, client_id = (v_identity ->> 'clientId')::uuid
   where s.id = v_session.id;
  delete from app_private.refresh_tokens t where t.session_id = v_session.id and t.expires_at < now();
  insert into app_private.refresh_tokens (session_id, token_hash, expires_at)
  values (v_session.id, p_next_hash, now() + case v_session.channel when 'web' then p_web else p_mobile end);
  return jsonb_build_object('outcome', 'rotated', 'channel', v_session.channel, 'sessionId', v_session.id, 'identity', v_identity);
end $$;
-- Definer: sessions and tokens are not granted to anybody. It answers instead of raising, so that an ended session is not rolled back.
alter function app_private.rotate_session(bytea, bytea, interval, interval, interval, uuid, uuid) owner to tf_definer;

comment on function app_private.rotate_session(bytea, bytea, interval, interval, interval, uuid, uuid) is
  'Replaces a refresh token by the next of its session, which lasts as long as its channel''s tokens do; with p_org_id (and p_client_id) the session moves to that place. outcome: rotated (with channel, sessionId and identity), unknown (never made, expired or ended), reused (used longer ago than the grace period: the session has now ended), no_such_place (nothing changed), second_factor_required (with organizationName: the place asks for one and this session has none; where the session stands there it has now ended, otherwise nothing changed).';
grant execute on function app_private.rotate_session(bytea, bytea, interval, interval, interval, uuid, uuid) to tf_authenticator;
