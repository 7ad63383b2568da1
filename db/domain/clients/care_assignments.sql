call app_private.protect_table('app_public.care_assignments', 'tenant', true);

drop policy if exists select_admin on app_public.care_assignments;
create policy select_admin on app_public.care_assignments for select to tf_org_admin using (true);
drop policy if exists select_care_team on app_public.care_assignments;
create policy select_care_team on app_public.care_assignments for select to tf_dietitian, tf_assistant, tf_client
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_admin on app_public.care_assignments;
create policy insert_admin on app_public.care_assignments for insert to tf_org_admin with check (true);
drop policy if exists update_admin on app_public.care_assignments;
create policy update_admin on app_public.care_assignments for update to tf_org_admin using (true);

grant select on app_public.care_assignments to tf_org_admin, tf_dietitian, tf_assistant, tf_client;
grant insert (id, client_id, member_id, starts_on, ends_on), update (ends_on) on app_public.care_assignments to tf_org_admin;
-- NOTE: delete is not granted: care ends, its history stays.

comment on table app_public.care_assignments is $$Who cares for a client, from when until when. Without a current one, staff do not see the client's record.$$;
comment on column app_public.care_assignments.org_id is 'The organisation.';
comment on column app_public.care_assignments.id is 'Identifies the assignment.';
comment on column app_public.care_assignments.client_id is 'The client cared for.';
comment on column app_public.care_assignments.member_id is 'The member of staff who cares.';
comment on column app_public.care_assignments.starts_on is 'First day.';
comment on column app_public.care_assignments.ends_on is 'Day after the last; null = open.';
comment on column app_public.care_assignments.created_at is 'When it was recorded.';
comment on column app_public.care_assignments.updated_at is 'When it was last changed.';
comment on column app_public.care_assignments.updated_by is 'The user who last changed it.';
