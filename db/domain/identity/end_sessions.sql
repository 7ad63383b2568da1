create or replace function app_private.end_sessions(p_session_ids uuid[], p_reason text) returns int
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  with ended as (
    update app_private.sessions s set ended_at = now(), end_reason = p_reason
     where s.id = any (p_session_ids) and s.ended_at is null
    returning *
  )
  select count(app_private.record_sign_in_event('session_ended', e.user_id, e.org_id, e.client_id, e.id,
                                                jsonb_build_object('reason', p_reason, 'device', e.device)))::int
    from ended e
$$;
-- Definer: sessions are not granted to anybody.
alter function app_private.end_sessions(uuid[], text) owner to tf_definer;

comment on function app_private.end_sessions(uuid[], text) is
  'Ends those of the sessions that still stand, with their refresh tokens and the access tokens that were already issued, and answers how many. Each is an event of its organisation''s history.';
