alter table app_public.nutrients enable row level security;

drop policy if exists definer on app_public.nutrients;
create policy definer on app_public.nutrients for select to tf_definer using (true);
drop policy if exists select_people on app_public.nutrients;
create policy select_people on app_public.nutrients for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: the vocabulary is closed and curated by DBAs.
grant select on app_public.nutrients to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.nutrients is $$What a food is measured for, by USDA nutrient number.$$;
comment on column app_public.nutrients.id is 'USDA nutrient number, such as 307 for sodium.';
comment on column app_public.nutrients.code is 'Short English name for rules and URLs, such as sodium.';
comment on column app_public.nutrients.name is 'Name that people read.';
comment on column app_public.nutrients.unit is 'The unit of every amount of it: kcal, kJ, g, mg, µg or IU.';
comment on column app_public.nutrients.decimals is 'Decimals that a screen shows.';
comment on column app_public.nutrients.sort_order is 'Order of display, lowest first.';
comment on column app_public.nutrients.is_panel is 'Whether plans compute and show it by default.';
comment on column app_public.nutrients.is_ruled is 'Whether rules that ship name it though it is not in the panel: it is kept ready beside it.';
comment on column app_public.nutrients.is_summable is 'Whether amounts of it are summed and ruled on; energy in kJ and vitamins in IU are not.';
