create or replace function app_private.check_team_name(org uuid, team uuid, name text) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if length(trim(name)) not between 1 and 100 then
    raise exception 'A team has a name of at most 100 characters.' using errcode = 'TF400';
  elsif exists (select from app_public.teams t
                 where t.org_id = org and lower(t.name) = lower(trim(check_team_name.name)) and t.archived_at is null and t.id <> team) then
    raise exception 'There is a team with this name already.' using errcode = 'TF409';
  end if;
end $$;
comment on function app_private.check_team_name(uuid, uuid, text) is 'TF400 unless it can be a team''s name, TF409 when another team in use has it.';
grant execute on function app_private.check_team_name(uuid, uuid, text) to tf_definer;
