call app_private.protect_table('app_public.care_assignments', 'tenant', true);

drop policy if exists select_admin on app_public.care_assignments;
create policy select_admin on app_public.care_assignments for select to tf_org_admin using (true);
drop policy if exists select_care_team on app_public.care_assignments;
create policy select_care_team on app_public.care_assignments for select to tf_dietitian, tf_assistant, tf_client
  using (client_id = any (array(select app_hidden.my_client_ids())));
-- Granted by the first release; now only functions write, so that taking over is recorded and told.
drop policy if exists insert_admin on app_public.care_assignments;
drop policy if exists update_admin on app_public.care_assignments;
revoke insert (id, client_id, member_id, starts_on, ends_on), update (ends_on) on app_public.care_assignments from tf_org_admin;

grant select on app_public.care_assignments to tf_org_admin, tf_dietitian, tf_assistant, tf_client;
-- NOTE: writing is not granted: assign_care(), end_care(), hand_over_client() and take_over_client() tell whom it concerns. Nothing
-- is deleted: care ends, its history stays.

comment on table app_public.care_assignments is $$Who cares for a client, from when until when. Without a current one, staff do not see the client's record.$$;
comment on column app_public.care_assignments.org_id is 'The organisation.';
comment on column app_public.care_assignments.id is 'Identifies the assignment.';
comment on column app_public.care_assignments.client_id is 'The client cared for.';
comment on column app_public.care_assignments.member_id is 'The member of staff who cares; null = a team does.';
comment on column app_public.care_assignments.team_id is 'The team that cares: whoever belongs to it; null = one member does.';
comment on column app_public.care_assignments.starts_on is 'First day.';
comment on column app_public.care_assignments.ends_on is 'Day after the last; null = open. The first day itself = taken back the day it began.';
comment on column app_public.care_assignments.reason is 'Why the client was taken over, or what was said when handing over.';
comment on column app_public.care_assignments.is_take_over is 'Whether an org_admin opened the record to herself; the care team was told.';
comment on column app_public.care_assignments.handed_over_from_member_id is 'Who handed the client over, where somebody did.';
comment on column app_public.care_assignments.created_at is 'When it was recorded.';
comment on column app_public.care_assignments.updated_at is 'When it was last changed.';
comment on column app_public.care_assignments.updated_by is 'The user who last changed it.';
