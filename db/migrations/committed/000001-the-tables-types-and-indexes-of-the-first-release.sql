--! Previous: -
--! Hash: sha1:cbdb04a7e73d801f60f4d501f27134c951126799
--! Message: The tables, types and indexes of the first release

--! split: 0001-foundation.sql
-- The house: schemas, extensions and the vocabulary of types that the tables share.

create schema app_public;   -- what GraphQL shows
create schema app_hidden;   -- helpers that policies call
create schema app_private;  -- secrets and internals
create schema audit;        -- who changed what
create schema staging;      -- raw rows of a legacy import

create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gist with schema public;
create extension if not exists citext with schema public;
create extension if not exists pgcrypto with schema public;

revoke all on schema public from public;
grant usage on schema public to tf_definer, tf_authenticator, tf_anonymous, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant usage on schema app_public, app_hidden to tf_definer, tf_authenticator, tf_anonymous, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
-- tf_definer owns the definer functions, and a function's owner must be able to create in its schema.
grant usage, create on schema app_public, app_hidden, app_private to tf_definer;
grant usage on schema app_private to tf_authenticator;
grant usage on schema audit to tf_definer, tf_org_admin;

-- A function is executable by nobody until it is granted.
alter default privileges revoke execute on functions from public;
alter default privileges in schema app_public revoke all on tables from public;

-- tenancy
create type app_public.member_role as enum ('org_admin', 'dietitian', 'assistant', 'researcher');
create type app_public.membership_status as enum ('active', 'deactivated');
-- library
create type app_public.unit_dimension as enum ('mass', 'volume', 'count');
create type app_public.tag_kind as enum ('food', 'exercise');
create type app_public.allergen_presence as enum ('contains', 'may_contain', 'free');
create type app_public.fact_provenance as enum ('declared', 'reviewed', 'inferred');
-- clients and medical
create type app_public.sex as enum ('female', 'male');
create type app_public.client_status as enum ('active', 'paused', 'archived');
create type app_public.allergy_kind as enum ('allergy', 'intolerance');
create type app_public.allergy_criticality as enum ('low', 'high');
create type app_public.allergy_status as enum ('active', 'resolved', 'refuted');
create type app_public.life_stage as enum ('pregnancy', 'lactation');
create type app_public.rule_severity as enum ('info', 'caution', 'contraindicated');
create type app_public.rule_effect as enum ('nutrient_bound', 'nutrient_variation', 'avoid_tag', 'avoid_allergen');
create type app_public.bound_scope as enum ('item', 'meal', 'day', 'average_day');
create type app_public.bound_basis as enum ('absolute', 'per_kg', 'energy_percent');
create type app_public.weight_basis as enum ('actual', 'dry', 'adjusted');
create type app_public.finding_outcome as enum ('ok', 'warning', 'breach', 'undetermined');
-- meal plans
create type app_public.plan_version_status as enum ('draft', 'published');
create type app_public.day_mapping as enum ('cyclic', 'weekday');
create type app_public.assignment_status as enum ('active', 'suspended', 'cancelled');
create type app_public.override_kind as enum ('override', 'acknowledgement');
-- tracking
create type app_public.meal_log_outcome as enum ('eaten', 'alternative', 'partly', 'skipped', 'unplanned');
create type app_public.body_metric_kind as enum ('weight', 'dry_weight', 'adjusted_weight', 'waist');
-- research
create type app_public.export_kind as enum ('client_logs');
create type app_public.export_status as enum ('requested', 'approved', 'rejected', 'running', 'ready', 'failed', 'expired');

comment on type app_public.member_role is 'What a member of staff may do.';
comment on type app_public.membership_status is 'Whether a member of staff is active.';
comment on type app_public.unit_dimension is 'What a unit measures.';
comment on type app_public.tag_kind is 'What a tag is about.';
comment on type app_public.allergen_presence is 'Whether a food contains, may contain, or is free of an allergen; no row = nobody has reviewed it.';
comment on type app_public.fact_provenance is 'How a fact is known: declared on the label, reviewed by a person, or inferred.';
comment on type app_public.sex is 'Sex as reference intakes need it.';
comment on type app_public.client_status is 'Whether a client is in care.';
comment on type app_public.allergy_kind is 'Allergy or intolerance.';
comment on type app_public.allergy_criticality is 'How dangerous a reaction can be.';
comment on type app_public.allergy_status is 'Whether an allergy still stands.';
comment on type app_public.life_stage is 'Pregnancy or lactation.';
comment on type app_public.rule_severity is 'How much a rule weighs: info and caution warn, contraindicated blocks.';
comment on type app_public.rule_effect is 'What a rule demands.';
comment on type app_public.bound_scope is 'Over what a nutrient is bounded.';
comment on type app_public.bound_basis is 'How a bound is stated: absolute, per kg of body weight, or percent of energy.';
comment on type app_public.weight_basis is 'Which body weight a bound per kg means.';
comment on type app_public.finding_outcome is 'What an evaluation found; undetermined = missing data could hide a breach.';
comment on type app_public.plan_version_status is 'A draft can be edited; what is published never changes.';
comment on type app_public.day_mapping is 'How a plan''s days map to dates: in a cycle from the start, or by day of the week (day 1 = Monday).';
comment on type app_public.assignment_status is 'Whether a client follows an assigned plan.';
comment on type app_public.override_kind is 'Whether a person overrode a breach or acknowledged what could not be determined.';
comment on type app_public.meal_log_outcome is 'What became of a meal.';
comment on type app_public.body_metric_kind is 'What was measured.';
comment on type app_public.export_kind is 'What an export holds.';
comment on type app_public.export_status is 'Where an export stands.';

--! split: 0010-tenancy-identity.sql
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

--! split: 0015-login-throttle.sql
-- Where attempts to sign in are counted when there is no Redis, in the form that the server's rate limiter expects.
create table app_private.login_throttle (
  key text primary key,
  points integer not null default 0,
  expire bigint
);

--! split: 0020-library.sql
-- Foods, what is in them, and recipes. Rows of the knowledge base belong to the all-zero organisation.
create table app_public.nutrients (
  id integer primary key,                  -- USDA nutrient number, 307 = sodium
  code text not null unique check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  unit text not null check (unit in ('kcal', 'kJ', 'g', 'mg', 'µg', 'IU')),
  decimals smallint not null check (decimals between 0 and 4),
  sort_order integer not null,
  is_panel boolean not null default false, -- shown and computed by default
  is_summable boolean not null default true -- false: kJ and IU are kept, never summed (CLINICAL 4)
);

create table app_public.units (
  code text primary key,                   -- 'g', 'oz', 'cup_us' …
  name text not null,
  dimension app_public.unit_dimension not null,
  factor numeric not null check (factor > 0), -- to g (mass) or ml (volume); 1 for counts
  sort_order integer not null
);

create table app_public.tags (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  kind app_public.tag_kind not null,
  name text not null,
  description text not null
);

create table app_public.food_groups (
  code text primary key,                   -- USDA group, '0100'
  name text not null
);

create table app_public.allergens (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  code text not null check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  synonyms text[] not null default '{}',
  parent_org_id uuid,
  parent_id uuid,                          -- peanut < legumes; holds downward only (CLINICAL 22)
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, code),
  foreign key (parent_org_id, parent_id) references app_public.allergens (org_id, id),
  check (parent_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check ((parent_org_id is null) = (parent_id is null))
);
create index on app_public.allergens (parent_org_id, parent_id);

-- What a search compares: lower case, without accents, words separated by one space. The generated columns and their indexes hold
-- its results, so it is history rather than domain: another rule needs a new function and rewritten columns.
create function app_private.search_normal(written text) returns text
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select trim(regexp_replace(lower(public.unaccent('public.unaccent', coalesce(written, ''))), '[^[:alnum:].]+', ' ', 'g'))
$$;
create function app_private.search_text(name text, synonyms text[], brand text) returns text
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select app_private.search_normal(concat_ws(' | ', name, array_to_string(synonyms, ' | '), brand))
$$;
comment on function app_private.search_normal(text) is
  'The form that searches compare: lower case, without accents, words separated by one space.';
comment on function app_private.search_text(text, text[], text) is 'Everything that a food is found by, in the form that searches compare.';
grant execute on function app_private.search_normal(text), app_private.search_text(text, text[], text) to tf_definer, tf_assistant, tf_dietitian, tf_org_admin;

create table app_public.foods (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 300),
  synonyms text[] not null default '{}',
  brand text check (length(brand) <= 200),
  barcode text check (barcode ~ '^[0-9]{8,14}$'),
  usda_ndb_number text check (usda_ndb_number ~ '^[0-9]{5}$'), -- text: leading zeros matter
  food_group_code text references app_public.food_groups,
  refuse_share numeric check (refuse_share >= 0 and refuse_share < 1), -- of the bought weight; null = unknown
  density_g_per_ml numeric check (density_g_per_ml > 0),       -- null: volume units cannot be converted
  source text not null default 'own',      -- 'USDA SR28', 'own' …
  source_version text,
  search_name text not null generated always as (app_private.search_normal(name)) stored,
  search_text text not null generated always as (app_private.search_text(name, synonyms, brand)) stored,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, usda_ndb_number),
  unique (org_id, barcode)
);
create index on app_public.foods using gin (search_text public.gin_trgm_ops) with (fastupdate = off); -- an import must not slow searches until the next vacuum
create index on app_public.foods (food_group_code);

create table app_public.food_nutrients (
  org_id uuid not null,
  food_id uuid not null,
  nutrient_id integer not null references app_public.nutrients,
  amount numeric not null check (amount >= 0), -- per 100 g edible portion, in the nutrient's unit; no row = unknown
  is_assumed_zero boolean not null default false check (not is_assumed_zero or amount = 0),
  source_code text,
  derivation_code text,
  primary key (org_id, food_id, nutrient_id) include (amount),
  foreign key (org_id, food_id) references app_public.foods (org_id, id) on delete cascade
);
create index on app_public.food_nutrients (nutrient_id);

-- The panel of a food in one row, derived from food_nutrients by triggers: a week's nutrition reads one row a food instead of 40.
create table app_private.food_panels (
  org_id uuid not null,
  food_id uuid not null,
  known numeric[] not null,                -- per 100 g, in the order of panel_nutrient_ids(); 0 where unknown
  unknown integer[] not null,              -- 1 where there is no value, else 0
  primary key (org_id, food_id),
  foreign key (org_id, food_id) references app_public.foods (org_id, id) on delete cascade
);

create table app_public.food_portions (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  food_id uuid not null,
  label text not null check (length(trim(label)) between 1 and 200), -- '1 cup, cooked'
  grams numeric not null check (grams > 0), -- edible grams of what the label says, once
  position integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, food_id, id),
  foreign key (org_id, food_id) references app_public.foods (org_id, id) on delete cascade
);

-- Facts have the organisation that states them; its own word counts before the knowledge base's.
create table app_public.food_allergens (
  org_id uuid not null references app_public.organizations,
  food_org_id uuid not null,
  food_id uuid not null,
  allergen_org_id uuid not null,
  allergen_id uuid not null,
  presence app_public.allergen_presence not null, -- no row = unreviewed
  provenance app_public.fact_provenance not null,
  note text check (length(note) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, food_id, allergen_id),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  foreign key (allergen_org_id, allergen_id) references app_public.allergens (org_id, id),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (allergen_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_public.food_allergens (food_org_id, food_id);
create index on app_public.food_allergens (allergen_org_id, allergen_id);

create table app_public.food_tags (
  org_id uuid not null references app_public.organizations,
  food_org_id uuid not null,
  food_id uuid not null,
  tag_code text not null references app_public.tags,
  is_present boolean not null,             -- has | has not; no row = unreviewed
  provenance app_public.fact_provenance not null,
  note text check (length(note) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, food_id, tag_code),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_public.food_tags (food_org_id, food_id);
create index on app_public.food_tags (tag_code);

create table app_public.recipes (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 300),
  servings numeric not null check (servings > 0),
  cooked_weight_g numeric check (cooked_weight_g > 0), -- null: only servings are accepted (CLINICAL 6)
  preparation text not null default '' check (length(preparation) <= 20000),
  search_name text not null generated always as (app_private.search_normal(name)) stored,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id)
);
create index on app_public.recipes using gin (search_name public.gin_trgm_ops) with (fastupdate = off);

create table app_public.recipe_ingredients (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  recipe_id uuid not null,
  position integer not null,
  food_org_id uuid,
  food_id uuid,
  ingredient_recipe_org_id uuid,
  ingredient_recipe_id uuid,
  grams numeric check (grams > 0 and grams <= 100000),       -- of a food, or of a recipe with a cooked weight
  servings numeric check (servings > 0 and servings <= 1000), -- of a recipe
  discarded_share numeric not null default 0 check (discarded_share >= 0 and discarded_share < 1), -- frying oil, brine
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, recipe_id) references app_public.recipes (org_id, id) on delete cascade,
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id),
  foreign key (ingredient_recipe_org_id, ingredient_recipe_id) references app_public.recipes (org_id, id),
  check (num_nonnulls(food_id, ingredient_recipe_id) = 1),
  check (num_nonnulls(grams, servings) = 1),
  check (food_id is null or grams is not null),
  check ((food_org_id is null) = (food_id is null)),
  check ((ingredient_recipe_org_id is null) = (ingredient_recipe_id is null)),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (ingredient_recipe_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (ingredient_recipe_id <> recipe_id)
);
create index on app_public.recipe_ingredients (org_id, recipe_id, position);
create index on app_public.recipe_ingredients (food_org_id, food_id);
create index on app_public.recipe_ingredients (ingredient_recipe_org_id, ingredient_recipe_id);

--! split: 0030-clients-medical.sql
-- The people cared for, who cares for them, their medical profile, and the rules.
create table app_public.clients (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  user_id uuid references app_public.users, -- the client's own login, if any
  given_name text not null check (length(trim(given_name)) between 1 and 100),
  family_name text not null check (length(trim(family_name)) between 1 and 100),
  full_name text generated always as (given_name || ' ' || family_name) stored,
  email public.citext check (length(email) <= 320),
  phone text check (length(phone) <= 50),
  born_on date check (born_on > '1890-01-01'),
  sex app_public.sex,                      -- as reference intakes need it; null = not recorded
  height_cm numeric check (height_cm between 20 and 280),
  time_zone text,                          -- IANA; null = the organisation's
  locale text,
  status app_public.client_status not null default 'active',
  next_review_on date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, user_id)
);
create index on app_public.clients (user_id);
create index on app_public.clients (org_id, family_name, given_name);
create index on app_public.clients (org_id, status);
create index on app_public.clients (org_id, next_review_on);

create table app_public.care_assignments (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  member_id uuid not null,
  starts_on date not null default current_date,
  ends_on date,                            -- exclusive; null = open
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, member_id) references app_public.memberships (org_id, id),
  check (ends_on > starts_on),
  constraint care_assignments_no_overlap exclude using gist
    (org_id with =, client_id with =, member_id with =, daterange(starts_on, ends_on) with &&)
);
create index on app_public.care_assignments (org_id, member_id);
create index on app_public.care_assignments (org_id, client_id);

create table app_public.conditions (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  code text not null check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  icd10_code text,
  parent_org_id uuid,
  parent_id uuid,                          -- 'chronic kidney disease, stage 4' is a chronic kidney disease: its rules count too
  synonyms text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, code),
  foreign key (parent_org_id, parent_id) references app_public.conditions (org_id, id),
  check (parent_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check ((parent_org_id is null) = (parent_id is null))
);
create index on app_public.conditions (parent_org_id, parent_id);

create table app_public.medications (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  code text not null check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  atc_code text,
  is_class boolean not null default false, -- 'ACE inhibitors' is a class, 'lisinopril' a member of it
  class_org_id uuid,
  class_id uuid,
  synonyms text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, code),
  foreign key (class_org_id, class_id) references app_public.medications (org_id, id),
  check (class_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check ((class_org_id is null) = (class_id is null))
);
create index on app_public.medications (class_org_id, class_id);

create table app_public.client_conditions (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  condition_org_id uuid not null,
  condition_id uuid not null,
  started_on date,                         -- null = since before the record began
  ended_on date,                           -- exclusive; null = ongoing
  note text check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (condition_org_id, condition_id) references app_public.conditions (org_id, id),
  check (condition_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (ended_on > started_on)
);
create index on app_public.client_conditions (org_id, client_id);
create index on app_public.client_conditions (condition_org_id, condition_id);

create table app_public.client_medications (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  medication_org_id uuid not null,
  medication_id uuid not null,
  dose text check (length(dose) <= 200),
  started_on date,
  ended_on date,                           -- exclusive
  note text check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (medication_org_id, medication_id) references app_public.medications (org_id, id),
  check (medication_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (ended_on > started_on)
);
create index on app_public.client_medications (org_id, client_id);
create index on app_public.client_medications (medication_org_id, medication_id);

create table app_public.client_allergies (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  allergen_org_id uuid not null,
  allergen_id uuid not null,
  kind app_public.allergy_kind not null default 'allergy',
  criticality app_public.allergy_criticality not null,
  status app_public.allergy_status not null default 'active',
  reaction text check (length(reaction) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, client_id, allergen_id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (allergen_org_id, allergen_id) references app_public.allergens (org_id, id),
  check (allergen_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_public.client_allergies (allergen_org_id, allergen_id);

create table app_public.client_life_stages (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  life_stage app_public.life_stage not null,
  started_on date not null,
  ended_on date,                           -- exclusive
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  check (ended_on > started_on)
);
create index on app_public.client_life_stages (org_id, client_id);

create table app_public.body_metrics (
  org_id uuid not null,
  id uuid not null default uuidv7(),       -- may come from the device
  client_id uuid not null,
  kind app_public.body_metric_kind not null,
  value numeric not null check (value > 0 and value < 1000), -- kg for weights, cm for waist
  measured_on date not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id)
);
create index on app_public.body_metrics (org_id, client_id, kind, measured_on);

-- A rule's content never changes: an edit is a new version (CLINICAL 18).
create table app_public.contraindication_rules (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  code text not null check (code ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$'), -- hypertension.sodium_day
  version integer not null check (version > 0),
  retired_at timestamptz,                  -- null = in force; at most one version of a code is
  severity app_public.rule_severity not null,
  -- trigger: exactly one
  condition_org_id uuid, condition_id uuid,
  medication_org_id uuid, medication_id uuid, -- a medicine, or a class with all its members
  allergen_org_id uuid, allergen_id uuid,
  life_stage app_public.life_stage,
  age_years_from numeric, age_years_to numeric, -- half-open age band [from, to)
  -- effect
  effect app_public.rule_effect not null,
  nutrient_id integer references app_public.nutrients,
  scope app_public.bound_scope,
  basis app_public.bound_basis,
  minimum numeric, maximum numeric,        -- nutrient's unit, per kg of it, or percent of energy
  unit text,
  weight_basis app_public.weight_basis,    -- per_kg only
  weight_max_age_days integer check (weight_max_age_days > 0),
  max_variation_percent numeric check (max_variation_percent > 0), -- nutrient_variation: of a day from the mean day
  tag_code text references app_public.tags,
  avoid_allergen_org_id uuid, avoid_allergen_id uuid,
  supersedes text[] not null default '{}', -- codes of more general rules that this one replaces (CLINICAL 26)
  message text not null check (length(trim(message)) > 0),
  rationale text not null check (length(trim(rationale)) > 0),
  citation text not null check (length(trim(citation)) > 0),
  citation_url text check (citation_url ~ '^https://'),
  reviewed_by text,                        -- null = not clinically reviewed
  reviewed_on date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, code, version),
  foreign key (condition_org_id, condition_id) references app_public.conditions (org_id, id),
  foreign key (medication_org_id, medication_id) references app_public.medications (org_id, id),
  foreign key (allergen_org_id, allergen_id) references app_public.allergens (org_id, id),
  foreign key (avoid_allergen_org_id, avoid_allergen_id) references app_public.allergens (org_id, id),
  check (condition_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (medication_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (allergen_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (avoid_allergen_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (num_nonnulls(condition_id, medication_id, allergen_id, life_stage, coalesce(age_years_from, age_years_to)) = 1),
  check (minimum <= maximum),
  check (effect <> 'nutrient_bound' or (nutrient_id is not null and scope is not null and basis is not null
         and unit is not null and num_nonnulls(minimum, maximum) > 0)),
  check (effect <> 'nutrient_variation' or (nutrient_id is not null and max_variation_percent is not null)),
  check (effect <> 'avoid_tag' or tag_code is not null),
  check (effect <> 'avoid_allergen' or avoid_allergen_id is not null),
  check ((basis = 'per_kg') = (weight_basis is not null and weight_max_age_days is not null) or basis is null),
  check (not (code = any (supersedes)))
);
create unique index contraindication_rules_in_force on app_public.contraindication_rules (org_id, code) where retired_at is null;
create index on app_public.contraindication_rules (condition_org_id, condition_id);
create index on app_public.contraindication_rules (medication_org_id, medication_id);
create index on app_public.contraindication_rules (allergen_org_id, allergen_id);
create index on app_public.contraindication_rules (avoid_allergen_org_id, avoid_allergen_id);
create index on app_public.contraindication_rules (nutrient_id);
create index on app_public.contraindication_rules (tag_code);

--! split: 0035-safety-types.sql
-- What the safety checks take and answer.

-- One place of a plan, or a single food, as the checks see it. Of a slot (an item and its "or" alternatives) the first counts.
create type app_private.checked_item as (
  item_id uuid,
  slot_id uuid,              -- the first alternative's item_id
  day_number integer,
  meal_id uuid,
  food_org_id uuid, food_id uuid,
  recipe_org_id uuid, recipe_id uuid,
  free_text text,            -- one unknown food (CLINICAL 7)
  grams numeric,             -- of a food, or of a recipe with a cooked weight
  servings numeric           -- of a recipe
);

create type app_public.safety_finding as (
  key text,                  -- rule, version, place and evidence: what an override is recorded against (CLINICAL 27)
  rule_code text,            -- 'allergy.peanut' where it comes from the allergy list itself
  rule_version integer,
  rule_id uuid,
  severity app_public.rule_severity,
  outcome app_public.finding_outcome,
  scope text,                -- item, meal, day, average_day, version
  place text,                -- 'item:<id>', 'meal:<id>', 'day:3', 'average_day', 'version'
  day_number integer,
  meal_id uuid,
  item_id uuid,
  food_names text[],         -- the foods that break the rule
  nutrient_code text,
  observed numeric,
  observed_is_minimum boolean, -- the value is in [observed, ∞)
  minimum numeric,
  maximum numeric,
  unit text,
  unknown_foods text[],      -- the foods whose value or fact is not known
  message text,
  rationale text,
  citation text,
  citation_url text,
  is_reviewed boolean,
  needs_reason boolean,
  needs_acknowledgement boolean,
  evidence_hash text,
  contributors json,         -- [{"itemId", "dayNumber", "mealId", "name", "value" | "fact", "provenance"}], greatest first
  supersedes text[]          -- codes of the more general rules that this one replaces here (CLINICAL 26)
);

-- A rule that holds for a client, its limits resolved; also stands for an entry of the allergy list.
create type app_private.client_rule as (
  rule_id uuid, code text, version integer, severity app_public.rule_severity,
  effect app_public.rule_effect, nutrient_id integer, scope app_public.bound_scope, basis app_public.bound_basis,
  minimum numeric, maximum numeric, unit text, -- in the nutrient's unit (per kg: times the weight) or percent of energy
  max_variation_percent numeric, tag_code text, allergen_org_id uuid, allergen_id uuid,
  missing text,              -- what must be known of the client before the rule can be decided; null = nothing
  replaces text[],           -- codes of the rules that hold too but count no more because of this one
  message text, rationale text, citation text, citation_url text, is_reviewed boolean
);

-- One food of an item, recipes taken apart; no food_id = free text or an empty recipe, of which nothing is known.
create type app_private.item_food as (
  item_id uuid, food_org_id uuid, food_id uuid, name text, grams numeric
);

-- How much of a nutrient an item holds: [known, ∞) where is_open, because a food in it has no value (CLINICAL 3).
create type app_private.item_amount as (
  item_id uuid, slot_id uuid, day_number integer, meal_id uuid, nutrient_id integer, known numeric, is_open boolean
);

-- What one rule says of one place, before it is put into words. The state is broken, doubtful (may contain, or only inferred),
-- or open (what is unknown could break it).
create type app_private.rule_result as (
  rule_index bigint, state text, scope text, day_number integer, meal_id uuid, item_id uuid,
  observed numeric, observed_is_minimum boolean, minimum numeric, maximum numeric,
  food_names text[], unknown_foods text[], contributors json, evidence text
);

--! split: 0040-meal-plans.sql
-- Draft → immutable publish → assign. Every child carries its version, so that nothing can stand outside it.
create table app_public.meal_plans (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  client_id uuid,                          -- null = a template of the organisation
  name text not null check (length(trim(name)) between 1 and 200),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id)
);
create index on app_public.meal_plans (org_id, client_id);

create table app_public.meal_plan_versions (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  meal_plan_id uuid not null,
  client_id uuid,                          -- as its plan, copied by a trigger; assignments and policies rely on it
  number integer not null check (number > 0),
  status app_public.plan_version_status not null default 'draft',
  revision integer not null default 1,     -- counts every edit of the version or its children
  day_mapping app_public.day_mapping not null default 'cyclic',
  is_repeating boolean not null default true,
  note text not null default '' check (length(note) <= 5000),
  change_note text not null default '' check (length(change_note) <= 2000),
  cloned_from_version_id uuid,
  content_hash text,                       -- sha-256 hex of the frozen content
  published_at timestamptz,
  published_by uuid,                       -- user
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, meal_plan_id, number),
  unique (org_id, client_id, id),
  foreign key (org_id, meal_plan_id) references app_public.meal_plans (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, cloned_from_version_id) references app_public.meal_plan_versions (org_id, id),
  check ((status = 'published') = (content_hash is not null and published_at is not null and published_by is not null))
);
create index on app_public.meal_plan_versions (org_id, cloned_from_version_id);
create unique index meal_plan_versions_one_draft on app_public.meal_plan_versions (org_id, meal_plan_id) where status = 'draft';

create table app_public.meal_plan_targets (
  org_id uuid not null,
  meal_plan_version_id uuid not null,
  nutrient_id integer not null references app_public.nutrients,
  minimum numeric check (minimum >= 0),    -- per day, nutrient's unit
  maximum numeric check (maximum >= 0),
  primary key (org_id, meal_plan_version_id, nutrient_id),
  foreign key (org_id, meal_plan_version_id) references app_public.meal_plan_versions (org_id, id) on delete cascade,
  check (num_nonnulls(minimum, maximum) > 0 and minimum <= maximum)
);
create index on app_public.meal_plan_targets (nutrient_id);

create table app_public.meal_plan_days (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  meal_plan_version_id uuid not null,
  day_number integer not null check (day_number between 1 and 84),
  note text not null default '' check (length(note) <= 2000),
  primary key (org_id, id),
  unique (org_id, meal_plan_version_id, id),
  unique (org_id, meal_plan_version_id, day_number) deferrable initially immediate,
  foreign key (org_id, meal_plan_version_id) references app_public.meal_plan_versions (org_id, id) on delete cascade
);

create table app_public.meal_plan_meals (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  meal_plan_version_id uuid not null,
  meal_plan_day_id uuid not null,
  position integer not null check (position > 0),
  name text not null check (length(trim(name)) between 1 and 100),
  time_of_day time,
  note text not null default '' check (length(note) <= 2000),
  primary key (org_id, id),
  unique (org_id, meal_plan_version_id, id),
  foreign key (org_id, meal_plan_version_id, meal_plan_day_id) references app_public.meal_plan_days (org_id, meal_plan_version_id, id) on delete cascade
);
create index on app_public.meal_plan_meals (org_id, meal_plan_version_id, meal_plan_day_id, position);

create table app_public.meal_plan_items (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  meal_plan_version_id uuid not null,
  meal_plan_meal_id uuid not null,
  position integer not null check (position > 0),
  alternative_of_id uuid,                  -- "or": the first alternative, which counts (CLINICAL 8)
  food_org_id uuid, food_id uuid,
  recipe_org_id uuid, recipe_id uuid,
  free_text text check (length(trim(free_text)) between 1 and 300), -- one unknown food (CLINICAL 7)
  amount numeric not null check (amount > 0 and amount <= 100000),
  food_portion_id uuid,                    -- amount × portion, or …
  unit_code text references app_public.units, -- … amount × unit ('serving' for recipes)
  grams numeric check (grams > 0),         -- resolved, edible; null for recipe servings and free text
  note text not null default '' check (length(note) <= 2000),
  primary key (org_id, id),
  unique (org_id, meal_plan_version_id, meal_plan_meal_id, id),
  foreign key (org_id, meal_plan_version_id, meal_plan_meal_id) references app_public.meal_plan_meals (org_id, meal_plan_version_id, id) on delete cascade,
  foreign key (org_id, meal_plan_version_id, meal_plan_meal_id, alternative_of_id)
    references app_public.meal_plan_items (org_id, meal_plan_version_id, meal_plan_meal_id, id) on delete cascade deferrable initially immediate,
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id),
  foreign key (food_org_id, food_id, food_portion_id) references app_public.food_portions (org_id, food_id, id),
  foreign key (recipe_org_id, recipe_id) references app_public.recipes (org_id, id),
  check (num_nonnulls(food_id, recipe_id, free_text) = 1),
  check (num_nonnulls(food_portion_id, unit_code) = 1 or (free_text is not null and food_portion_id is null)),
  check ((food_org_id is null) = (food_id is null)),
  check ((recipe_org_id is null) = (recipe_id is null)),
  check (food_portion_id is null or food_id is not null),
  check (food_id is null or grams is not null),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (recipe_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (alternative_of_id <> id)
);
create index on app_public.meal_plan_items (org_id, meal_plan_version_id, meal_plan_meal_id, alternative_of_id);
create index on app_public.meal_plan_items (food_org_id, food_id, food_portion_id);
create index on app_public.meal_plan_items (recipe_org_id, recipe_id);
create index on app_public.meal_plan_items (unit_code);

-- Exactly what the client sees and safety used, frozen at publish; the hash covers all three (CLINICAL 15).
create table app_public.published_contents (
  org_id uuid not null,
  meal_plan_version_id uuid not null,
  content jsonb not null,                  -- what the client sees; read every day, so without the bulk of the facts
  facts jsonb not null,                    -- what safety used: nutrients, allergens and tags of each food
  nutrition jsonb not null,                -- as meal_plan_version_nutrition answered at publish
  created_at timestamptz not null default now(),
  primary key (org_id, meal_plan_version_id),
  foreign key (org_id, meal_plan_version_id) references app_public.meal_plan_versions (org_id, id)
);

-- A person's recorded decision about one finding (CLINICAL 20, 27).
create table app_public.safety_overrides (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  meal_plan_version_id uuid not null,
  rule_code text not null,                 -- 'allergy.peanut' for what comes from the allergy list itself
  rule_version integer not null,
  kind app_public.override_kind not null,
  place text not null,                     -- 'item:…', 'meal:…', 'day:3', 'average_day', 'version'
  evidence_hash text not null,
  reason text not null check (length(trim(reason)) >= 5),
  foods text[] not null default '{}',      -- the foods in question of an acknowledgement
  created_at timestamptz not null default now(),
  created_by uuid not null,                -- user
  primary key (org_id, id),
  unique (org_id, client_id, meal_plan_version_id, rule_code, rule_version, place, evidence_hash),
  foreign key (org_id, client_id, meal_plan_version_id) references app_public.meal_plan_versions (org_id, client_id, id)
);

create table app_public.meal_plan_assignments (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  meal_plan_version_id uuid not null,
  starts_on date not null,
  ends_on date,                            -- exclusive; null = until further notice
  status app_public.assignment_status not null default 'active',
  status_reason text check (length(status_reason) <= 2000),
  status_changed_at timestamptz not null default now(), -- what was prescribed before a suspension stays prescribed
  stopped_days daterange[] not null default '{}', -- of suspensions that are over
  note text not null default '' check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  created_by uuid not null,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, client_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  -- A plan made for one client is never assigned to another: the key says so.
  foreign key (org_id, client_id, meal_plan_version_id) references app_public.meal_plan_versions (org_id, client_id, id),
  check (ends_on > starts_on),
  check ((status = 'active') or length(trim(status_reason)) > 0),
  constraint meal_plan_assignments_no_overlap exclude using gist
    (org_id with =, client_id with =, daterange(starts_on, ends_on) with &&) where (status <> 'cancelled')
);
create index on app_public.meal_plan_assignments (org_id, client_id, meal_plan_version_id);

--! split: 0041-meal-plan-types.sql
-- What the functions of meal plans take: edits of a draft, and decisions about findings.
create type app_public.meal_plan_edit_op as enum (
  'add_item', 'update_item', 'move_item', 'remove_item',
  'add_meal', 'update_meal', 'move_meal', 'remove_meal',
  'add_day', 'update_day', 'remove_day',
  'set_target', 'remove_target', 'update_version'
);
comment on type app_public.meal_plan_edit_op is 'What one edit of a draft does.';

create type app_public.meal_plan_edit as (
  op app_public.meal_plan_edit_op,
  id uuid,
  day_id uuid,
  meal_id uuid,
  position integer,
  alternative_of_id uuid,
  food_id uuid,
  recipe_id uuid,
  free_text text,
  amount numeric,
  food_portion_id uuid,
  unit_code text,
  name text,
  time_of_day text,
  note text,
  nutrient_id integer,
  minimum numeric,
  maximum numeric,
  day_number integer,
  day_mapping app_public.day_mapping,
  is_repeating boolean
);
comment on type app_public.meal_plan_edit is
  'One edit of a draft. Only what its op needs is filled in; when something is updated, what is left out stays as it is, and an empty text clears.';
comment on column app_public.meal_plan_edit.op is 'What to do.';
comment on column app_public.meal_plan_edit.id is 'The item, meal or day that is added (an id made by the caller), updated, moved or removed.';
comment on column app_public.meal_plan_edit.day_id is 'add_meal, move_meal: the day it goes to; left out when moving = the same day.';
comment on column app_public.meal_plan_edit.meal_id is 'add_item, move_item: the meal it goes to; left out when moving = the same meal.';
comment on column app_public.meal_plan_edit.position is 'Its place in the list that it goes to, from 1, alternatives counted; left out or too large = the end. add_day: left out = the end.';
comment on column app_public.meal_plan_edit.alternative_of_id is 'add_item, move_item: the item that this one is an "or" of; left out = it counts itself.';
comment on column app_public.meal_plan_edit.food_id is 'add_item, update_item: a food; an item is a food, a recipe or a free text.';
comment on column app_public.meal_plan_edit.recipe_id is 'add_item, update_item: a recipe.';
comment on column app_public.meal_plan_edit.free_text is 'add_item, update_item: words instead of a food, which count as one unknown food.';
comment on column app_public.meal_plan_edit.amount is 'add_item, update_item: how many portions or units, above 0; a free text may leave it out (1).';
comment on column app_public.meal_plan_edit.food_portion_id is 'add_item, update_item: a portion of that very food; replaces the unit.';
comment on column app_public.meal_plan_edit.unit_code is 'add_item, update_item: a unit (a recipe: "serving", or a unit of mass if its cooked weight is known); replaces the portion.';
comment on column app_public.meal_plan_edit.name is 'add_meal, update_meal: the meal''s name.';
comment on column app_public.meal_plan_edit.time_of_day is 'add_meal, update_meal: when the meal is eaten, such as 08:30; empty = at no fixed time.';
comment on column app_public.meal_plan_edit.note is 'What the client reads beside the item, meal, day or version.';
comment on column app_public.meal_plan_edit.nutrient_id is 'set_target, remove_target: the nutrient, by its USDA number.';
comment on column app_public.meal_plan_edit.minimum is 'set_target: lowest amount a day, in the nutrient''s unit; left out = none.';
comment on column app_public.meal_plan_edit.maximum is 'set_target: highest amount a day, in the nutrient''s unit; left out = none.';
comment on column app_public.meal_plan_edit.day_number is 'add_day: where the day goes, from 1; later days move back by one. update_day: the number to move it to.';
comment on column app_public.meal_plan_edit.day_mapping is 'update_version: how days map to dates.';
comment on column app_public.meal_plan_edit.is_repeating is 'update_version: whether the plan starts again after its last day.';

create type app_public.safety_decision as (
  finding_key text,
  reason text
);
comment on type app_public.safety_decision is 'A person''s answer to one finding: an override of a breach, or an acknowledgement of what could not be determined.';
comment on column app_public.safety_decision.finding_key is 'The finding''s key. One acknowledgement covers all undetermined findings of the same rule and version.';
comment on column app_public.safety_decision.reason is 'Why, in at least five characters; it is kept with the plan.';

--! split: 0050-tracking-research.sql
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

--! split: 0060-audit.sql
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

--! split: 0090-seeds.sql
-- The owner of the shared library. Here, because the rows that all.sql files bring along (allergens, rules) belong to it.
insert into app_public.organizations (id, name) values ('00000000-0000-0000-0000-000000000000', 'Knowledge base')
  on conflict (id) do nothing;

-- What was loaded from files, so that a start that brings nothing new reads one row and goes on.
create table app_private.seed_versions (
  name text primary key,                   -- 'db/domain', 'starter library', 'demo practice'
  content_hash text not null,              -- sha-256 over the files that it was loaded from
  seeded_at timestamptz not null default now()
);
comment on table app_private.seed_versions is 'Which edition of what is loaded from files this database holds.';
comment on column app_private.seed_versions.name is 'What was loaded.';
comment on column app_private.seed_versions.content_hash is 'SHA-256, hexadecimal, of the files that it was loaded from.';
comment on column app_private.seed_versions.seeded_at is 'When it was loaded.';
