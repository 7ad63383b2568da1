alter table app_public.lab_test_units enable row level security;

drop policy if exists definer on app_public.lab_test_units;
create policy definer on app_public.lab_test_units for select to tf_definer using (true);
drop policy if exists select_people on app_public.lab_test_units;
create policy select_people on app_public.lab_test_units for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: functions rely on the factors.
grant select on app_public.lab_test_units to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.lab_test_units is $$The units that laboratories print for a test: value = entered × factor + addend.$$;
comment on column app_public.lab_test_units.lab_test_code is 'The test.';
comment on column app_public.lab_test_units.unit is 'The unit as people read it, such as mg/dL.';
comment on column app_public.lab_test_units.factor is 'What a number in this unit is multiplied by; 1 for the test''s own.';
comment on column app_public.lab_test_units.addend is 'What is added then; 0 but for HbA1c in mmol/mol.';
comment on column app_public.lab_test_units.sort_order is 'Order of display, lowest first; the test''s own comes first.';
