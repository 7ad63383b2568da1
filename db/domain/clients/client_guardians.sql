call app_private.protect_table('app_public.client_guardians', 'tenant', true);

drop policy if exists select_directory on app_public.client_guardians;
create policy select_directory on app_public.client_guardians for select to tf_org_admin using (true);
drop policy if exists select_care_team on app_public.client_guardians;
create policy select_care_team on app_public.client_guardians for select to tf_dietitian, tf_assistant, tf_client
  using (client_id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.client_guardians to tf_org_admin, tf_dietitian, tf_assistant, tf_client;
-- NOTE: writing is not granted: a guardian accepts an invitation, and end_guardianship() ends it; the past stays.

comment on table app_public.client_guardians is $$Who may act for a client who cannot, such as a child's parent: signs in with an own login, sees what the client would see and logs for them. What a guardian does is recorded as done by the guardian on the client's behalf.$$;
comment on column app_public.client_guardians.org_id is 'The organisation.';
comment on column app_public.client_guardians.id is 'Identifies the guardianship.';
comment on column app_public.client_guardians.client_id is 'The client acted for.';
comment on column app_public.client_guardians.user_id is 'The guardian.';
comment on column app_public.client_guardians.relationship is 'What the guardian is to the client, such as mother.';
comment on column app_public.client_guardians.started_on is 'First day.';
comment on column app_public.client_guardians.ended_on is 'Day after the last; from that day on nothing is visible; null = open.';
comment on column app_public.client_guardians.recorded_by_member_id is 'The member of staff who invited the guardian; null = set up by the system.';
comment on column app_public.client_guardians.created_at is 'When it was recorded.';
comment on column app_public.client_guardians.updated_at is 'When it was last changed.';
comment on column app_public.client_guardians.updated_by is 'The user who last changed it.';
