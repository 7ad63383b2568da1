-- Who cares for whom: teams, care by a person or by a team, guardians who act for a client, and what members of staff are told.

create table app_public.teams (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 100),
  archived_at timestamptz,                 -- null = in use
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id)
);
create unique index teams_name_in_use on app_public.teams (org_id, lower(name)) where archived_at is null;

create table app_public.team_members (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  member_id uuid not null,
  starts_on date not null default current_date,
  ends_on date,                            -- exclusive; null = open
  reason text check (length(reason) <= 2000),
  is_take_over boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, team_id) references app_public.teams (org_id, id),
  foreign key (org_id, member_id) references app_public.memberships (org_id, id),
  check (ends_on >= starts_on),
  check (not is_take_over or reason is not null),
  constraint team_members_no_overlap exclude using gist
    (org_id with =, team_id with =, member_id with =, daterange(starts_on, ends_on) with &&)
);
create index on app_public.team_members (org_id, team_id);
create index on app_public.team_members (org_id, member_id);

-- Care is given by a person or by a team. A period may be empty: begun and taken back before it held for a whole day.
alter table app_public.care_assignments
  add column team_id uuid,
  add column reason text check (length(reason) <= 2000),
  add column is_take_over boolean not null default false,
  add column handed_over_from_member_id uuid,
  alter column member_id drop not null,
  add foreign key (org_id, team_id) references app_public.teams (org_id, id),
  add foreign key (org_id, handed_over_from_member_id) references app_public.memberships (org_id, id),
  add constraint care_assignments_one_carer check (num_nonnulls(member_id, team_id) = 1),
  add constraint care_assignments_take_over_reason check (not is_take_over or (reason is not null and member_id is not null)),
  drop constraint care_assignments_check,
  add constraint care_assignments_period check (ends_on >= starts_on),
  add constraint care_assignments_no_team_overlap exclude using gist
    (org_id with =, client_id with =, team_id with =, daterange(starts_on, ends_on) with &&);
create index on app_public.care_assignments (org_id, team_id) include (client_id, starts_on, ends_on);
-- Every policy on client data asks for the clients of a member: answered from the index alone.
drop index app_public.care_assignments_org_id_member_id_idx;
create index on app_public.care_assignments (org_id, member_id) include (client_id, starts_on, ends_on);
create index on app_public.care_assignments (org_id, handed_over_from_member_id);

create table app_public.client_guardians (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  user_id uuid not null references app_public.users,
  relationship text not null check (length(trim(relationship)) between 1 and 100), -- such as "mother"
  started_on date not null default current_date,
  ended_on date,                           -- exclusive; null = open
  recorded_by_member_id uuid,              -- null = by the owner of the installation
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, recorded_by_member_id) references app_public.memberships (org_id, id),
  check (ended_on >= started_on),
  constraint client_guardians_no_overlap exclude using gist
    (org_id with =, client_id with =, user_id with =, daterange(started_on, ended_on) with &&)
);
create index on app_public.client_guardians (org_id, client_id);
create index on app_public.client_guardians (user_id);
create index on app_public.client_guardians (org_id, recorded_by_member_id);

create table app_public.notifications (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  member_id uuid not null,
  kind text not null check (kind in (
    'care_assigned', 'care_ended', 'client_handed_over', 'clients_handed_over', 'client_taken_over',
    'team_joined', 'team_left', 'team_taken_over', 'export_decided', 'export_ready')),
  client_id uuid,
  payload jsonb not null default '{}' check (jsonb_typeof(payload) = 'object'),
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, member_id) references app_public.memberships (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id)
);
create index on app_public.notifications (org_id, member_id, created_at);
create index on app_public.notifications (org_id, client_id);
create index notifications_unread on app_public.notifications (org_id, member_id) where read_at is null;

-- The list of clients as it opens, the active ones by name, and its total: under policies a status is no condition of an index,
-- because comparing it could leak what is hidden, while an index of the active ones holds no others. Without their ids, so that a
-- dietitian's few are still looked up by the primary key.
create index clients_active_by_name on app_public.clients (org_id, family_name, given_name) where status = 'active';
