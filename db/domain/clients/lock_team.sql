create or replace function app_private.lock_team(org uuid, team uuid) returns app_public.teams
  language plpgsql volatile strict set search_path = pg_catalog, pg_temp
as $$
declare
  v_team app_public.teams;
begin
  select t.* into v_team from app_public.teams t where (t.org_id, t.id) = (org, team) for update;
  if not found then
    raise exception 'There is no such team.' using errcode = 'TF404';
  end if;
  return v_team;
end $$;
comment on function app_private.lock_team(uuid, uuid) is 'The team, held until the end of the transaction; TF404.';
grant execute on function app_private.lock_team(uuid, uuid) to tf_definer;
