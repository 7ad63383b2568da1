call app_private.protect_table('app_public.meal_plan_meals', 'tenant');
call app_private.protect_draft_parts('app_public.meal_plan_meals');

drop policy if exists select_staff on app_public.meal_plan_meals;
create policy select_staff on app_public.meal_plan_meals for select to tf_assistant, tf_dietitian, tf_org_admin
  using (exists (select from app_public.meal_plan_versions v where v.org_id = meal_plan_meals.org_id and v.id = meal_plan_meals.meal_plan_version_id));

grant select on app_public.meal_plan_meals to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: insert, update and delete are not granted: drafts change through edit_meal_plan_version() only, which records what it did.
-- NOTE: clients are not granted anything: they read what was frozen.

comment on table app_public.meal_plan_meals is $$@medicalRecord meal_plan_version meal_plan_version_id
A meal of a day.$$;
comment on column app_public.meal_plan_meals.org_id is 'The organisation.';
comment on column app_public.meal_plan_meals.id is 'Identifies the meal.';
comment on column app_public.meal_plan_meals.meal_plan_version_id is 'The version.';
comment on column app_public.meal_plan_meals.meal_plan_day_id is 'The day.';
comment on column app_public.meal_plan_meals.position is 'Its place in the day, from 1 without gaps.';
comment on column app_public.meal_plan_meals.name is 'What it is called, such as breakfast.';
comment on column app_public.meal_plan_meals.time_of_day is 'When it is eaten, where the client is; null = at no fixed time.';
comment on column app_public.meal_plan_meals.note is 'What the client reads above the meal.';
