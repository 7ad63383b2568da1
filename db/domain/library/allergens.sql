call app_private.protect_table('app_public.allergens', 'library');
call app_private.audit_table('app_public.allergens');
create or replace trigger _150_own_id before insert on app_public.allergens
  for each row when (new.org_id <> '00000000-0000-0000-0000-000000000000') execute function app_private.tg__own_dictionary_id();
create or replace trigger _200_parent before insert or update on app_public.allergens
  for each row when (new.parent_id is not null or new.parent_org_id is not null)
  execute function app_private.tg__allergen_parent();

drop policy if exists select_people on app_public.allergens;
create policy select_people on app_public.allergens for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.allergens;
create policy insert_curator on app_public.allergens for insert to tf_dietitian, tf_org_admin with check (true);
drop policy if exists update_curator on app_public.allergens;
create policy update_curator on app_public.allergens for update to tf_dietitian, tf_org_admin using (true);

-- NOTE: delete is not granted: allergies and rules name allergens.
grant select on app_public.allergens to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant insert (id, code, name, synonyms, parent_id), update (name, synonyms, parent_id) on app_public.allergens to tf_dietitian, tf_org_admin;

comment on table app_public.allergens is $$What people react to, as a hierarchy: an allergy to legumes flags peanut, one to peanut does not flag legumes.$$;
comment on column app_public.allergens.org_id is 'The organisation that added it; all zeros = the knowledge base.';
comment on column app_public.allergens.id is 'Identifies the allergen.';
comment on column app_public.allergens.code is 'Short English name, such as peanut.';
comment on column app_public.allergens.name is 'Name that people read.';
comment on column app_public.allergens.synonyms is 'Other names that a search finds.';
comment on column app_public.allergens.parent_org_id is 'The organisation of the wider allergen; filled from parent_id.';
comment on column app_public.allergens.parent_id is 'The wider allergen that this one belongs to.';
comment on column app_public.allergens.eu_listed is 'Whether labels in the European Union must declare it (Regulation (EU) No 1169/2011, Annex II).';
comment on column app_public.allergens.us_listed is 'Whether it is a major food allergen of the United States, which labels there must declare.';
comment on column app_public.allergens.labelling_note is 'What labels in the Union and in the United States do otherwise.';
comment on column app_public.allergens.created_at is 'When it was added.';
comment on column app_public.allergens.updated_at is 'When it was last changed.';
comment on column app_public.allergens.updated_by is 'The user who last changed it; null = the knowledge base.';
