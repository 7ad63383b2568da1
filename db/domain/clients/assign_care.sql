create or replace function app_public.assign_care(
  id uuid,
  client_id uuid,
  member_id uuid default null,
  team_id uuid default null,
  starts_on date default null,
  ends_on date default null
) returns app_public.care_assignments
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_today constant date := app_hidden.org_today();
  v_starts_on constant date := coalesce(assign_care.starts_on, v_today);
  v_care app_public.care_assignments;
  v_overlap uuid;
  v_carers uuid[];
begin
  select a.* into v_care from app_public.care_assignments a where (a.org_id, a.id) = (v_org, assign_care.id);
  if found then
    if (v_care.client_id, v_care.member_id, v_care.team_id, v_care.is_take_over, v_care.handed_over_from_member_id)
         is distinct from (assign_care.client_id, assign_care.member_id, assign_care.team_id, false, null::uuid)
       or v_care.starts_on <> coalesce(assign_care.starts_on, v_care.starts_on) then
      raise exception 'This id belongs to other care.' using errcode = 'TF409';
    end if;
    return v_care; -- the same answer again, also when it was ended since
  end if;

  if not exists (select from app_public.clients c where (c.org_id, c.id) = (v_org, assign_care.client_id)) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  perform app_private.require_carer(v_org, assign_care.member_id, assign_care.team_id);
  if v_starts_on < v_today then
    raise exception 'Care cannot begin in the past.' using errcode = 'TF400';
  elsif assign_care.ends_on <= v_starts_on then
    raise exception 'The care ends before it begins.' using errcode = 'TF400';
  end if;
  v_carers := app_private.carer_member_ids(v_org, assign_care.member_id, assign_care.team_id);
  perform app_private.refuse_own_gain(v_org, v_carers, array[assign_care.client_id]);

  select a.id into v_overlap from app_public.care_assignments a
   where (a.org_id, a.client_id) = (v_org, assign_care.client_id)
     and (a.member_id = assign_care.member_id or a.team_id = assign_care.team_id)
     and daterange(a.starts_on, a.ends_on) && daterange(v_starts_on, assign_care.ends_on)
   limit 1;
  if found then
    raise exception 'They care for this client in that period already.' using errcode = 'TF077', detail = json_build_object('careAssignmentId', v_overlap)::text;
  end if;

  insert into app_public.care_assignments (org_id, id, client_id, member_id, team_id, starts_on, ends_on)
  values (v_org, assign_care.id, assign_care.client_id, assign_care.member_id, assign_care.team_id, v_starts_on, assign_care.ends_on)
  returning * into v_care;
  perform app_private.notify(v_org, v_carers, 'care_assigned', v_care.client_id, jsonb_build_object(
    'startsOn', v_care.starts_on, 'endsOn', v_care.ends_on,
    'teamName', (select t.name from app_public.teams t where (t.org_id, t.id) = (v_org, v_care.team_id))));
  return v_care;
end $$;
-- Definer: care is nobody's to write directly, or it could be given without telling anybody.
alter function app_public.assign_care(uuid, uuid, uuid, uuid, date, date) owner to tf_definer;

comment on function app_public.assign_care(uuid, uuid, uuid, uuid, date, date) is
  'Gives a client into the care of a member of staff or of a team, on the days [starts_on, ends_on), from today where no day is said, and tells them. The id comes from the caller, so that a repeated call answers the same. TF400 period, TF404, TF075 for whom nobody can be assigned to, TF076 for an org_admin who would open a record to herself, TF077 where they care already, TF409 for an id used otherwise.';
revoke execute on function app_public.assign_care(uuid, uuid, uuid, uuid, date, date) from public;
grant execute on function app_public.assign_care(uuid, uuid, uuid, uuid, date, date) to tf_org_admin;
