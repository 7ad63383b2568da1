call app_private.protect_table('app_public.meal_plan_assignments', 'tenant', true);

drop policy if exists select_care_team on app_public.meal_plan_assignments;
create policy select_care_team on app_public.meal_plan_assignments for select to tf_assistant, tf_dietitian, tf_org_admin, tf_client
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- Why it was suspended or ended is said among staff; the client is told to contact the clinic.
revoke select on app_public.meal_plan_assignments from tf_client;
grant select on app_public.meal_plan_assignments to tf_assistant, tf_dietitian, tf_org_admin;
grant select (org_id, id, client_id, meal_plan_version_id, starts_on, ends_on, status, status_changed_at, stopped_days, note, created_at, created_by, updated_at, updated_by)
  on app_public.meal_plan_assignments to tf_client;
-- NOTE: insert, update and delete are not granted: assigning, suspending, resuming, ending and cancelling are functions.

comment on table app_public.meal_plan_assignments is $$@medicalRecord client client_id
Which published version a client follows, from when until when. No two that are not cancelled overlap.$$;
comment on column app_public.meal_plan_assignments.org_id is 'The organisation.';
comment on column app_public.meal_plan_assignments.id is 'Identifies the assignment.';
comment on column app_public.meal_plan_assignments.client_id is 'The client.';
comment on column app_public.meal_plan_assignments.meal_plan_version_id is 'The published version of a plan made for that client.';
comment on column app_public.meal_plan_assignments.starts_on is E'@behavior +orderBy\nFirst day, where the client lives.';
comment on column app_public.meal_plan_assignments.ends_on is 'Day after the last; null = until further notice.';
comment on column app_public.meal_plan_assignments.status is 'Active; suspended: the client is told to stop and to contact the clinic; cancelled: as if it had never been.';
comment on column app_public.meal_plan_assignments.status_reason is 'Why it was suspended, resumed or cancelled. For staff; the client does not read it.';
comment on column app_public.meal_plan_assignments.status_changed_at is 'When the status was last changed; what was prescribed before a suspension stays prescribed.';
comment on column app_public.meal_plan_assignments.stopped_days is 'The days on which nothing was prescribed because of a suspension that is over, where the client lives.';
comment on column app_public.meal_plan_assignments.note is 'What the client reads beside the plan while they follow it, in the words of whoever assigned it; empty = nothing.';
comment on column app_public.meal_plan_assignments.created_at is 'When it was assigned.';
comment on column app_public.meal_plan_assignments.created_by is 'The user who assigned it.';
comment on column app_public.meal_plan_assignments.updated_at is 'When it was last changed.';
comment on column app_public.meal_plan_assignments.updated_by is 'The user who last changed it.';
