call app_private.protect_table('app_public.food_nutrients', 'library');
call app_private.audit_table('app_public.food_nutrients', only_own_rows => true);

drop policy if exists select_people on app_public.food_nutrients;
create policy select_people on app_public.food_nutrients for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

grant select on app_public.food_nutrients to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
-- NOTE: writing is not granted: see create_food() and change_food(), which look at all values together.

comment on table app_public.food_nutrients is $$What 100 g of a food hold of a nutrient. No row means unknown: never zero.$$;
comment on column app_public.food_nutrients.org_id is 'The organisation that owns it; all zeros = the knowledge base.';
comment on column app_public.food_nutrients.food_id is 'The food.';
comment on column app_public.food_nutrients.nutrient_id is 'The nutrient.';
comment on column app_public.food_nutrients.amount is 'Amount in 100 g edible portion, in the nutrient''s unit.';
comment on column app_public.food_nutrients.is_assumed_zero is 'Whether the source assumes a zero that it did not measure.';
comment on column app_public.food_nutrients.source_code is 'How the value was obtained, as the source codes it (USDA Src_Cd).';
comment on column app_public.food_nutrients.derivation_code is 'How the value was derived, as the source codes it (USDA Deriv_Cd).';
comment on column app_public.food_nutrients.source is 'Where the value comes from, where that is not the food''s source.';
comment on column app_public.food_nutrients.stated_on is 'When the value was stated, where that is not when the food''s source was; of a month alone, its first day.';
