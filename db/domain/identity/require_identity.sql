create or replace function app_private.require_identity() returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app_hidden.current_user_id();
  v_org uuid := app_hidden.current_org_id();
  v_member uuid := app_hidden.current_member_id();
  v_client uuid := app_hidden.current_client_id();
  v_role text := app_hidden.current_role_name();
  v_session uuid := app_hidden.current_session_id();
  v_stands boolean;
begin
  if v_role is null then -- nobody: then nothing else may be named either
    v_stands := v_user is null and v_org is null and v_member is null and v_client is null and v_session is null;
  elsif v_role = 'client' then
    v_stands := v_member is null and exists (
      select from app_public.clients c
       where (c.org_id, c.id) = (v_org, v_client) and c.status <> 'archived'
         and (c.user_id = v_user or exists (
           select from app_public.client_guardians g
            where (g.org_id, g.client_id, g.user_id) = (v_org, v_client, v_user) and daterange(g.started_on, g.ended_on) @> app_hidden.org_today())));
  else
    v_stands := v_client is null and exists (
      select from app_public.memberships m
       where (m.org_id, m.id) = (v_org, v_member) and m.user_id = v_user and m.role::text = v_role and m.status = 'active');
  end if;
  if v_stands and v_session is not null then
    v_stands := exists (select from app_private.sessions s where s.id = v_session and s.user_id = v_user and s.ended_at is null);
  end if;
  if not v_stands then
    raise exception 'You are not signed in, or your session has ended.' using errcode = 'TF401';
  end if;
end $$;
-- Definer: it looks before the request has a role. Bound to the request's organisation like everybody.
alter function app_private.require_identity() owner to tf_definer;

comment on function app_private.require_identity() is
  'Raises TF401 unless the request''s identity still stands: the membership is active and has that role, or the client record is the person''s or their dependant''s and not archived, and the session that the token names has not ended. So leaving, a new role and signing out hold at once, also for tokens that were issued before. The server calls it in the same exchange as the settings, before it takes the role.';
grant execute on function app_private.require_identity() to tf_authenticator;
