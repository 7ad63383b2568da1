create or replace function app_public.end_my_other_sessions() returns int
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select app_private.end_sessions(
    array(select s.id from app_private.sessions s
           where s.user_id = app_hidden.current_user_id() and s.id is distinct from app_hidden.current_session_id() and s.ended_at is null),
    'ended_elsewhere')
$$;
-- Definer: sessions are not granted to anybody. The person's own only.
alter function app_public.end_my_other_sessions() owner to tf_definer;

comment on function app_public.end_my_other_sessions() is 'Signs you out everywhere but here, at once; answers how many sessions that ended.';
revoke execute on function app_public.end_my_other_sessions() from public;
grant execute on function app_public.end_my_other_sessions() to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
