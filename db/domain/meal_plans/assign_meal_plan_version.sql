create or replace function app_public.assign_meal_plan_version(
  id uuid, meal_plan_version_id uuid, starts_on date, ends_on date default null, decisions app_public.safety_decision[] default '{}',
  note text default '', end_assignment_id uuid default null
) returns app_public.meal_plan_assignments
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(assign_meal_plan_version.meal_plan_version_id);
  v_note constant text := trim(coalesce(assign_meal_plan_version.note, ''));
  v_period daterange;
  v_findings app_public.safety_finding[];
  v_assignment app_public.meal_plan_assignments;
begin
  -- What is decided is decided on what is true at the commit. It also makes assignments of one client go one by one: the exclusion
  -- constraint alone would let two of them wait for each other.
  perform app_private.lock_safety(v_org, v_version.client_id);
  select a.* into v_assignment from app_public.meal_plan_assignments a where a.org_id = v_org and a.id = assign_meal_plan_version.id;
  if found then
    if (v_assignment.meal_plan_version_id, v_assignment.starts_on, v_assignment.ends_on, v_assignment.note)
       is distinct from (v_version.id, assign_meal_plan_version.starts_on, assign_meal_plan_version.ends_on, v_note) then
      raise exception 'This id is taken by another assignment.' using errcode = 'TF409';
    end if;
    return v_assignment; -- the same request again
  end if;

  if v_version.client_id is null then
    raise exception 'This is a template: make a plan from it for the client, publish that, and assign it.' using errcode = 'TF026';
  end if;
  if v_version.status <> 'published' then
    raise exception 'Only a published version can be assigned.' using errcode = 'TF025';
  end if;
  if assign_meal_plan_version.starts_on is null or not isfinite(assign_meal_plan_version.starts_on) or not coalesce(isfinite(assign_meal_plan_version.ends_on), true)
     or assign_meal_plan_version.ends_on <= assign_meal_plan_version.starts_on then
    raise exception 'An assignment has a first day, and its end (the day after the last) is later.' using errcode = 'TF400';
  end if;
  if length(v_note) > 2000 then
    raise exception 'The note is at most 2000 characters.' using errcode = 'TF400';
  end if;
  v_period := daterange(assign_meal_plan_version.starts_on, assign_meal_plan_version.ends_on);

  perform app_private.end_running_assignment(v_org, v_version.client_id, assign_meal_plan_version.end_assignment_id, assign_meal_plan_version.starts_on);
  perform app_private.refuse_overlap(v_org, v_version.client_id, v_period);
  v_findings := array(select f from app_private.meal_plan_version_findings(v_org, v_version.id, v_version.client_id, v_period, is_brief => true) f);
  perform app_private.settle_findings(v_org, v_version.id, v_version.client_id, v_findings, coalesce(decisions, '{}'));

  insert into app_public.meal_plan_assignments (org_id, id, client_id, meal_plan_version_id, starts_on, ends_on, note, created_by)
  values (v_org, assign_meal_plan_version.id, v_version.client_id, v_version.id, assign_meal_plan_version.starts_on, assign_meal_plan_version.ends_on,
          v_note, app_hidden.current_user_id())
  returning * into v_assignment;
  perform app_private.accept_findings(v_org, v_assignment.id, v_findings); -- the re-checks tell what is new
  return v_assignment;
end $$;
-- Definer: assignments are writable through functions only; whose rows, it asks itself.
alter function app_public.assign_meal_plan_version(uuid, uuid, date, date, app_public.safety_decision[], text, uuid) owner to tf_definer;

comment on function app_public.assign_meal_plan_version(uuid, uuid, date, date, app_public.safety_decision[], text, uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Lets the client of a published version follow it from a day until the day before ends_on (null = until further notice). Checks it again for every day of that period. The plan that runs when it begins ends the day before, if the caller has seen it and names it (end_assignment_id); whatever else is assigned in the period refuses it, so that nothing ends that nobody looked at. The note is for the client. The id comes from the caller; again gives the same answer. TF404, TF400, TF409 the id is taken, TF022/TF023 findings to decide, TF024 another plan is assigned then (detail: {"assignmentId", "startsOn", "endsOn", "planName", "versionNumber", "endsBefore": whether it could end the day before}), TF025 a draft, TF026 a template.';
revoke execute on function app_public.assign_meal_plan_version(uuid, uuid, date, date, app_public.safety_decision[], text, uuid) from public;
grant execute on function app_public.assign_meal_plan_version(uuid, uuid, date, date, app_public.safety_decision[], text, uuid) to tf_dietitian, tf_org_admin;
