-- Append-only history of everything sensitive. Partitioned by month: retention drops a partition.
create table audit.events (
  org_id uuid,                             -- null for changes to people and organisations themselves
  id uuid not null default uuidv7(),
  occurred_at timestamptz not null default now(),
  user_id uuid,                            -- who; null = the system or a DBA
  db_role text not null,
  request_id text,
  table_name text not null,
  row_id text not null,                    -- the last column of the key, or all of them joined by '/'
  client_id uuid,                          -- whose record, where the row names one
  action text not null check (action in ('insert', 'update', 'delete', 'download')),
  before jsonb,                            -- update: only the fields that changed
  after jsonb,
  primary key (id, occurred_at)
) partition by range (occurred_at);
create table audit.events_default partition of audit.events default;
create index on audit.events (org_id, table_name, row_id, occurred_at);
create index on audit.events (org_id, client_id, occurred_at);
create index on audit.events (org_id, occurred_at);
