alter table app_public.activity_levels enable row level security;

drop policy if exists definer on app_public.activity_levels;
create policy definer on app_public.activity_levels for select to tf_definer using (true);
drop policy if exists select_people on app_public.activity_levels;
create policy select_people on app_public.activity_levels for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: the vocabulary is closed and curated by DBAs.
grant select on app_public.activity_levels to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.activity_levels is $$How active a day is, as a factor of the energy that rest takes (physical activity level).$$;
comment on column app_public.activity_levels.code is 'Short English name, such as moderate.';
comment on column app_public.activity_levels.name is 'Name that people read.';
comment on column app_public.activity_levels.description is 'Whom it fits.';
comment on column app_public.activity_levels.factor is 'Energy of a day over energy at rest.';
comment on column app_public.activity_levels.source_code is 'The publication that the factor comes from.';
comment on column app_public.activity_levels.sort_order is 'Order of display, lowest first.';
