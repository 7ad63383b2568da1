call app_private.protect_table('app_public.client_labs', 'tenant', true);
create or replace trigger _200_value before insert or update of lab_test_code, entered_value, entered_unit, value, taken_on on app_public.client_labs
  for each row execute function app_private.tg__client_lab();

drop policy if exists select_care_team on app_public.client_labs;
create policy select_care_team on app_public.client_labs for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_care_team on app_public.client_labs;
create policy insert_care_team on app_public.client_labs for insert to tf_assistant, tf_dietitian, tf_org_admin
  with check (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_care_team on app_public.client_labs;
create policy update_care_team on app_public.client_labs for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists delete_dietitian on app_public.client_labs;
create policy delete_dietitian on app_public.client_labs for delete to tf_dietitian
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- NOTE: value is nobody's to write: it follows from what was entered. A typo is corrected, a dietitian deletes what was recorded by
-- mistake, and history keeps both. The client reads everything but the note, which is the staff's.
grant select on app_public.client_labs to tf_assistant, tf_dietitian, tf_org_admin;
grant select (org_id, id, client_id, lab_test_code, value, taken_on, entered_value, entered_unit, created_at, updated_at, updated_by) on app_public.client_labs to tf_client;
grant insert (id, client_id, lab_test_code, taken_on, entered_value, entered_unit, note), update (taken_on, entered_value, entered_unit, note)
  on app_public.client_labs to tf_assistant, tf_dietitian, tf_org_admin;
grant delete on app_public.client_labs to tf_dietitian;

comment on table app_public.client_labs is $$@medicalRecord client client_id
Laboratory values. The latest of a test, by the day of the sample and then by when it was recorded, is what rules look at.$$;
comment on column app_public.client_labs.org_id is 'The organisation.';
comment on column app_public.client_labs.id is 'Identifies the entry.';
comment on column app_public.client_labs.client_id is 'Whose record it is.';
comment on column app_public.client_labs.lab_test_code is 'What was measured.';
comment on column app_public.client_labs.value is 'The value in the test''s unit, converted once when it was entered.';
comment on column app_public.client_labs.taken_on is E'@behavior +orderBy\nThe day of the sample, where the client lives.';
comment on column app_public.client_labs.entered_value is 'The number as the laboratory printed it. One printed as below or above a limit is entered as the nearest number that it can be, with the print in the note.';
comment on column app_public.client_labs.entered_unit is 'The unit as the laboratory printed it.';
comment on column app_public.client_labs.note is 'For staff; the client does not read it.';
comment on column app_public.client_labs.created_at is 'When it was recorded.';
comment on column app_public.client_labs.updated_at is 'When it was last changed.';
comment on column app_public.client_labs.updated_by is 'The user who last changed it.';
