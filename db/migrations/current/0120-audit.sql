-- History grows up: reads and sign-ins are events too, a guardian's acts name the dependant, and partitions come and go by month.
alter table audit.events add column if not exists on_behalf_of_client_id uuid;

alter table audit.events drop constraint if exists events_action_check;
alter table audit.events add constraint events_action_check check (action in (
  'insert', 'update', 'delete', 'download', 'read',
  'sign_in', 'sign_in_refused', 'token_reuse', 'session_ended', 'password_changed', 'second_factor_changed'));

create index if not exists events_of_person on audit.events (org_id, user_id, occurred_at);

-- The history of its own organisation is read through audit_trail(), which decides what of it an administrator sees.
revoke select on audit.events from tf_org_admin;
revoke usage on schema audit from tf_org_admin;

-- One event, told to a person.
create type app_public.audit_entry as (
  event_id uuid,
  occurred_at timestamptz,
  user_id uuid,
  actor_name text,
  actor_role text,
  on_behalf_of text,
  action text,
  table_name text,
  row_key text,
  subject text,
  client_id uuid,
  client_name text,
  changes json,
  is_withheld boolean,
  request_id text
);
