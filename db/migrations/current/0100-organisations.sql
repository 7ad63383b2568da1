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
