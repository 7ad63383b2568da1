alter table app_public.libraries enable row level security;

drop policy if exists definer on app_public.libraries;
create policy definer on app_public.libraries for select to tf_definer using (true);
drop policy if exists select_staff on app_public.libraries;
create policy select_staff on app_public.libraries for select to tf_assistant, tf_dietitian, tf_org_admin using (true);

-- NOTE: writing is not granted: the vocabulary is closed and curated by DBAs.
grant select on app_public.libraries to tf_definer, tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.libraries is $$A part of the knowledge base that an organisation uses or leaves out of its searches. Clinical rules and the dictionaries that they rest on are no such part: they always hold.$$;
comment on column app_public.libraries.code is 'Short English name, such as usda_sr.';
comment on column app_public.libraries.name is 'Name that people read.';
comment on column app_public.libraries.description is 'What it holds.';
comment on column app_public.libraries.sort_order is 'Order of display, lowest first.';
