create or replace function app_public.end_my_session(id uuid) returns boolean
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from app_private.sessions s where s.id = end_my_session.id and s.user_id = app_hidden.current_user_id()) then
    raise exception 'There is no such thing, or it is not yours to see.' using errcode = 'TF404';
  end if;
  return app_private.end_sessions(array[end_my_session.id], 'ended_elsewhere') > 0;
end $$;
-- Definer: sessions are not granted to anybody. The person's own only.
alter function app_public.end_my_session(uuid) owner to tf_definer;

comment on function app_public.end_my_session(uuid) is
  'Signs one of your devices out, at once; answers whether it was still signed in. TF404 when the session is not yours.';
revoke execute on function app_public.end_my_session(uuid) from public;
grant execute on function app_public.end_my_session(uuid) to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
