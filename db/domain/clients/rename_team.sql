create or replace function app_public.rename_team(team_id uuid, name text) returns app_public.teams
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_team app_public.teams := app_private.lock_team(v_org, team_id);
begin
  perform app_private.check_team_name(v_org, v_team.id, rename_team.name);
  update app_public.teams t set name = trim(rename_team.name) where (t.org_id, t.id) = (v_org, v_team.id) returning * into v_team;
  return v_team;
end $$;
-- Definer: teams are written through functions only.
alter function app_public.rename_team(uuid, text) owner to tf_definer;

comment on function app_public.rename_team(uuid, text) is 'Gives a team another name. TF404, TF400 name, TF409 where another team in use has it.';
revoke execute on function app_public.rename_team(uuid, text) from public;
grant execute on function app_public.rename_team(uuid, text) to tf_org_admin;
