-- Organisations, people, who belongs where, and the secrets of signing in.
create table app_public.organizations (
  id uuid primary key default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 200),
  time_zone text not null default 'UTC',   -- IANA name, checked by a trigger against pg_timezone_names
  locale text not null default 'en',       -- BCP 47
  is_knowledge_base boolean generated always as (id = '00000000-0000-0000-0000-000000000000') stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid
);

create table app_public.users (
  id uuid primary key default uuidv7(),
  email public.citext not null unique check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  display_name text not null check (length(trim(display_name)) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid
);

create table app_public.memberships (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  user_id uuid not null references app_public.users,
  role app_public.member_role not null,
  title text check (length(title) <= 100), -- such as "nutritionist", which is a dietitian membership
  status app_public.membership_status not null default 'active',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, user_id)
);
create index on app_public.memberships (user_id);

create table app_private.user_credentials (
  user_id uuid primary key references app_public.users on delete cascade,
  password_hash text not null,             -- argon2id, PHC string
  updated_at timestamptz not null default now()
);

create table app_private.refresh_tokens (
  id uuid primary key default uuidv7(),
  family_id uuid not null,                 -- one sign-in; reuse of a rotated token revokes the family
  user_id uuid not null references app_public.users on delete cascade,
  org_id uuid not null references app_public.organizations,
  token_hash bytea not null unique check (length(token_hash) = 32), -- sha-256
  channel text not null check (channel in ('web', 'mobile')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  rotated_at timestamptz,
  revoked_at timestamptz
);
create index on app_private.refresh_tokens (family_id);
create index on app_private.refresh_tokens (user_id);
create index on app_private.refresh_tokens (org_id);
