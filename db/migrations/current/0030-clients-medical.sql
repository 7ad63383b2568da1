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
