call app_private.protect_table('app_public.food_nutrients', 'library');
call app_private.audit_table('app_public.food_nutrients', only_own_rows => true);

drop policy if exists select_people on app_public.food_nutrients;
create policy select_people on app_public.food_nutrients for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.food_nutrients;
create policy insert_curator on app_public.food_nutrients for insert to tf_dietitian, tf_org_admin with check (true);
drop policy if exists update_curator on app_public.food_nutrients;
create policy update_curator on app_public.food_nutrients for update to tf_dietitian, tf_org_admin using (true);
drop policy if exists delete_curator on app_public.food_nutrients;
create policy delete_curator on app_public.food_nutrients for delete to tf_dietitian, tf_org_admin using (true);

grant select on app_public.food_nutrients to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant insert (food_id, nutrient_id, amount, is_assumed_zero, source_code, derivation_code),
  update (amount, is_assumed_zero, source_code, derivation_code), delete on app_public.food_nutrients to tf_dietitian, tf_org_admin;

comment on table app_public.food_nutrients is $$What 100 g of a food hold of a nutrient. No row means unknown: never zero.$$;
comment on column app_public.food_nutrients.org_id is 'The organisation that owns it; all zeros = the knowledge base.';
comment on column app_public.food_nutrients.food_id is 'The food.';
comment on column app_public.food_nutrients.nutrient_id is 'The nutrient.';
comment on column app_public.food_nutrients.amount is 'Amount in 100 g edible portion, in the nutrient''s unit.';
comment on column app_public.food_nutrients.is_assumed_zero is 'Whether the source assumes a zero that it did not measure.';
comment on column app_public.food_nutrients.source_code is 'How the value was obtained, as the source codes it (USDA Src_Cd).';
comment on column app_public.food_nutrients.derivation_code is 'How the value was derived, as the source codes it (USDA Deriv_Cd).';
