call app_private.protect_table('app_public.meal_plan_days', 'tenant');
call app_private.protect_draft_parts('app_public.meal_plan_days');

drop policy if exists select_staff on app_public.meal_plan_days;
create policy select_staff on app_public.meal_plan_days for select to tf_assistant, tf_dietitian, tf_org_admin
  using (exists (select from app_public.meal_plan_versions v where v.org_id = meal_plan_days.org_id and v.id = meal_plan_days.meal_plan_version_id));

grant select on app_public.meal_plan_days to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: insert, update and delete are not granted: drafts change through edit_meal_plan_version() only, which records what it did.
-- NOTE: clients are not granted anything: they read what was frozen.

comment on table app_public.meal_plan_days is $$@medicalRecord meal_plan_version meal_plan_version_id
A day of a plan version.$$;
comment on column app_public.meal_plan_days.org_id is 'The organisation.';
comment on column app_public.meal_plan_days.id is 'Identifies the day.';
comment on column app_public.meal_plan_days.meal_plan_version_id is 'The version.';
comment on column app_public.meal_plan_days.day_number is 'Its place in the plan, from 1 without gaps; 1 = Monday when days follow the weekday.';
comment on column app_public.meal_plan_days.note is 'What the client reads above the day.';
