create or replace function app_public.prepare_template(
  id uuid, meal_plan_version_id uuid, client_id uuid, starts_on date, ends_on date default null, note text default '', name text default null
) returns json
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_template constant app_public.meal_plan_versions := app_private.template_to_give(prepare_template.meal_plan_version_id);
  v_name constant text := coalesce(trim(prepare_template.name), (select p.name from app_public.meal_plans p where p.org_id = v_org and p.id = v_template.meal_plan_id));
  v_note constant text := left(concat_ws(' ', app_private.template_words(v_name, prepare_template.starts_on, prepare_template.ends_on),
                                         nullif(trim(prepare_template.note), '')), 2000);
  v_isnew constant boolean := not exists (select from app_public.meal_plans p where p.org_id = v_org and p.id = prepare_template.id);
  v_plan app_public.meal_plans;
  v_version app_public.meal_plan_versions;
begin
  if prepare_template.starts_on is null or not isfinite(prepare_template.starts_on) or not coalesce(isfinite(prepare_template.ends_on), true)
     or prepare_template.ends_on <= prepare_template.starts_on then
    raise exception 'A plan is prepared for days: a first one, and an end (the day after the last) that is later.' using errcode = 'TF400';
  end if;
  if length(trim(prepare_template.note)) > 1500 then
    raise exception 'The note is at most 1500 characters.' using errcode = 'TF400';
  end if;

  v_plan := app_public.create_meal_plan_from_version(prepare_template.id, prepare_template.client_id, v_name, v_template.id);
  select v.* into v_version from app_public.meal_plan_versions v where v.org_id = v_org and v.meal_plan_id = v_plan.id and v.number = 1;
  v_version := app_private.lock_meal_plan_version(v_version.id);
  if v_isnew then
    update app_public.meal_plan_versions v set intended_starts_on = prepare_template.starts_on, intended_ends_on = prepare_template.ends_on
     where v.org_id = v_org and v.id = v_version.id;
    v_version := app_public.request_meal_plan_review(v_version.id, v_version.revision, v_note);
  elsif (v_version.intended_starts_on, v_version.intended_ends_on) is distinct from (prepare_template.starts_on, prepare_template.ends_on)
     or v_version.review_requested_at is not null and v_version.review_note <> v_note then
    raise exception 'This id is taken by another meal plan.' using errcode = 'TF409';
  end if;

  return json_build_object('mealPlanId', v_plan.id, 'mealPlanVersionId', v_version.id, 'findings', app_private.findings_json(array(
    select f from app_private.meal_plan_version_findings(v_org, v_version.id, v_version.client_id, daterange(prepare_template.starts_on, prepare_template.ends_on), to_decide_only => true) f
     where f.needs_reason or f.needs_acknowledgement)));
end $$;
-- Definer: the tables are writable through functions only; what it calls asks for access.
alter function app_public.prepare_template(uuid, uuid, uuid, date, date, text, text) owner to tf_definer;

comment on function app_public.prepare_template(uuid, uuid, uuid, date, date, text, text) is
  '@medicalRecord client client_id
Prepares a published template for one client, as the same call for each of several does: a clone of its own, ready for review, with the days that it is meant for, and checked against that client for those days (CLINICAL 16). Whoever may publish finds it on the worklist, and assign_template() with the same id publishes and assigns it. Answers {"mealPlanId", "mealPlanVersionId", "findings": those that will ask for a decision}. The id of the plan comes from the caller; again gives the same answer, and tells nobody twice. TF404, TF400, TF409 the id is taken, TF025 the template is a draft, TF026 no template.';
revoke execute on function app_public.prepare_template(uuid, uuid, uuid, date, date, text, text) from public;
grant execute on function app_public.prepare_template(uuid, uuid, uuid, date, date, text, text) to tf_assistant, tf_dietitian, tf_org_admin;
