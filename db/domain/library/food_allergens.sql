call app_private.protect_table('app_public.food_allergens', 'library');
-- Safety rests on these facts: the knowledge base's are history too, but for what it infers, whose history is the seed's.
call app_private.audit_table('app_public.food_allergens', is_inference_left_out => true);
create or replace trigger _200_food_scope before insert or update of food_id on app_public.food_allergens
  for each row execute function app_private.tg__food_scope();
create or replace trigger _210_allergen_scope before insert or update of allergen_id on app_public.food_allergens
  for each row execute function app_private.tg__allergen_scope();

drop policy if exists select_people on app_public.food_allergens;
create policy select_people on app_public.food_allergens for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.food_allergens;
create policy insert_curator on app_public.food_allergens for insert to tf_dietitian, tf_org_admin with check (true);
drop policy if exists update_curator on app_public.food_allergens;
create policy update_curator on app_public.food_allergens for update to tf_dietitian, tf_org_admin using (true);
drop policy if exists delete_curator on app_public.food_allergens;
create policy delete_curator on app_public.food_allergens for delete to tf_dietitian, tf_org_admin using (true);

grant select on app_public.food_allergens to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant insert (food_id, allergen_id, presence, provenance, note), update (presence, provenance, note), delete
  on app_public.food_allergens to tf_dietitian, tf_org_admin;

comment on table app_public.food_allergens is $$Whether a food contains an allergen, and how that is known. No row means unreviewed: not known to be free of it.$$;
comment on column app_public.food_allergens.org_id is 'The organisation that states it; its own word counts before the knowledge base''s.';
comment on column app_public.food_allergens.food_org_id is 'The organisation of the food; filled from food_id.';
comment on column app_public.food_allergens.food_id is 'The food.';
comment on column app_public.food_allergens.allergen_org_id is 'The organisation of the allergen; filled from allergen_id.';
comment on column app_public.food_allergens.allergen_id is 'The allergen.';
comment on column app_public.food_allergens.presence is 'Contains it, may contain it, or is free of it.';
comment on column app_public.food_allergens.provenance is 'Declared by the maker, reviewed by a person, or inferred. An inferred "free" does not clear.';
comment on column app_public.food_allergens.note is 'Where it was read, or why it was inferred.';
comment on column app_public.food_allergens.inference_code is 'The line of the seed of inference that it follows from; null = somebody stated it.';
comment on column app_public.food_allergens.created_at is 'When it was added.';
comment on column app_public.food_allergens.updated_at is 'When it was last changed.';
comment on column app_public.food_allergens.updated_by is 'The user who last changed it; null = the knowledge base.';
