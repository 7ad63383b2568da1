create or replace function app_public.create_team(id uuid, name text) returns app_public.teams
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_team app_public.teams;
begin
  select t.* into v_team from app_public.teams t where (t.org_id, t.id) = (v_org, create_team.id);
  if found then
    if v_team.name <> trim(create_team.name) then
      raise exception 'This id belongs to another team.' using errcode = 'TF409';
    end if;
    return v_team; -- the same answer again
  end if;
  perform app_private.check_team_name(v_org, create_team.id, create_team.name);
  insert into app_public.teams (org_id, id, name) values (v_org, create_team.id, trim(create_team.name)) returning * into v_team;
  return v_team;
end $$;
-- Definer: teams are written through functions only.
alter function app_public.create_team(uuid, text) owner to tf_definer;

comment on function app_public.create_team(uuid, text) is
  'Makes a team, without members at first. The id comes from the caller, so that a repeated call answers the same. TF400 name, TF409 where a team in use has the name, or the id is another team''s.';
revoke execute on function app_public.create_team(uuid, text) from public;
grant execute on function app_public.create_team(uuid, text) to tf_org_admin;
