alter table app_public.tags enable row level security;

drop policy if exists definer on app_public.tags;
create policy definer on app_public.tags for select to tf_definer using (true);
drop policy if exists select_people on app_public.tags;
create policy select_people on app_public.tags for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: rules name tags, so the vocabulary is closed and curated by DBAs.
grant select on app_public.tags to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.tags is $$Clinical and dietary properties that a food or an exercise has or has not.$$;
comment on column app_public.tags.code is 'Short English name, such as high_tyramine.';
comment on column app_public.tags.kind is 'Whether it is said of foods or of exercises.';
comment on column app_public.tags.name is 'Name that people read.';
comment on column app_public.tags.description is 'When the property holds, precisely enough for two people to agree.';
comment on column app_public.tags.dish_rule is 'What a dish has of what its foods have. any: it has it if one of them does, and has it not if none does; all: it has it if all of them do, and has it not if one does not; absent: it has it not if none of them does, and is otherwise not known; none: it cannot be said from its foods.';
