call app_private.protect_table('app_public.client_life_stages', 'tenant', true);

drop policy if exists select_care_team on app_public.client_life_stages;
create policy select_care_team on app_public.client_life_stages for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_care_team on app_public.client_life_stages;
create policy insert_care_team on app_public.client_life_stages for insert to tf_assistant, tf_dietitian, tf_org_admin
  with check (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_care_team on app_public.client_life_stages;
create policy update_care_team on app_public.client_life_stages for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists delete_dietitian on app_public.client_life_stages;
create policy delete_dietitian on app_public.client_life_stages for delete to tf_dietitian
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- An entry ends (ended_on); a dietitian deletes only what was recorded by mistake, and history keeps even that.
grant select on app_public.client_life_stages to tf_assistant, tf_dietitian, tf_org_admin;
grant select on app_public.client_life_stages to tf_client;
grant insert (id, client_id, life_stage, started_on, ended_on), update (started_on, ended_on)
  on app_public.client_life_stages to tf_assistant, tf_dietitian, tf_org_admin;
grant delete on app_public.client_life_stages to tf_dietitian;

comment on table app_public.client_life_stages is $$@medicalRecord client client_id
Pregnancies and times of lactation.$$;
comment on column app_public.client_life_stages.org_id is 'The organisation.';
comment on column app_public.client_life_stages.id is 'Identifies the entry.';
comment on column app_public.client_life_stages.client_id is 'Whose record it is.';
comment on column app_public.client_life_stages.life_stage is 'Pregnancy or lactation.';
comment on column app_public.client_life_stages.started_on is 'First day.';
comment on column app_public.client_life_stages.ended_on is 'Day after the last; null = ongoing.';
comment on column app_public.client_life_stages.created_at is 'When it was recorded.';
comment on column app_public.client_life_stages.updated_at is 'When it was last changed.';
comment on column app_public.client_life_stages.updated_by is 'The user who last changed it.';
