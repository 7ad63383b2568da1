call app_private.protect_table('app_public.client_medications', 'tenant', true);
create or replace trigger _200_medication_scope before insert or update of medication_id on app_public.client_medications
  for each row execute function app_private.tg__medication_scope();

drop policy if exists select_care_team on app_public.client_medications;
create policy select_care_team on app_public.client_medications for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_care_team on app_public.client_medications;
create policy insert_care_team on app_public.client_medications for insert to tf_assistant, tf_dietitian, tf_org_admin
  with check (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_care_team on app_public.client_medications;
create policy update_care_team on app_public.client_medications for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists delete_dietitian on app_public.client_medications;
create policy delete_dietitian on app_public.client_medications for delete to tf_dietitian
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- An entry ends (ended_on); a dietitian deletes only what was recorded by mistake, and history keeps even that.
-- The client reads everything but the note, which is the staff's.
grant select on app_public.client_medications to tf_assistant, tf_dietitian, tf_org_admin;
grant select (org_id, id, client_id, medication_org_id, medication_id, dose, started_on, ended_on, created_at, updated_at, updated_by) on app_public.client_medications to tf_client;
grant insert (id, client_id, medication_id, dose, started_on, ended_on, note), update (dose, started_on, ended_on, note)
  on app_public.client_medications to tf_assistant, tf_dietitian, tf_org_admin;
grant delete on app_public.client_medications to tf_dietitian;

comment on table app_public.client_medications is $$@medicalRecord client client_id
What a client takes or took, and when. A class may stand where the medicine is not known.$$;
comment on column app_public.client_medications.org_id is 'The organisation.';
comment on column app_public.client_medications.id is 'Identifies the entry.';
comment on column app_public.client_medications.client_id is 'Whose record it is.';
comment on column app_public.client_medications.medication_org_id is 'The organisation of the medicine; filled from medication_id.';
comment on column app_public.client_medications.medication_id is 'The medicine, or its class where no more is known.';
comment on column app_public.client_medications.dose is 'Dose as written, such as 5 mg in the evening.';
comment on column app_public.client_medications.started_on is 'First day; null = since before the record began.';
comment on column app_public.client_medications.ended_on is 'Day after the last; null = ongoing.';
comment on column app_public.client_medications.note is 'For staff; the client does not read it.';
comment on column app_public.client_medications.created_at is 'When it was recorded.';
comment on column app_public.client_medications.updated_at is 'When it was last changed.';
comment on column app_public.client_medications.updated_by is 'The user who last changed it.';
