create or replace function app_hidden.clients_in_care(member uuid, team uuid, on_day date) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 200
as $$
  select c.client_id from app_private.care c
   where c.org_id = app_hidden.current_org_id()
     and (member is null or c.member_id = member)
     and team is null
     and c.starts_on <= coalesce(on_day, (select app_hidden.org_today()))
     and (c.ends_on is null or c.ends_on > coalesce(on_day, (select app_hidden.org_today())))
  union
  select a.client_id from app_public.care_assignments a
   where a.org_id = app_hidden.current_org_id()
     and a.team_id = team
     and a.starts_on <= coalesce(on_day, (select app_hidden.org_today()))
     and (a.ends_on is null or a.ends_on > coalesce(on_day, (select app_hidden.org_today())))
$$;
-- Definer: it reads the view that policies ask, which is nobody's to read.
alter function app_hidden.clients_in_care(uuid, uuid, date) owner to tf_definer;

comment on function app_hidden.clients_in_care(uuid, uuid, date) is
  'The clients of a member, or of a team, or (neither named) of anybody, on a day (none = today).';
grant execute on function app_hidden.clients_in_care(uuid, uuid, date) to tf_org_admin;
