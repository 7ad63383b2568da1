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
