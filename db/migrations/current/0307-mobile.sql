-- Re-checks that fail are seen by staff, and clients take a copy of their own record home.

-- A re-check that failed. Deleting the row, which only a check that succeeds does, ends it.
alter table app_private.safety_rechecks add column if not exists failing_since timestamptz; -- first failure since the last check; null = none
create index if not exists safety_rechecks_failing on app_private.safety_rechecks (org_id, client_id) where failing_since is not null;

alter table app_public.notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (kind in (
  'care_assigned', 'care_ended', 'client_handed_over', 'clients_handed_over', 'client_taken_over',
  'team_joined', 'team_left', 'team_taken_over', 'export_decided', 'export_ready', 'rule_adjustment_lapsed', 'safety_alert',
  'plan_review_requested', 'plan_returned', 'plan_published', 'recheck_failed', 'rechecks_failing'));
-- Answers a column more.
drop function if exists app_private.safety_leftovers();

-- A copy of a record for the client herself. Nobody approves it: it is hers. The file lies in the file storage.
create type app_public.record_copy_status as enum ('requested', 'running', 'ready', 'failed', 'expired');
create table app_public.record_copies (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  requested_by uuid not null references app_public.users,
  status app_public.record_copy_status not null default 'requested',
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  byte_size bigint,
  sha256 text,
  failure text,                            -- why there is no file, in words for whoever asked
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  check (num_nonnulls(expires_at, byte_size, sha256) = case when status in ('ready', 'expired') then 3 else 0 end)
);
create index on app_public.record_copies (org_id, client_id);
create index on app_public.record_copies (requested_by);
create index record_copies_open on app_public.record_copies (status) where status in ('requested', 'running', 'ready');

create table app_private.record_copy_files (
  org_id uuid not null,
  record_copy_id uuid not null,
  storage_key text not null,
  primary key (org_id, record_copy_id),
  foreign key (org_id, record_copy_id) references app_public.record_copies (org_id, id)
);
