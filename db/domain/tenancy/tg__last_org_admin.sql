-- Definer: it counts whoever acts, and takes the organisation from the row itself. It runs after the change and locks before it
-- counts, so that of two org_admins who remove each other at the same moment the second finds nobody left.
create or replace function app_private.tg__last_org_admin() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from app_public.organizations o where o.id = old.org_id for no key update;
  if not exists (select from app_public.memberships m where m.org_id = old.org_id and m.role = 'org_admin' and m.status = 'active') then
    raise exception 'An organisation keeps at least one active org_admin.' using errcode = 'TF070';
  end if;
  return null;
end $$;

comment on function app_private.tg__last_org_admin() is
  'TF070 when the change took away the organisation''s last active org_admin, whoever makes it, a DBA included.';
revoke execute on function app_private.tg__last_org_admin() from public;
