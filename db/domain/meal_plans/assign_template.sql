create or replace function app_public.assign_template(
  id uuid, new_assignment_id uuid, meal_plan_version_id uuid, client_id uuid, starts_on date, ends_on date default null,
  decisions app_public.safety_decision[] default '{}', note text default '', end_assignment_id uuid default null, name text default null
) returns json
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_template constant app_public.meal_plan_versions := app_private.template_to_give(assign_template.meal_plan_version_id);
  v_name constant text := coalesce(trim(assign_template.name), (select p.name from app_public.meal_plans p where p.org_id = v_org and p.id = v_template.meal_plan_id));
  v_isnew constant boolean := not exists (select from app_public.meal_plans p where p.org_id = v_org and p.id = assign_template.id);
  v_plan app_public.meal_plans;
  v_version app_public.meal_plan_versions;
  v_code text;
  v_message text;
  v_detail text;
begin
  v_plan := app_public.create_meal_plan_from_version(assign_template.id, assign_template.client_id, v_name, v_template.id);
  select v.* into v_version from app_public.meal_plan_versions v where v.org_id = v_org and v.meal_plan_id = v_plan.id and v.number = 1;
  v_version := app_private.lock_meal_plan_version(v_version.id);

  -- Publishing and assigning are one step: where one of them is refused, neither is done, and the clone stays as a draft.
  begin
    if v_version.status = 'draft' and not v_isnew and v_version.revision is distinct from v_version.review_requested_revision then
      raise exception 'Somebody worked on this draft meanwhile: publish and assign it from there.' using errcode = 'TF010',
        detail = json_build_object('revision', v_version.revision)::text;
    end if;
    if v_version.status = 'draft' then
      v_version := app_public.publish_meal_plan_version(v_version.id, v_version.revision, '', decisions);
    end if;
    perform app_public.assign_meal_plan_version(assign_template.new_assignment_id, v_version.id, assign_template.starts_on, assign_template.ends_on,
                                                decisions, assign_template.note, assign_template.end_assignment_id);
    return json_build_object('status', 'assigned', 'mealPlanId', v_plan.id, 'mealPlanVersionId', v_version.id, 'assignmentId', assign_template.new_assignment_id);
  exception when others then
    get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail;
    if v_code not in ('TF010', 'TF022', 'TF023', 'TF024') then
      raise; -- what nobody can decide here: a mistake in the request, a deadlock, a timeout
    end if;
  end;

  if v_version.status = 'draft' and v_version.review_requested_at is null and v_code <> 'TF010' then
    update app_public.meal_plan_versions v -- so that nobody forgets it
       set review_requested_at = clock_timestamp(), review_requested_by = app_hidden.current_user_id(), review_requested_revision = v_version.revision,
           review_note = left(concat_ws(' ', app_private.template_words(v_name, assign_template.starts_on, assign_template.ends_on), v_message), 2000),
           intended_starts_on = assign_template.starts_on, intended_ends_on = assign_template.ends_on,
           review_returned_at = null, review_returned_by = null, review_return_note = ''
     where v.org_id = v_org and v.id = v_version.id;
  end if;
  return json_build_object('status', 'waiting', 'mealPlanId', v_plan.id, 'mealPlanVersionId', v_version.id, 'assignmentId', null,
                           'code', v_code, 'message', v_message, 'detail', nullif(v_detail, '')::json);
end $$;
-- Definer: the tables are writable through functions only; what it calls asks for access.
alter function app_public.assign_template(uuid, uuid, uuid, uuid, date, date, app_public.safety_decision[], text, uuid, text) owner to tf_definer;

comment on function app_public.assign_template(uuid, uuid, uuid, uuid, date, date, app_public.safety_decision[], text, uuid, text) is
  '@medicalRecord client client_id
Gives a published template to one client, as the same call for each of several does: a clone of its own, checked against that client (CLINICAL 16), published and assigned in one step. Answers {"status": "assigned" | "waiting", "mealPlanId", "mealPlanVersionId", "assignmentId", "code", "message", "detail"}. It waits where a finding asks for a decision (TF022, TF023; detail: {"findings"}), another plan is assigned then (TF024), or somebody works on the draft (TF010): the clone then stays as a draft on the worklist, and the same ids with what was decided go on from there. What was prepared (prepare_template) goes on with the plan''s id and name, unless it was changed since it was said to be ready. The ids of the plan (id) and of the assignment come from the caller; again gives the same answer. TF404, TF400, TF409 an id is taken, TF025 the template is a draft, TF026 no template.';
revoke execute on function app_public.assign_template(uuid, uuid, uuid, uuid, date, date, app_public.safety_decision[], text, uuid, text) from public;
grant execute on function app_public.assign_template(uuid, uuid, uuid, uuid, date, date, app_public.safety_decision[], text, uuid, text) to tf_dietitian, tf_org_admin;
