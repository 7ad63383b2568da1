alter table app_public.reference_intakes enable row level security;

drop policy if exists definer on app_public.reference_intakes;
create policy definer on app_public.reference_intakes for select to tf_definer using (true);
drop policy if exists select_people on app_public.reference_intakes;
create policy select_people on app_public.reference_intakes for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: the vocabulary is closed and curated by DBAs.
grant select on app_public.reference_intakes to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.reference_intakes is $$What healthy people of a group should get of a nutrient: the Dietary Reference Intakes of the United States and Canada, each value with its source.$$;
comment on column app_public.reference_intakes.nutrient_id is 'The nutrient, by its USDA number.';
comment on column app_public.reference_intakes.kind is 'rda: recommended dietary allowance; ai: adequate intake, where no RDA could be set; ul: tolerable upper intake level; cdrr: chronic disease risk reduction intake, to stay below; amdr: acceptable range as a share of energy.';
comment on column app_public.reference_intakes.basis is 'What minimum and maximum count: the nutrient''s unit a day (day), the same per kg of body weight and day (kg), or percent of the energy of a day (energy_percent).';
comment on column app_public.reference_intakes.group_code is 'The source''s life-stage group, such as females_31_50.';
comment on column app_public.reference_intakes.group_name is 'The group in words, such as women, 31–50 years.';
comment on column app_public.reference_intakes.life_stage is 'Pregnancy or lactation (of any month); null = neither.';
comment on column app_public.reference_intakes.sex is 'Of whom; null = of both.';
comment on column app_public.reference_intakes.age_months_from is 'The youngest age of the group, in months.';
comment on column app_public.reference_intakes.age_months_to is 'The age from which one is in the next group, in months; null = none.';
comment on column app_public.reference_intakes.minimum is 'At least so much; null = the kind says nothing of that.';
comment on column app_public.reference_intakes.maximum is 'At most so much; null = the kind says nothing of that.';
comment on column app_public.reference_intakes.source_code is 'The publication.';
comment on column app_public.reference_intakes.source_table is 'Where in it.';
comment on column app_public.reference_intakes.note is 'What the value holds for, or leaves out.';
