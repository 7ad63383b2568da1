create or replace function app_public.memberships_last_active_at(member app_public.memberships) returns timestamptz
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select max(s.last_used_at) from app_private.sessions s
   where s.user_id = member.user_id and s.org_id = app_hidden.current_org_id() and s.org_id = member.org_id and s.client_id is null
$$;
-- Definer: sessions are not granted to anybody. Only those in the caller's own organisation are looked at.
alter function app_public.memberships_last_active_at(app_public.memberships) owner to tf_definer;

comment on function app_public.memberships_last_active_at(app_public.memberships) is
  'When the member was last seen at work here, to a quarter of an hour; null = not for a long time, or never.';
revoke execute on function app_public.memberships_last_active_at(app_public.memberships) from public;
grant execute on function app_public.memberships_last_active_at(app_public.memberships) to tf_org_admin;
