call app_private.protect_table('app_public.client_conditions', 'tenant', true);
create or replace trigger _200_condition_scope before insert or update of condition_id on app_public.client_conditions
  for each row execute function app_private.tg__condition_scope();

drop policy if exists select_care_team on app_public.client_conditions;
create policy select_care_team on app_public.client_conditions for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_care_team on app_public.client_conditions;
create policy insert_care_team on app_public.client_conditions for insert to tf_assistant, tf_dietitian, tf_org_admin
  with check (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_care_team on app_public.client_conditions;
create policy update_care_team on app_public.client_conditions for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists delete_dietitian on app_public.client_conditions;
create policy delete_dietitian on app_public.client_conditions for delete to tf_dietitian
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- An entry ends (ended_on); a dietitian deletes only what was recorded by mistake, and history keeps even that.
-- The client reads everything but the note, which is the staff's.
grant select on app_public.client_conditions to tf_assistant, tf_dietitian, tf_org_admin;
grant select (org_id, id, client_id, condition_org_id, condition_id, started_on, ended_on, created_at, updated_at, updated_by) on app_public.client_conditions to tf_client;
grant insert (id, client_id, condition_id, started_on, ended_on, note), update (started_on, ended_on, note)
  on app_public.client_conditions to tf_assistant, tf_dietitian, tf_org_admin;
grant delete on app_public.client_conditions to tf_dietitian;

comment on table app_public.client_conditions is $$@medicalRecord client client_id
What a client has or had, and when. Rules count a condition that was active on any day in question.$$;
comment on column app_public.client_conditions.org_id is 'The organisation.';
comment on column app_public.client_conditions.id is 'Identifies the entry.';
comment on column app_public.client_conditions.client_id is 'Whose record it is.';
comment on column app_public.client_conditions.condition_org_id is 'The organisation of the condition; filled from condition_id.';
comment on column app_public.client_conditions.condition_id is 'The condition.';
comment on column app_public.client_conditions.started_on is 'First day; null = since before the record began.';
comment on column app_public.client_conditions.ended_on is 'Day after the last; null = ongoing.';
comment on column app_public.client_conditions.note is 'For staff; the client does not read it.';
comment on column app_public.client_conditions.created_at is 'When it was recorded.';
comment on column app_public.client_conditions.updated_at is 'When it was last changed.';
comment on column app_public.client_conditions.updated_by is 'The user who last changed it.';
