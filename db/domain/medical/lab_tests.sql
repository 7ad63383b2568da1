alter table app_public.lab_tests enable row level security;

drop policy if exists definer on app_public.lab_tests;
create policy definer on app_public.lab_tests for select to tf_definer using (true);
drop policy if exists select_people on app_public.lab_tests;
create policy select_people on app_public.lab_tests for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: rules name tests, so the vocabulary is closed and curated by DBAs.
grant select on app_public.lab_tests to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.lab_tests is $$What laboratories measure, each in the unit in which it is stored and ruled on.$$;
comment on column app_public.lab_tests.code is 'Short English name that rules state, such as potassium_serum.';
comment on column app_public.lab_tests.name is 'Name that people read.';
comment on column app_public.lab_tests.loinc_code is 'LOINC code of the test with that property; null = none fits for sure.';
comment on column app_public.lab_tests.unit is 'The unit of every stored value and of every rule''s bounds.';
comment on column app_public.lab_tests.decimals is 'Decimals that a screen shows.';
comment on column app_public.lab_tests.plausible_from is 'Least that is believed, in unit; less is refused as a typo or a wrong unit. No reference range.';
comment on column app_public.lab_tests.plausible_to is 'Most that is believed, in unit; more is refused.';
comment on column app_public.lab_tests.synonyms is 'Other names that a search finds.';
comment on column app_public.lab_tests.sort_order is 'Order of display, lowest first.';
