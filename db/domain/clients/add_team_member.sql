create or replace function app_public.add_team_member(
  id uuid,
  team_id uuid,
  member_id uuid,
  starts_on date default null,
  ends_on date default null,
  reason text default null
) returns app_public.team_members
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_today constant date := app_hidden.org_today();
  v_starts_on constant date := coalesce(add_team_member.starts_on, v_today);
  v_reason constant text := nullif(trim(add_team_member.reason), '');
  v_team app_public.teams;
  v_member app_public.team_members;
  v_client_ids uuid[];
  v_is_take_over boolean;
begin
  select t.* into v_member from app_public.team_members t where (t.org_id, t.id) = (v_org, add_team_member.id);
  if found then
    if (v_member.team_id, v_member.member_id) is distinct from (add_team_member.team_id, add_team_member.member_id)
       or v_member.starts_on <> coalesce(add_team_member.starts_on, v_member.starts_on) then
      raise exception 'This id belongs to another membership.' using errcode = 'TF409';
    end if;
    return v_member; -- the same answer again, also when it was ended since
  end if;

  v_team := app_private.lock_team(v_org, add_team_member.team_id);
  if add_team_member.team_id is null then
    raise exception 'There is no such team.' using errcode = 'TF404';
  elsif v_team.archived_at is not null then
    raise exception 'An archived team takes nobody in.' using errcode = 'TF075';
  end if;
  perform app_private.require_carer(v_org, add_team_member.member_id, null);
  if v_starts_on < v_today then
    raise exception 'A membership cannot begin in the past.' using errcode = 'TF400';
  elsif add_team_member.ends_on <= v_starts_on then
    raise exception 'The membership ends before it begins.' using errcode = 'TF400';
  elsif exists (select from app_public.team_members t
                 where (t.org_id, t.team_id, t.member_id) = (v_org, v_team.id, add_team_member.member_id)
                   and daterange(t.starts_on, t.ends_on) && daterange(v_starts_on, add_team_member.ends_on)) then
    raise exception 'They belong to the team in that period already.' using errcode = 'TF077';
  end if;

  -- Whoever joins themselves opens the records of the team's clients to themselves: that is taking over.
  v_client_ids := array(select distinct a.client_id from app_public.care_assignments a
                         where (a.org_id, a.team_id) = (v_org, v_team.id) and (a.ends_on is null or a.ends_on > v_today));
  v_is_take_over := add_team_member.member_id = app_hidden.current_member_id()
                and exists (select from unnest(v_client_ids) c(id) where c.id <> all (array(select app_hidden.my_client_ids())));
  if v_is_take_over and coalesce(length(v_reason), 0) not between 5 and 2000 then
    raise exception 'That opens the records of the team''s clients to yourself. Say in a few words why: the care teams will read it.' using errcode = 'TF076';
  end if;

  insert into app_public.team_members (org_id, id, team_id, member_id, starts_on, ends_on, reason, is_take_over)
  values (v_org, add_team_member.id, v_team.id, add_team_member.member_id, v_starts_on, add_team_member.ends_on, v_reason, v_is_take_over)
  returning * into v_member;
  if v_is_take_over then
    perform app_private.notify(v_org, app_private.care_team_member_ids(v_org, v_client_ids) || app_private.carer_member_ids(v_org, null, v_team.id), 'team_taken_over', null,
      jsonb_build_object('teamName', v_team.name, 'reason', v_reason, 'clientCount', cardinality(v_client_ids)));
  end if;
  perform app_private.notify(v_org, array[v_member.member_id], 'team_joined', null,
    jsonb_build_object('teamName', v_team.name, 'startsOn', v_member.starts_on, 'endsOn', v_member.ends_on));
  return v_member;
end $$;
-- Definer: teams are written through functions only.
alter function app_public.add_team_member(uuid, uuid, uuid, date, date, text) owner to tf_definer;

comment on function app_public.add_team_member(uuid, uuid, uuid, date, date, text) is
  'Takes a member of staff into a team on the days [starts_on, ends_on), from today where no day is said, and tells them. An org_admin who joins a team with clients takes them over: that needs a reason, and whoever cares for them is told. The id comes from the caller, so that a repeated call answers the same. TF400 period, TF404, TF075, TF076 without the reason, TF077 where they belong to it already, TF409.';
revoke execute on function app_public.add_team_member(uuid, uuid, uuid, date, date, text) from public;
grant execute on function app_public.add_team_member(uuid, uuid, uuid, date, date, text) to tf_org_admin;
