call app_private.protect_table('app_public.export_requests', 'tenant', true);

drop policy if exists select_admin on app_public.export_requests;
create policy select_admin on app_public.export_requests for select to tf_org_admin using (true);
drop policy if exists select_requester on app_public.export_requests;
create policy select_requester on app_public.export_requests for select to tf_dietitian
  using (requested_by_member_id = (select app_hidden.current_member_id()));

-- NOTE: nothing is granted for writing: a request moves only through request_export, approve_export, reject_export and the worker.
grant select on app_public.export_requests to tf_org_admin, tf_dietitian;

comment on table app_public.export_requests is $$@behavior +filter
A file of somebody's data that was asked for: requested, approved by another person, written by the worker, downloaded until it expires.$$;
comment on column app_public.export_requests.org_id is 'The organisation.';
comment on column app_public.export_requests.id is 'Identifies the request; comes from whoever asks, so that asking twice is asking once.';
comment on column app_public.export_requests.kind is 'What the file holds.';
comment on column app_public.export_requests.client_id is 'Whose data it holds.';
comment on column app_public.export_requests.from_on is 'First day.';
comment on column app_public.export_requests.to_on is 'Day after the last.';
comment on column app_public.export_requests.reason is 'What it is needed for.';
comment on column app_public.export_requests.status is 'Where the request stands.';
comment on column app_public.export_requests.requested_by_member_id is 'Who asked; the file is written with this person''s rights.';
comment on column app_public.export_requests.decided_by_member_id is 'Who approved or rejected it: another person.';
comment on column app_public.export_requests.decided_at is 'When it was decided.';
comment on column app_public.export_requests.decision_note is 'What the decider wrote.';
comment on column app_public.export_requests.started_at is 'When the worker last began.';
comment on column app_public.export_requests.finished_at is 'When it was ready or given up.';
comment on column app_public.export_requests.expires_at is 'Until when it can be downloaded.';
comment on column app_public.export_requests.rows_written is 'Rows written so far.';
comment on column app_public.export_requests.rows_total is 'Rows that there are to write; null = not counted yet.';
comment on column app_public.export_requests.byte_size is 'Size of the file in bytes, as downloaded.';
comment on column app_public.export_requests.sha256 is 'SHA-256 of the file as downloaded, in hex.';
comment on column app_public.export_requests.failure is 'Why there is no file, in words for whoever asked.';
comment on column app_public.export_requests.created_at is 'When it was asked for.';
comment on column app_public.export_requests.updated_at is 'When it was last changed.';
comment on column app_public.export_requests.updated_by is 'The user who last changed it.';
