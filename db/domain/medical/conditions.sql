call app_private.protect_table('app_public.conditions', 'library', true);
create or replace trigger _150_own_id before insert on app_public.conditions
  for each row when (new.org_id <> '00000000-0000-0000-0000-000000000000') execute function app_private.tg__own_dictionary_id();
create or replace trigger _200_parent before insert or update on app_public.conditions
  for each row when (new.parent_id is not null or new.parent_org_id is not null)
  execute function app_private.tg__condition_parent();

drop policy if exists select_people on app_public.conditions;
create policy select_people on app_public.conditions for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.conditions;
create policy insert_curator on app_public.conditions for insert to tf_dietitian, tf_org_admin with check (true);
drop policy if exists update_curator on app_public.conditions;
create policy update_curator on app_public.conditions for update to tf_dietitian, tf_org_admin using (true);

-- NOTE: delete is not granted: records and rules name conditions. A code never changes, because rules state it.
grant select on app_public.conditions to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant insert (id, code, name, icd10_code, parent_id, synonyms), update (name, icd10_code, parent_id, synonyms)
  on app_public.conditions to tf_dietitian, tf_org_admin;

comment on table app_public.conditions is $$Diseases and states that rules know, as a hierarchy: a rule for chronic kidney disease holds for its stage 4, one for stage 4 not for every kidney disease.$$;
comment on column app_public.conditions.org_id is 'The organisation that added it; all zeros = the knowledge base.';
comment on column app_public.conditions.id is 'Identifies the condition.';
comment on column app_public.conditions.code is 'Short English name that rules state, such as chronic_kidney_disease.';
comment on column app_public.conditions.name is 'Name that people read.';
comment on column app_public.conditions.icd10_code is 'ICD-10 code (WHO), such as I10; null = none fits.';
comment on column app_public.conditions.parent_org_id is 'The organisation of the more general condition; filled from parent_id.';
comment on column app_public.conditions.parent_id is 'The more general condition, whose rules count too.';
comment on column app_public.conditions.synonyms is 'Other names that a search finds.';
comment on column app_public.conditions.created_at is 'When it was added.';
comment on column app_public.conditions.updated_at is 'When it was last changed.';
comment on column app_public.conditions.updated_by is 'The user who last changed it; null = the knowledge base.';
