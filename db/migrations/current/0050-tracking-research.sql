-- What clients log, and what leaves the house as a file.
create table app_public.meal_logs (
  org_id uuid not null,
  id uuid not null,                        -- made by the device
  client_id uuid not null,
  meal_plan_assignment_id uuid,            -- the one in force on logged_on (CLINICAL 12); null = none was
  meal_plan_version_id uuid,
  meal_id uuid,                            -- the prescribed meal, by its frozen id; null = unplanned
  meal_name text check (length(meal_name) <= 100),
  logged_on date not null,                 -- the client's local date decides the day
  occurred_at timestamptz not null,
  utc_offset_minutes integer not null check (utc_offset_minutes between -840 and 840),
  outcome app_public.meal_log_outcome not null,
  note text not null default '' check (length(note) <= 2000),
  revision integer not null default 1 check (revision = cardinality(event_hashes)),
  event_hashes text[] not null,            -- of what the device sent for each revision, so that any of it may be sent again
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, client_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, client_id, meal_plan_assignment_id) references app_public.meal_plan_assignments (org_id, client_id, id),
  foreign key (org_id, client_id, meal_plan_version_id) references app_public.meal_plan_versions (org_id, client_id, id)
);
create index on app_public.meal_logs (org_id, client_id, logged_on);
create index on app_public.meal_logs (org_id, client_id, meal_plan_assignment_id);
create index on app_public.meal_logs (org_id, client_id, meal_plan_version_id);

-- A meal as a device sent it, read and checked.
create type app_private.meal_event as (
  id uuid,
  seen_revision integer,
  logged_on date,
  occurred_at timestamptz,
  utc_offset_minutes integer,
  meal_id uuid,
  meal_name text,
  outcome app_public.meal_log_outcome,
  note text,
  items json,
  hash text                                -- of the content, without id and revision
);

create table app_public.meal_log_items (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  meal_log_id uuid not null,
  position integer not null,
  plan_item_id uuid,                       -- the prescribed item, by its frozen id
  food_org_id uuid, food_id uuid,
  recipe_org_id uuid, recipe_id uuid,
  free_text text check (length(trim(free_text)) between 1 and 300),
  grams numeric check (grams >= 0 and grams <= 100000),
  servings numeric check (servings >= 0 and servings <= 1000),
  nutrition json not null,                 -- frozen: {"nutrientIds": […], "known": […], "unknown": […]}
  primary key (org_id, id),
  foreign key (org_id, client_id, meal_log_id) references app_public.meal_logs (org_id, client_id, id) on delete cascade,
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id),
  foreign key (recipe_org_id, recipe_id) references app_public.recipes (org_id, id),
  check (num_nonnulls(food_id, recipe_id, free_text) = 1),
  check ((food_org_id is null) = (food_id is null)),
  check ((recipe_org_id is null) = (recipe_id is null)),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (recipe_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_public.meal_log_items (org_id, client_id, meal_log_id, position);
create index on app_public.meal_log_items (food_org_id, food_id);
create index on app_public.meal_log_items (recipe_org_id, recipe_id);

create table app_public.export_requests (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  kind app_public.export_kind not null,
  client_id uuid not null,
  from_on date not null,
  to_on date not null,                     -- exclusive
  reason text not null check (length(trim(reason)) between 5 and 2000),
  status app_public.export_status not null default 'requested',
  requested_by_member_id uuid not null,
  decided_by_member_id uuid,
  decided_at timestamptz,
  decision_note text check (length(decision_note) <= 2000),
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  rows_written bigint not null default 0,
  rows_total bigint,
  byte_size bigint,
  sha256 text,
  failure text,                            -- why it failed, in words for the person who asked
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, requested_by_member_id) references app_public.memberships (org_id, id),
  foreign key (org_id, decided_by_member_id) references app_public.memberships (org_id, id),
  check (to_on > from_on),
  check (decided_by_member_id <> requested_by_member_id), -- the four eyes
  check (status in ('requested') or decided_by_member_id is not null)
);
create index on app_public.export_requests (org_id, client_id);
create index on app_public.export_requests (org_id, requested_by_member_id);
create index on app_public.export_requests (org_id, decided_by_member_id);
create index on app_public.export_requests (org_id, status);

create table app_private.export_files (
  org_id uuid not null,
  export_request_id uuid not null,
  storage_key text not null,
  primary key (org_id, export_request_id),
  foreign key (org_id, export_request_id) references app_public.export_requests (org_id, id)
);
