call app_private.protect_table('app_public.medications', 'library', true);
create or replace trigger _150_own_id before insert on app_public.medications
  for each row when (new.org_id <> '00000000-0000-0000-0000-000000000000') execute function app_private.tg__own_dictionary_id();
create or replace trigger _200_class before insert or update on app_public.medications
  for each row when (new.class_id is not null or new.class_org_id is not null)
  execute function app_private.tg__medication_class();

drop policy if exists select_people on app_public.medications;
create policy select_people on app_public.medications for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.medications;
create policy insert_curator on app_public.medications for insert to tf_dietitian, tf_org_admin with check (true);
drop policy if exists update_curator on app_public.medications;
create policy update_curator on app_public.medications for update to tf_dietitian, tf_org_admin using (true);

-- NOTE: delete is not granted: records and rules name medications. A code never changes, because rules state it.
grant select on app_public.medications to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant insert (id, code, name, atc_code, is_class, class_id, synonyms), update (name, atc_code, class_id, synonyms)
  on app_public.medications to tf_dietitian, tf_org_admin;

comment on table app_public.medications is $$Medicines and their classes: a rule for ACE inhibitors holds for lisinopril.$$;
comment on column app_public.medications.org_id is 'The organisation that added it; all zeros = the knowledge base.';
comment on column app_public.medications.id is 'Identifies the medicine or class.';
comment on column app_public.medications.code is 'Short English name that rules state, such as warfarin.';
comment on column app_public.medications.name is 'International non-proprietary name, or the name of the class.';
comment on column app_public.medications.atc_code is 'ATC code (WHO), such as B01AA03 or, for a class, C09A; null = none fits.';
comment on column app_public.medications.is_class is 'Whether this is a class of medicines rather than one of them.';
comment on column app_public.medications.class_org_id is 'The organisation of the class; filled from class_id.';
comment on column app_public.medications.class_id is 'The class that it belongs to, whose rules count too.';
comment on column app_public.medications.synonyms is 'Other names that a search finds, brand names included.';
comment on column app_public.medications.created_at is 'When it was added.';
comment on column app_public.medications.updated_at is 'When it was last changed.';
comment on column app_public.medications.updated_by is 'The user who last changed it; null = the knowledge base.';
