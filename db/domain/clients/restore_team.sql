create or replace function app_public.restore_team(team_id uuid) returns app_public.teams
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_team app_public.teams := app_private.lock_team(v_org, team_id);
begin
  perform app_private.check_team_name(v_org, v_team.id, v_team.name);
  update app_public.teams t set archived_at = null where (t.org_id, t.id) = (v_org, v_team.id) returning * into v_team;
  return v_team;
end $$;
-- Definer: teams are written through functions only.
alter function app_public.restore_team(uuid) owner to tf_definer;

comment on function app_public.restore_team(uuid) is 'Takes an archived team back into use. TF404, TF409 where another team has its name now.';
revoke execute on function app_public.restore_team(uuid) from public;
grant execute on function app_public.restore_team(uuid) to tf_org_admin;
