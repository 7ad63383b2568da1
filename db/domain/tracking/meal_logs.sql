call app_private.protect_table('app_public.meal_logs');
call app_private.audit_table('app_public.meal_logs', omitted => '{event_hashes}');

drop policy if exists select_care_team on app_public.meal_logs;
create policy select_care_team on app_public.meal_logs for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.meal_logs to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: insert, update and delete are not granted: clients write through log_batch(), which keeps revisions; nobody writes for them.

comment on table app_public.meal_logs is $$@medicalRecord client client_id
@behavior +filter
A meal as the client logged it, pinned to the plan version that was in force on its day.$$;
comment on column app_public.meal_logs.org_id is 'The organisation.';
comment on column app_public.meal_logs.id is 'Identifies the log; made by the device.';
comment on column app_public.meal_logs.client_id is 'Who ate.';
comment on column app_public.meal_logs.meal_plan_assignment_id is 'The assignment in force on that day, also when it has ended since; null = none was.';
comment on column app_public.meal_logs.meal_plan_version_id is 'The plan version of that assignment.';
comment on column app_public.meal_logs.meal_id is 'The prescribed meal that was logged; null = unplanned.';
comment on column app_public.meal_logs.meal_name is 'What the meal is called, such as Breakfast.';
comment on column app_public.meal_logs.logged_on is 'The day that it counts for: the client''s local date.';
comment on column app_public.meal_logs.occurred_at is 'The instant that the device sent.';
comment on column app_public.meal_logs.utc_offset_minutes is 'The device''s offset from UTC then, in minutes, east positive.';
comment on column app_public.meal_logs.outcome is 'What became of the meal.';
comment on column app_public.meal_logs.note is 'The client''s note.';
comment on column app_public.meal_logs.revision is 'Counts what the device sent for this id, from 1; whoever amends or deletes says which one they saw.';
comment on column app_public.meal_logs.event_hashes is E'@behavior -*\nSHA-256 of the content of each revision, so that a queue can be sent again.';
comment on column app_public.meal_logs.deleted_at is 'When the client deleted it; null = it counts.';
comment on column app_public.meal_logs.created_at is 'When it arrived.';
comment on column app_public.meal_logs.updated_at is 'When it was last amended.';
comment on column app_public.meal_logs.updated_by is 'The user who last amended it.';
