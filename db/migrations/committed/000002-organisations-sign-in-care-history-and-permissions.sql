--! Previous: sha1:cbdb04a7e73d801f60f4d501f27134c951126799
--! Hash: sha1:cae9c740f05e4d761d946985e6266f6f161d8741
--! Message: Organisations, sign-in, care, history and permissions

--! split: 1-current.sql
-- Tables, types and indexes of the next release. What can be re-run lives in db/domain.

--! split: 0100-organisations.sql
-- What an organisation decides for itself, whom it invites, and which parts of the knowledge base it uses.
create type app_public.invitation_kind as enum ('member', 'client', 'guardian');
comment on type app_public.invitation_kind is
  'What an invitation makes of the person: a member of staff, the client with a login of their own, or a guardian who acts for a client.';

alter table app_public.organizations
  add column unit_system text not null default 'metric' check (unit_system in ('metric', 'us')),
  add column energy_unit text not null default 'kcal' check (energy_unit in ('kcal', 'kJ')),
  add column review_interval_days integer not null default 28 check (review_interval_days between 1 and 730),
  add column panel_nutrient_ids integer[],  -- null = nutrients.is_panel; a trigger checks what may stand here
  add column requires_second_factor boolean not null default false,
  add check (cardinality(panel_nutrient_ids) > 0);
-- Languages as BCP 47 writes them: language, script, region. What is written otherwise was never understood by anything.
update app_public.organizations set locale = 'en' where locale !~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$';
update app_public.clients set locale = null where locale !~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$';
alter table app_public.organizations
  add check (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$');
alter table app_public.clients
  add check (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$');

create table app_public.invitations (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  kind app_public.invitation_kind not null,
  email public.citext check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320), -- null: a code is handed over
  role app_public.member_role,
  title text check (length(title) <= 100),
  client_id uuid,
  relationship text check (length(trim(relationship)) between 1 and 100), -- of a guardian to the client: mother, legal guardian …
  invited_by_member_id uuid,               -- null = whoever set up the organisation
  expires_at timestamptz not null,
  sent_at timestamptz,
  delivery_error text,
  accepted_at timestamptz,
  accepted_by_user_id uuid references app_public.users,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, invited_by_member_id) references app_public.memberships (org_id, id),
  check ((kind = 'member') = (role is not null)),
  check ((kind = 'member') = (client_id is null)),
  check ((kind = 'guardian') = (relationship is not null)),
  check (kind = 'member' or title is null),
  check (kind <> 'member' or email is not null),
  check ((accepted_at is null) = (accepted_by_user_id is null)),
  check (accepted_at is null or revoked_at is null)
);
create index on app_public.invitations (org_id, client_id);
create index on app_public.invitations (org_id, invited_by_member_id);
create index on app_public.invitations (accepted_by_user_id);
-- One open invitation for a person and what it makes of them.
create unique index on app_public.invitations (org_id, email) where kind = 'member' and accepted_at is null and revoked_at is null;
create unique index on app_public.invitations (org_id, client_id) where kind = 'client' and accepted_at is null and revoked_at is null;
create unique index on app_public.invitations (org_id, client_id, email) where kind = 'guardian' and accepted_at is null and revoked_at is null;

-- What proves that somebody was invited. A row is gone as soon as it must not count any more.
create table app_private.invitation_secrets (
  org_id uuid not null,
  invitation_id uuid not null,
  token_hash bytea not null unique check (length(token_hash) = 32), -- sha-256
  created_at timestamptz not null default now(),
  primary key (org_id, invitation_id),
  foreign key (org_id, invitation_id) references app_public.invitations (org_id, id) on delete cascade
);

-- The parts that the knowledge base is made of, and which of them an organisation leaves out.
create table app_public.libraries (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  description text not null,
  sort_order integer not null
);
create table app_public.organization_libraries (
  org_id uuid not null references app_public.organizations,
  library_code text not null references app_public.libraries,
  is_used boolean not null,                -- no row = used
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, library_code)
);
create index on app_public.organization_libraries (library_code);

alter table app_public.foods
  add column library_code text references app_public.libraries,
  add check (library_code is null or org_id = '00000000-0000-0000-0000-000000000000');
alter table app_public.recipes
  add column library_code text references app_public.libraries,
  add check (library_code is null or org_id = '00000000-0000-0000-0000-000000000000');
create index on app_public.foods (library_code);
create index on app_public.recipes (library_code);
-- What is there came from the USDA, but for the recipes; the starter library claims its own when it is loaded next.
insert into app_public.libraries (code, name, description, sort_order) values
  ('usda_sr', 'USDA Standard Reference', '', 20), ('starter_recipes', 'Starter recipes', '', 30);
update app_public.foods set library_code = 'usda_sr' where org_id = '00000000-0000-0000-0000-000000000000' and usda_ndb_number is not null;
update app_public.recipes set library_code = 'starter_recipes' where org_id = '00000000-0000-0000-0000-000000000000';

--! split: 0105-care.sql
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

--! split: 0110-identity.sql
-- Sessions, the second factor, forgotten passwords, and what the installation as a whole is set to.

-- One sign-in: a person at one place (an organisation, and there a membership or a client record) on one device.
create table app_private.sessions (
  id uuid primary key default uuidv7(),
  user_id uuid not null references app_public.users on delete cascade,
  org_id uuid not null references app_public.organizations,
  client_id uuid,                          -- the client record that is acted for; null = the membership
  channel text not null check (channel in ('web', 'mobile')),
  device text not null check (length(device) between 1 and 100), -- as a person would say it
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  second_factor_at timestamptz,            -- null: signed in by password alone
  ended_at timestamptz,
  end_reason text check (end_reason in ('signed_out', 'ended_elsewhere', 'token_reused', 'password_changed', 'left', 'second_factor_required')),
  check ((ended_at is null) = (end_reason is null)),
  foreign key (org_id, client_id) references app_public.clients (org_id, id)
);
create index on app_private.sessions (user_id);
create index on app_private.sessions (org_id, client_id);

-- What was a family of tokens becomes a session.
insert into app_private.sessions (id, user_id, org_id, client_id, channel, device, created_at, last_used_at, ended_at, end_reason)
select t.family_id, t.user_id, t.org_id,
       case when t.channel = 'mobile' or not exists (select from app_public.memberships m where (m.org_id, m.user_id) = (t.org_id, t.user_id) and m.status = 'active')
            then (select c.id from app_public.clients c where (c.org_id, c.user_id) = (t.org_id, t.user_id)) end,
       t.channel, 'Unknown device', min(t.created_at), max(t.created_at), max(t.revoked_at), case when max(t.revoked_at) is not null then 'signed_out' end
  from app_private.refresh_tokens t
 group by t.family_id, t.user_id, t.org_id, t.channel;
alter table app_private.refresh_tokens add column session_id uuid references app_private.sessions on delete cascade;
update app_private.refresh_tokens set session_id = family_id;
alter table app_private.refresh_tokens
  alter column session_id set not null,
  drop column family_id, drop column user_id, drop column org_id, drop column channel, drop column revoked_at;
create index on app_private.refresh_tokens (session_id);

alter table app_private.user_credentials add column password_changed_at timestamptz not null default now();

create table app_private.totp (
  user_id uuid primary key references app_public.users on delete cascade,
  secret_encrypted bytea,                  -- AES-256-GCM by the server; null until a first code proved it
  confirmed_at timestamptz,
  last_step bigint,                        -- 30-second step of the last code that was used
  pending_secret_encrypted bytea,          -- shown to the person, not proven yet
  pending_at timestamptz,
  check ((secret_encrypted is null) = (confirmed_at is null)),
  check ((pending_secret_encrypted is null) = (pending_at is null))
);

create table app_private.recovery_codes (
  user_id uuid not null references app_public.users on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32), -- HMAC-SHA-256 under a key of the server
  used_at timestamptz,
  primary key (user_id, code_hash)
);

create table app_private.password_resets (
  token_hash bytea primary key check (length(token_hash) = 32), -- sha-256
  user_id uuid not null references app_public.users on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on app_private.password_resets (user_id);

create table app_private.installation_settings (
  name text primary key,
  value text not null
);

-- A row of my_sessions().
create type app_public.my_session as (
  id uuid, device text, channel text, created_at timestamptz, last_used_at timestamptz, is_current boolean, organization_name text
);

-- Functions whose arguments or answers are others now; db/domain makes them anew.
drop function if exists app_private.user_places(uuid);
drop function if exists app_private.find_credentials(text);
drop function if exists app_private.session_identity(uuid, uuid, text);
drop function if exists app_private.start_session(uuid, uuid, text, bytea, interval);
drop function if exists app_private.rotate_session(bytea, bytea, interval, interval, interval);

--! split: 0120-audit.sql
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

--! split: 0130-permissions.sql
-- What a role may do, as app_private.role_permissions derives it; nothing is stored.
create type app_public.permission_kind as enum ('table', 'function');
create type app_public.permission_rows as enum ('all', 'care', 'own', 'some');
create type app_public.permission as (
  role text,
  capability text,
  kind app_public.permission_kind,
  rows app_public.permission_rows,
  columns text[],
  policies text[],
  meaning text
);

--! split: 0140-confirmed-addresses.sql
-- Whether the address of an account was proven by a mailed link. People who were invited by mail, and everybody from before, count as proven.
alter table app_public.users add column email_confirmed_at timestamptz;
update app_public.users set email_confirmed_at = created_at;

create table app_private.address_confirmations (
  token_hash bytea primary key check (length(token_hash) = 32), -- sha-256
  user_id uuid not null references app_public.users on delete cascade,
  email public.citext not null,            -- where the link was mailed: another address since then is not proven by it
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on app_private.address_confirmations (user_id);
