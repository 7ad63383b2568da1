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
