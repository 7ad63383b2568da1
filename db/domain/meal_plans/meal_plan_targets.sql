call app_private.protect_table('app_public.meal_plan_targets', 'tenant');
call app_private.protect_draft_parts('app_public.meal_plan_targets');

drop policy if exists select_staff on app_public.meal_plan_targets;
create policy select_staff on app_public.meal_plan_targets for select to tf_assistant, tf_dietitian, tf_org_admin
  using (exists (select from app_public.meal_plan_versions v where v.org_id = meal_plan_targets.org_id and v.id = meal_plan_targets.meal_plan_version_id));

grant select on app_public.meal_plan_targets to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: insert, update and delete are not granted: drafts change through edit_meal_plan_version() only, which records what it did.
-- NOTE: clients are not granted anything: they read what was frozen.

comment on table app_public.meal_plan_targets is $$@medicalRecord meal_plan_version meal_plan_version_id
What a day of a plan version should hold of a nutrient.$$;
comment on column app_public.meal_plan_targets.org_id is 'The organisation.';
comment on column app_public.meal_plan_targets.meal_plan_version_id is 'The version.';
comment on column app_public.meal_plan_targets.nutrient_id is 'The nutrient, by its USDA number.';
comment on column app_public.meal_plan_targets.minimum is 'Lowest amount a day, in the nutrient''s unit; null = none.';
comment on column app_public.meal_plan_targets.maximum is 'Highest amount a day, in the nutrient''s unit; null = none.';
comment on column app_public.meal_plan_targets.basis is 'How the bounds came about: {"formula", "sources", "inputs": [{name, value, on}], "warnings", "proposedOn"} of propose_targets() as it was when they were set; null = typed by hand.';
