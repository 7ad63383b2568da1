create or replace function app_public.my_sessions() returns setof app_public.my_session
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 5
as $$
  select s.id, s.device, s.channel, s.created_at, s.last_used_at, s.id is not distinct from app_hidden.current_session_id(), p.organization_name
    from app_private.sessions s
    left join app_private.user_places(app_hidden.current_user_id()) p on p.org_id = s.org_id and p.client_id is not distinct from s.client_id
   where s.user_id = app_hidden.current_user_id() and s.ended_at is null
     and exists (select from app_private.refresh_tokens t where t.session_id = s.id and t.rotated_at is null and t.expires_at > now())
   order by s.last_used_at desc, s.id desc
$$;
-- Definer: sessions are not granted to anybody. It reads by person, across the organisations that they are signed in to.
alter function app_public.my_sessions() owner to tf_definer;

comment on function app_public.my_sessions() is 'Where you are signed in, the last used first, in whichever organisation.';
revoke execute on function app_public.my_sessions() from public;
grant execute on function app_public.my_sessions() to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on type app_public.my_session is 'One of the places where you are signed in.';
comment on column app_public.my_session.id is 'Identifies the session.';
comment on column app_public.my_session.device is 'The browser or app and its system, such as "Firefox on Windows".';
comment on column app_public.my_session.channel is 'web or mobile.';
comment on column app_public.my_session.created_at is 'When you signed in.';
comment on column app_public.my_session.last_used_at is 'When it was last refreshed, which happens at least every quarter of an hour while it is used.';
comment on column app_public.my_session.is_current is 'Whether it is the session that asks.';
comment on column app_public.my_session.organization_name is 'The organisation that it is signed in to; null = you have no place there any more.';
