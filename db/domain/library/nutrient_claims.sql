alter table app_public.nutrient_claims enable row level security;

drop policy if exists definer on app_public.nutrient_claims;
create policy definer on app_public.nutrient_claims for select to tf_definer using (true);
drop policy if exists select_people on app_public.nutrient_claims;
create policy select_people on app_public.nutrient_claims for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted: the bounds are the law's.
grant select on app_public.nutrient_claims to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.nutrient_claims is $$When a food is called rich or low in something: bounds per 100 g, those of drinks per 100 ml, which are taken for 100 g.$$;
comment on column app_public.nutrient_claims.code is 'Short English name, such as low_sodium.';
comment on column app_public.nutrient_claims.name is 'Name that people read.';
comment on column app_public.nutrient_claims.nutrient_id is 'The nutrient.';
comment on column app_public.nutrient_claims.plus_nutrient_id is 'A second one that is added to it; null = none.';
comment on column app_public.nutrient_claims.minimum is 'At least so much in 100 g, in the nutrient''s unit; null = not asked.';
comment on column app_public.nutrient_claims.drink_minimum is 'Of a drink at least so much; null = as of any food.';
comment on column app_public.nutrient_claims.minimum_per_100_kcal is 'So much in 100 kcal is enough as well.';
comment on column app_public.nutrient_claims.minimum_energy_percent is 'At least so many percent of the energy (4 kcal a g of protein, 9 of fat).';
comment on column app_public.nutrient_claims.maximum is 'At most so much in 100 g, in the nutrient''s unit; null = not asked.';
comment on column app_public.nutrient_claims.drink_maximum is 'Of a drink at most so much; null = as of any food.';
comment on column app_public.nutrient_claims.maximum_energy_percent is 'And at most so many percent of the energy.';
comment on column app_public.nutrient_claims.source is 'Where the bounds are written.';
comment on column app_public.nutrient_claims.source_url is 'The source on the web.';
comment on column app_public.nutrient_claims.sort_order is 'Order of display, lowest first.';
