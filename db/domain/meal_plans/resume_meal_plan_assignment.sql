create or replace function app_public.resume_meal_plan_assignment(id uuid, reason text, decisions app_public.safety_decision[] default '{}')
  returns app_public.meal_plan_assignments
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now constant timestamptz := clock_timestamp();
  v_findings app_public.safety_finding[];
  v_org constant uuid := app_hidden.current_org_id();
  v_assignment app_public.meal_plan_assignments;
begin
  -- The client and the rules first, as assigning and deciding do, and then the assignment: in another order they could wait for each other.
  perform app_private.lock_safety(v_org, (select a.client_id from app_public.meal_plan_assignments a
                                           where a.org_id = v_org and a.id = resume_meal_plan_assignment.id and app_private.may_see_meal_plans_of(a.client_id)));
  v_assignment := app_private.lock_meal_plan_assignment(resume_meal_plan_assignment.id, coalesce(resume_meal_plan_assignment.reason, ''));
  if v_assignment.status = 'active' then
    return v_assignment;
  elsif v_assignment.status = 'cancelled' then
    raise exception 'The assignment is cancelled; assign the plan again.' using errcode = 'TF400';
  end if;
  v_findings := array(select f from app_private.meal_plan_version_findings(v_assignment.org_id, v_assignment.meal_plan_version_id, v_assignment.client_id,
                                                                           daterange(v_assignment.starts_on, v_assignment.ends_on), is_brief => true) f);
  perform app_private.settle_findings(v_assignment.org_id, v_assignment.meal_plan_version_id, v_assignment.client_id, v_findings, coalesce(decisions, '{}'));
  -- What stands now is what was seen, and no more what was seen when it was assigned.
  delete from app_private.accepted_findings a where a.org_id = v_assignment.org_id and a.meal_plan_assignment_id = v_assignment.id;
  perform app_private.accept_findings(v_assignment.org_id, v_assignment.id, v_findings);
  update app_public.meal_plan_assignments a
     set status = 'active', status_reason = trim(resume_meal_plan_assignment.reason), status_changed_at = v_now,
         stopped_days = a.stopped_days || daterange(app_private.client_date(a.org_id, a.client_id, a.status_changed_at), app_private.client_date(a.org_id, a.client_id, v_now))
   where a.org_id = v_assignment.org_id and a.id = v_assignment.id
  returning a.* into v_assignment;
  return v_assignment;
end $$;
-- Definer: assignments are writable through functions only; whose rows, it asks itself.
alter function app_public.resume_meal_plan_assignment(uuid, text, app_public.safety_decision[]) owner to tf_definer;

comment on function app_public.resume_meal_plan_assignment(uuid, text, app_public.safety_decision[]) is
  '@medicalRecord meal_plan_assignment id
Lets a suspended plan be followed again, after checking it anew for its period; the days in between prescribed nothing. TF404, TF400 no reason, or cancelled, TF022/TF023 findings to decide.';
revoke execute on function app_public.resume_meal_plan_assignment(uuid, text, app_public.safety_decision[]) from public;
grant execute on function app_public.resume_meal_plan_assignment(uuid, text, app_public.safety_decision[]) to tf_dietitian, tf_org_admin;
