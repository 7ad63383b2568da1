alter table app_public.diets enable row level security;

drop policy if exists definer on app_public.diets;
create policy definer on app_public.diets for select to tf_definer using (true);
drop policy if exists select_people on app_public.diets;
create policy select_people on app_public.diets for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: the vocabulary is closed and curated by DBAs.
grant select on app_public.diets to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.diets is $$Ways of eating, religious ones included, by the tags of foods that they avoid. They colour searches and never block.$$;
comment on column app_public.diets.code is 'Short English name, such as vegetarian.';
comment on column app_public.diets.name is 'Name that people read.';
comment on column app_public.diets.description is 'What is marked, and what the facts about foods cannot tell.';
comment on column app_public.diets.avoided_tags is 'A food that is known to have one of these tags is marked.';
comment on column app_public.diets.required_tags is 'A food that is known not to have one of these tags is marked as well.';
comment on column app_public.diets.sort_order is 'Order of display, lowest first.';
