create or replace function app_private.rotate_session(p_token_hash bytea, p_next_hash bytea, p_grace interval, p_web interval, p_mobile interval)
  returns jsonb
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_token app_private.refresh_tokens;
  v_identity jsonb;
begin
  -- The lock makes two tabs that refresh together go one after the other.
  select * into v_token from app_private.refresh_tokens t where t.token_hash = p_token_hash for update;
  if not found or v_token.revoked_at is not null or v_token.expires_at <= now() then
    return jsonb_build_object('outcome', 'unknown');
  end if;

  -- Used before: a second tab or a lost answer comes within moments; anything later is somebody else with a stolen token.
  if v_token.rotated_at < clock_timestamp() - p_grace then
    update app_private.refresh_tokens t set revoked_at = now() where t.family_id = v_token.family_id and t.revoked_at is null;
    return jsonb_build_object('outcome', 'reused', 'userId', v_token.user_id, 'familyId', v_token.family_id);
  end if;

  v_identity := app_private.session_identity(v_token.user_id, v_token.org_id, v_token.channel);
  if v_identity is null then -- left the organisation since
    update app_private.refresh_tokens t set revoked_at = now() where t.family_id = v_token.family_id and t.revoked_at is null;
    return jsonb_build_object('outcome', 'unknown');
  end if;

  update app_private.refresh_tokens t set rotated_at = clock_timestamp() where t.id = v_token.id and t.rotated_at is null;
  insert into app_private.refresh_tokens (family_id, user_id, org_id, token_hash, channel, expires_at)
  values (v_token.family_id, v_token.user_id, v_token.org_id, p_next_hash, v_token.channel, now() + case v_token.channel when 'web' then p_web else p_mobile end);
  return jsonb_build_object('outcome', 'rotated', 'channel', v_token.channel, 'identity', v_identity);
end $$;
-- Definer: tokens are not granted to anybody. It answers instead of raising, so that a revocation is not rolled back.
alter function app_private.rotate_session(bytea, bytea, interval, interval, interval) owner to tf_definer;

comment on function app_private.rotate_session(bytea, bytea, interval, interval, interval) is
  'Replaces a refresh token by the next of its family, which lasts as long as its channel''s tokens do. outcome: rotated (with channel and identity), unknown (never made, expired or revoked), reused (used longer ago than the grace period: the whole family is now revoked).';
grant execute on function app_private.rotate_session(bytea, bytea, interval, interval, interval) to tf_authenticator;
