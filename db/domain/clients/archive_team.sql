create or replace function app_public.archive_team(team_id uuid) returns app_public.teams
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_team app_public.teams := app_private.lock_team(v_org, team_id);
  v_clients integer;
begin
  if v_team.archived_at is not null then
    return v_team; -- the same answer again
  end if;
  select count(distinct a.client_id) into v_clients from app_public.care_assignments a
   where (a.org_id, a.team_id) = (v_org, v_team.id)
     and a.ends_on is distinct from a.starts_on and (a.ends_on is null or a.ends_on > app_hidden.org_today());
  if v_clients > 0 then
    raise exception 'The team still cares for % %. End that care first, or assign somebody else.', v_clients, case v_clients when 1 then 'client' else 'clients' end
      using errcode = 'TF078', detail = json_build_object('clientCount', v_clients)::text;
  end if;
  update app_public.teams t set archived_at = now() where (t.org_id, t.id) = (v_org, v_team.id) returning * into v_team;
  return v_team;
end $$;
-- Definer: teams are written through functions only.
alter function app_public.archive_team(uuid) owner to tf_definer;

comment on function app_public.archive_team(uuid) is
  'Takes a team out of use; its history stays. TF404, TF078 while it cares for clients or will.';
revoke execute on function app_public.archive_team(uuid) from public;
grant execute on function app_public.archive_team(uuid) to tf_org_admin;
