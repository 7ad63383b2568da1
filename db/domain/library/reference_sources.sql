alter table app_public.reference_sources enable row level security;

drop policy if exists definer on app_public.reference_sources;
create policy definer on app_public.reference_sources for select to tf_definer using (true);
drop policy if exists select_people on app_public.reference_sources;
create policy select_people on app_public.reference_sources for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: the vocabulary is closed and curated by DBAs.
grant select on app_public.reference_sources to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.reference_sources is $$The publications that reference intakes, activity levels and the formula of energy come from.$$;
comment on column app_public.reference_sources.code is 'Short name, such as dri_calcium_vitamin_d_2011.';
comment on column app_public.reference_sources.citation is 'The source, so that a reader can look it up.';
comment on column app_public.reference_sources.year is 'When it was published.';
comment on column app_public.reference_sources.url is 'Where it is found.';
