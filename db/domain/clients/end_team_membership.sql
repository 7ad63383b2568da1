create or replace function app_public.end_team_membership(team_member_id uuid, ends_on date) returns app_public.team_members
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_member app_public.team_members;
  v_ends_on date;
begin
  select t.* into v_member from app_public.team_members t where (t.org_id, t.id) = (v_org, team_member_id) for update;
  if not found then
    raise exception 'There is no such membership.' using errcode = 'TF404';
  end if;
  v_ends_on := greatest(end_team_membership.ends_on, v_member.starts_on);
  if v_member.ends_on = v_ends_on then
    return v_member; -- the same answer again
  elsif end_team_membership.ends_on < app_hidden.org_today() then
    raise exception 'A membership cannot end in the past: what was open, was open.' using errcode = 'TF400';
  elsif v_member.ends_on < v_ends_on then
    raise exception 'This membership ends earlier. To go on, add it anew.' using errcode = 'TF400';
  end if;

  update app_public.team_members t set ends_on = v_ends_on where (t.org_id, t.id) = (v_org, team_member_id) returning * into v_member;
  perform app_private.notify(v_org, array[v_member.member_id], 'team_left', null, jsonb_build_object(
    'teamName', (select t.name from app_public.teams t where (t.org_id, t.id) = (v_org, v_member.team_id)), 'endsOn', v_member.ends_on));
  return v_member;
end $$;
-- Definer: teams are written through functions only.
alter function app_public.end_team_membership(uuid, date) owner to tf_definer;

comment on function app_public.end_team_membership(uuid, date) is
  'Ends a membership of a team, so that ends_on is the first day without it; today closes the team''s records to them at once. They are told. TF400 for a day in the past or after the end that it has, TF404.';
revoke execute on function app_public.end_team_membership(uuid, date) from public;
grant execute on function app_public.end_team_membership(uuid, date) to tf_org_admin;
