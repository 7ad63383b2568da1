alter table app_public.food_groups enable row level security;

drop policy if exists definer on app_public.food_groups;
create policy definer on app_public.food_groups for select to tf_definer using (true);
drop policy if exists select_people on app_public.food_groups;
create policy select_people on app_public.food_groups for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: the groups are the USDA's.
grant select on app_public.food_groups to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.food_groups is $$The groups that foods are filed under, as the USDA has them.$$;
comment on column app_public.food_groups.code is 'USDA food group code, such as 0100.';
comment on column app_public.food_groups.name is 'Name of the group.';
