-- What the care team says about a client's diary, and what tells the client's devices that something changed.
create table app_public.diary_comments (
  org_id uuid not null,
  id uuid not null,                        -- made by the caller
  client_id uuid not null,
  on_date date not null check (isfinite(on_date)),
  meal_id uuid,                            -- about a prescribed meal, by its frozen id
  meal_log_id uuid,                        -- about a meal that was logged
  meal_name text check (length(meal_name) <= 100),
  body text not null check (length(trim(body)) between 1 and 2000),
  author_member_id uuid not null,
  revision integer not null default 1,
  edited_at timestamptz,
  read_at timestamptz,                     -- by the client or a guardian, as it reads now
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, client_id, meal_log_id) references app_public.meal_logs (org_id, client_id, id),
  foreign key (org_id, author_member_id) references app_public.memberships (org_id, id),
  check (num_nonnulls(meal_id, meal_log_id) <= 1)
);
create index on app_public.diary_comments (org_id, client_id, on_date);
create index on app_public.diary_comments (org_id, client_id, meal_log_id);
create index on app_public.diary_comments (org_id, author_member_id);

-- A day that somebody looked at, with what of it was there to be seen. Later marks stand beside earlier ones; the last that stands counts.
create table app_public.diary_reviews (
  org_id uuid not null,
  id uuid not null,                        -- made by the caller
  client_id uuid not null,
  on_date date not null check (isfinite(on_date)),
  seen text not null check (length(seen) <= 64),
  reviewed_by_member_id uuid not null,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, reviewed_by_member_id) references app_public.memberships (org_id, id)
);
create index on app_public.diary_reviews (org_id, client_id, on_date, created_at);
create index on app_public.diary_reviews (org_id, reviewed_by_member_id);

create type app_public.diary_day_seen as (
  id uuid,
  on_date date,
  seen text
);
comment on type app_public.diary_day_seen is 'A day of a diary that somebody looked at.';
comment on column app_public.diary_day_seen.id is 'Names the mark; made by the caller, so that the same mark sent again is one.';
comment on column app_public.diary_day_seen.on_date is 'The day.';
comment on column app_public.diary_day_seen.seen is 'What the diary said under seen for that day.';

-- What changed of what a client may see, in the order of transactions. No foreign key: each line a device sends would lock its client.
create table app_private.client_changes (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  from_on date,
  to_on date,                              -- exclusive; null beside a from_on = without end
  xact xid8 not null default pg_current_xact_id(), -- the transaction as a whole, whatever savepoints it has
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create index on app_private.client_changes (org_id, client_id, xact);

-- What cursors are sealed with, so that they say nothing of how much other practices write. Made where it is needed: another server has
-- another one.
create table app_private.change_cursor_key (
  is_only boolean primary key default true check (is_only),
  key bytea not null
);
insert into app_private.change_cursor_key (key) values (gen_random_bytes(32));
