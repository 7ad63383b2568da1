call app_private.protect_table('app_public.meal_plans', 'tenant', true);
create or replace trigger _500_client_is_fixed before update of client_id on app_public.meal_plans
  for each row when (old.client_id is distinct from new.client_id) execute function app_private.tg__meal_plan_client_is_fixed();

drop policy if exists select_templates on app_public.meal_plans;
create policy select_templates on app_public.meal_plans for select to tf_assistant, tf_dietitian, tf_org_admin using (client_id is null);
drop policy if exists select_care_team on app_public.meal_plans;
create policy select_care_team on app_public.meal_plans for select to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists select_follower on app_public.meal_plans;
create policy select_follower on app_public.meal_plans for select to tf_client
  using (client_id = any (array(select app_hidden.my_client_ids()))
     and exists (select from app_public.meal_plan_versions v where v.org_id = meal_plans.org_id and v.meal_plan_id = meal_plans.id));
drop policy if exists update_templates on app_public.meal_plans;
create policy update_templates on app_public.meal_plans for update to tf_assistant, tf_dietitian, tf_org_admin using (client_id is null);
drop policy if exists update_care_team on app_public.meal_plans;
create policy update_care_team on app_public.meal_plans for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.meal_plans to tf_assistant, tf_dietitian, tf_org_admin, tf_client;
-- NOTE: insert is not granted: create_meal_plan() also makes the first draft. Delete is not granted: plans are archived.
grant update (name, archived_at) on app_public.meal_plans to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.meal_plans is $$@medicalRecord client client_id
@medicalRecordList
@behavior +filter
A meal plan for one client, or a template from which plans for clients are made. What it says stands in its versions.$$;
comment on column app_public.meal_plans.org_id is 'The organisation.';
comment on column app_public.meal_plans.id is 'Identifies the plan.';
comment on column app_public.meal_plans.client_id is 'The client it is for; null = a template. Never changes.';
comment on column app_public.meal_plans.name is E'@behavior +filterBy +orderBy\nWhat the plan is called; a published version keeps the name of its day.';
comment on column app_public.meal_plans.archived_at is E'@behavior +filterBy\nWhen it was put away; null = in use.';
comment on column app_public.meal_plans.created_at is 'When it was made.';
comment on column app_public.meal_plans.updated_at is E'@behavior +orderBy\nWhen it was last changed.';
comment on column app_public.meal_plans.updated_by is 'The user who last changed it.';
