create or replace function app_public.open_invitations(kind app_public.invitation_kind default null, client_id uuid default null)
  returns setof app_public.invitations
  language sql stable set search_path = pg_catalog, pg_temp rows 10
as $$
  select i.* from app_public.invitations i
   where i.org_id = app_hidden.current_org_id()
     and i.accepted_at is null and i.revoked_at is null
     and (open_invitations.kind is null or i.kind = open_invitations.kind)
     and (open_invitations.client_id is null or i.client_id = open_invitations.client_id)
   order by i.created_at desc, i.id
$$;

comment on function app_public.open_invitations(app_public.invitation_kind, uuid) is
  'Invitations that nobody has accepted or revoked, expired ones included, the latest first; of one kind, or about one client.';
revoke execute on function app_public.open_invitations(app_public.invitation_kind, uuid) from public;
grant execute on function app_public.open_invitations(app_public.invitation_kind, uuid) to tf_assistant, tf_dietitian, tf_org_admin;
