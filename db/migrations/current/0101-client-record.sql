-- What rules rest on beside conditions, medicines and allergies: laboratory values, what a physician orders for one client, and what a
-- client prefers, which colours searches and never blocks.

-- What laboratories measure, and the units that they print. A closed vocabulary like the nutrients: rules name these codes.
create table app_public.lab_tests (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  loinc_code text check (loinc_code ~ '^[0-9]{1,6}-[0-9]$'),
  unit text not null,                      -- of every stored value
  decimals smallint not null check (decimals between 0 and 4),
  plausible_from numeric not null,         -- the plausible range, in unit: a typo must not silence or raise a rule
  plausible_to numeric not null,
  synonyms text[] not null default '{}',
  sort_order integer not null,
  check (plausible_from < plausible_to)
);
create table app_public.lab_test_units (
  lab_test_code text not null references app_public.lab_tests,
  unit text not null,
  factor numeric not null check (factor > 0),
  addend numeric not null default 0,       -- value = entered × factor + addend; HbA1c in mmol/mol has one
  sort_order integer not null,
  primary key (lab_test_code, unit)
);

create table app_public.client_labs (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  lab_test_code text not null references app_public.lab_tests,
  value numeric not null,                  -- in the test's unit, made by a trigger from what was entered
  taken_on date not null check (taken_on >= '1900-01-01'),
  entered_value numeric not null,
  entered_unit text not null,
  note text check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (lab_test_code, entered_unit) references app_public.lab_test_units (lab_test_code, unit)
);
-- The latest value of a test: greatest taken_on, then created_at.
create index on app_public.client_labs (org_id, client_id, lab_test_code, taken_on, created_at);
create index on app_public.client_labs (lab_test_code, entered_unit);

-- A physician's order for one client (CLINICAL 23). Its content never changes: it ends, and another one takes its place.
create table app_public.client_limits (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  nutrient_id integer not null references app_public.nutrients,
  scope app_public.bound_scope not null,
  minimum numeric check (minimum > 0),     -- absolute, in the nutrient's unit
  maximum numeric check (maximum >= 0),
  severity app_public.rule_severity not null default 'contraindicated',
  ordered_by text not null check (length(trim(ordered_by)) between 1 and 200),
  ordered_on date not null check (ordered_on >= '1900-01-01'),
  starts_on date not null,
  ends_on date,                            -- exclusive; null = until further notice; starts_on = taken back before it held
  note text check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  check (num_nonnulls(minimum, maximum) > 0),
  check (minimum <= maximum),
  check (ends_on >= starts_on),
  -- One order a nutrient and scope at a time: which one holds is for people to say, not for a query to guess.
  constraint client_limits_no_overlap exclude using gist
    (org_id with =, client_id with =, nutrient_id with =, scope with =, daterange(starts_on, ends_on) with &&)
);
create index on app_public.client_limits (org_id, client_id);
create index on app_public.client_limits (nutrient_id);

-- Ways of eating, by what they avoid. They are preferences, also where faith asks for them.
create table app_public.diets (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  description text not null,               -- with what the tags cannot tell
  avoided_tags text[] not null,            -- a food that is known to have one of these is marked
  required_tags text[] not null default '{}', -- a food that is known not to have one of these is marked as well
  sort_order integer not null
);

create table app_public.client_preferences (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  kind text not null check (kind in ('dislike', 'diet')),
  diet_code text references app_public.diets,
  food_org_id uuid,
  food_id uuid,
  tag_code text references app_public.tags,
  food_group_code text references app_public.food_groups,
  note text check (length(note) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique nulls not distinct (org_id, client_id, diet_code, food_id, tag_code, food_group_code),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check ((food_org_id is null) = (food_id is null)),
  check (num_nonnulls(diet_code, food_id, tag_code, food_group_code) = 1),
  check ((kind = 'diet') = (diet_code is not null))
);
create index on app_public.client_preferences (food_org_id, food_id);
create index on app_public.client_preferences (diet_code);
create index on app_public.client_preferences (tag_code);
create index on app_public.client_preferences (food_group_code);
