alter table app_public.units enable row level security;

drop policy if exists definer on app_public.units;
create policy definer on app_public.units for select to tf_definer using (true);
drop policy if exists select_people on app_public.units;
create policy select_people on app_public.units for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: the vocabulary is closed, and functions rely on its factors.
grant select on app_public.units to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.units is $$Units in which amounts of food are written. US, imperial and metric cups and spoons are different units.$$;
comment on column app_public.units.code is 'Short name, such as cup_us.';
comment on column app_public.units.name is 'Name that people read.';
comment on column app_public.units.dimension is 'Mass, volume (needs the food''s density) or count (servings of a recipe).';
comment on column app_public.units.factor is 'Exact grams (mass) or millilitres (volume) in one; 1 for counts.';
comment on column app_public.units.sort_order is 'Order of display, lowest first.';
