--! Previous: sha1:cae9c740f05e4d761d946985e6266f6f161d8741
--! Hash: sha1:72bf43f6f03c2b25363fc806fadd23bda6414baf
--! Message: record, rule desk, food facts and re-checks

--! split: 1-current.sql
-- Tables, types and indexes of the next release. What can be re-run lives in db/domain.

--! split: 0101-client-record.sql
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

--! split: 0102-rule-language.sql
-- The rule language is complete (CLINICAL 23, 25): rules that a laboratory value triggers, rules about exercise, and checks that refuse
-- the same nonsense as app_private.define_rule(), however a row is written. An enum's new values cannot be used in the transaction that
-- adds them, so the checks compare the effect as text.
alter type app_public.rule_effect add value if not exists 'avoid_exercise_tag';
alter type app_public.rule_effect add value if not exists 'limit_exercise';

create type app_public.exercise_field as enum
  ('session_minutes', 'load_percent_1rm', 'perceived_exertion', 'heart_rate_percent_max', 'jumps_per_session');
comment on type app_public.exercise_field is
  'What a rule can limit of an exercise: minutes of a session, load in percent of the one-repetition maximum, perceived exertion from 0 to 10, heart rate in percent of the maximum, jumps of a session.';

alter table app_public.contraindication_rules
  -- trigger: the latest value of a laboratory test, from <= value < to, not older than so many days
  add column lab_test_code text references app_public.lab_tests,
  add column lab_from numeric,
  add column lab_to numeric,
  add column lab_max_age_days integer,
  -- effect: an exercise to avoid, or the greatest allowed value of one of its fields (of exercises with the tag, or of any)
  add column exercise_tag_code text references app_public.tags,
  add column exercise_field app_public.exercise_field;

alter table app_public.contraindication_rules
  drop constraint contraindication_rules_check4,
  add check (num_nonnulls(condition_id, medication_id, allergen_id, life_stage, coalesce(age_years_from, age_years_to), lab_test_code) = 1),
  add check ((condition_id is null) = (condition_org_id is null)),
  add check ((medication_id is null) = (medication_org_id is null)),
  add check ((allergen_id is null) = (allergen_org_id is null)),
  add check ((avoid_allergen_id is null) = (avoid_allergen_org_id is null)),
  add check (age_years_from >= 0 and age_years_from < 130),
  add check (age_years_to > 0 and age_years_to <= 130),
  add check (age_years_from < age_years_to),
  add check ((lab_test_code is null) = (lab_from is null and lab_to is null)),
  add check ((lab_test_code is null) = (lab_max_age_days is null)),
  add check (lab_from >= 0 and lab_from < 'Infinity'),
  add check (lab_to > 0 and lab_to < 'Infinity'),
  add check (lab_from < lab_to),
  -- An age limit of centuries has no date that Postgres could compute.
  add check (lab_max_age_days between 1 and 3660),
  add check (weight_max_age_days between 1 and 3660),

  -- Each effect has its own columns and no other's. NaN and Infinity are numerics too, and nothing lies above them.
  add check (minimum > 0 and minimum < 'Infinity'),
  add check (maximum >= 0 and maximum < 'Infinity'),
  add check (max_variation_percent < 'Infinity'),
  add check ((nutrient_id is not null) = (effect::text in ('nutrient_bound', 'nutrient_variation'))),
  add check ((basis is not null) = (effect::text = 'nutrient_bound')),
  add check (basis is null or case basis when 'energy_percent' then unit = '%' when 'per_kg' then unit like '%/kg' else unit <> '%' and unit not like '%/kg' end),
  add check (basis is distinct from 'energy_percent' or coalesce(maximum, minimum) <= 100),
  add check (num_nonnulls(weight_basis, weight_max_age_days) = case when basis = 'per_kg' then 2 else 0 end),
  add check (scope is null or effect::text = 'nutrient_bound' or effect::text = 'nutrient_variation' and scope = 'day'),
  add check (unit is null or effect::text in ('nutrient_bound', 'limit_exercise') or effect::text = 'nutrient_variation' and unit = '%'),
  add check (num_nonnulls(minimum, maximum) = 0 or effect::text in ('nutrient_bound', 'limit_exercise')),
  add check ((max_variation_percent is not null) = (effect::text = 'nutrient_variation')),
  add check ((tag_code is not null) = (effect::text = 'avoid_tag')),
  add check ((avoid_allergen_id is not null) = (effect::text = 'avoid_allergen')),
  add check (exercise_tag_code is not null or effect::text <> 'avoid_exercise_tag'),
  add check (exercise_tag_code is null or effect::text in ('avoid_exercise_tag', 'limit_exercise')),
  add check ((exercise_field is not null) = (effect::text = 'limit_exercise')),
  add check (effect::text <> 'limit_exercise' or maximum is not null and minimum is null and unit is not null),

  add check (version < 10000),
  add check (array_position(supersedes, null) is null),
  add check (length(trim(message)) >= 10 and length(trim(rationale)) >= 10 and length(trim(citation)) >= 10);
create index on app_public.contraindication_rules (lab_test_code);
create index on app_public.contraindication_rules (exercise_tag_code);

-- Where the European Union and the United States ask for a declaration on the label: who buys imports reads both.
alter table app_public.allergens
  add column eu_listed boolean not null default false,
  add column us_listed boolean not null default false,
  add column labelling_note text check (length(labelling_note) <= 1000);

-- The functions that took fewer arguments, or answered with other columns.
drop function if exists app_private.define_rule(text, integer, text, text, text, text, text, text, text, text, numeric, numeric, text, text, numeric, numeric, text, text, integer, numeric, text, text, text[], text);
drop function if exists app_private.check_rule_trigger(text, text, text, text, text, numeric, numeric);
drop function if exists app_private.check_rule_effect(text, text, text, numeric, numeric, text, text, integer, numeric, text, text);
drop function if exists app_private.check_rule_supersedes(text, text[]);
drop function if exists app_private.preview_rule(text, date);

--! split: 0103-rule-desk.sql
-- The organisation's desk of clinical rules: what it tightens or switches off (CLINICAL 29), who signs a rule (18), and whether "may
-- contain" is a breach (22).

alter table app_public.organizations add column may_contain_is_breach boolean not null default false;
drop function if exists app_public.update_organization(text, text, text, text, text, integer, integer[], boolean);

-- Rows are added and ended once, never changed: together they are the history.
create table app_public.rule_adjustments (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  rule_org_id uuid not null, rule_id uuid not null, -- the version that was in force when it was decided
  rule_code text not null,
  rule_version integer not null,
  kind text not null check (kind in ('tighten', 'switch_off')),
  minimum numeric check (minimum >= 0 and minimum < 'Infinity'), -- in unit
  maximum numeric check (maximum >= 0 and maximum < 'Infinity'), -- in unit; of a variation the percentage
  unit text,                               -- the rule's own
  reason text not null check (length(trim(reason)) between 5 and 2000),
  created_at timestamptz not null default now(),
  created_by uuid,                         -- user; null = a DBA
  ended_at timestamptz,                    -- null = open
  ended_by uuid,                           -- user; null = a DBA, or a new version of the rule
  end_cause text check (end_cause in ('ended', 'replaced', 'lapsed')),
  end_reason text check (length(trim(end_reason)) between 5 and 2000),
  primary key (org_id, id),
  foreign key (rule_org_id, rule_id) references app_public.contraindication_rules (org_id, id),
  check (rule_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check ((kind = 'tighten') = (num_nonnulls(minimum, maximum) > 0)),
  check ((kind = 'tighten') = (unit is not null)),
  check (minimum <= maximum),
  check (num_nulls(ended_at, end_cause, end_reason) in (0, 3)),
  check (ended_by is null or ended_at is not null)
);
create unique index rule_adjustments_open on app_public.rule_adjustments (org_id, rule_code, kind) where ended_at is null;
create index on app_public.rule_adjustments (org_id, rule_code);
create index on app_public.rule_adjustments (rule_org_id, rule_id);

-- A signature is of one version. It is added and withdrawn once, never changed.
create table app_public.rule_reviews (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  rule_org_id uuid not null, rule_id uuid not null, -- the version that was read
  member_id uuid not null,
  qualification text not null check (length(trim(qualification)) between 2 and 200), -- such as "Registered dietitian"
  note text check (length(trim(note)) between 1 and 2000),
  reviewed_at timestamptz not null default now(),
  reviewed_by uuid,                        -- user
  withdrawn_at timestamptz,                -- null = standing
  withdrawn_by uuid,                       -- user; null = a DBA
  withdrawal_reason text check (length(trim(withdrawal_reason)) between 5 and 2000),
  primary key (org_id, id),
  foreign key (rule_org_id, rule_id) references app_public.contraindication_rules (org_id, id),
  foreign key (org_id, member_id) references app_public.memberships (org_id, id),
  check (rule_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check ((withdrawn_at is null) = (withdrawal_reason is null)),
  check (withdrawn_by is null or withdrawn_at is not null)
);
create unique index rule_reviews_standing on app_public.rule_reviews (org_id, rule_org_id, rule_id, member_id) where withdrawn_at is null;
create index on app_public.rule_reviews (rule_org_id, rule_id);
create index on app_public.rule_reviews (org_id, member_id);

-- Kinds of notifications: an adjustment that a new version of its rule ended.
alter table app_public.notifications drop constraint if exists notifications_kind_check;
alter table app_public.notifications add constraint notifications_kind_check check (kind in (
  'care_assigned', 'care_ended', 'client_handed_over', 'clients_handed_over', 'client_taken_over',
  'team_joined', 'team_left', 'team_taken_over', 'export_decided', 'export_ready', 'rule_adjustment_lapsed'));

--! split: 0104-re-checks.sql
-- After publishing: what changed, which followed plans that touches, what was seen when they were assigned, and the alerts of what
-- was not (CLINICAL 27, 28).

-- What made a re-check find something.
create type app_public.safety_cause as enum ('profile', 'lab', 'weight', 'limit', 'rule', 'organisation', 'food', 'assignment', 'nightly');
-- What ended an alert.
create type app_public.safety_close_cause as enum ('gone', 'decided', 'suspended', 'ended');

-- A finding about a plan that a client follows, which whoever assigned it has not seen. Closed with a cause, never deleted.
create table app_public.safety_alerts (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  meal_plan_assignment_id uuid not null,
  rule_code text not null,
  rule_version integer not null,
  severity app_public.rule_severity not null,
  outcome app_public.finding_outcome not null check (outcome <> 'ok'),
  place text not null,
  evidence_hash text not null,
  finding jsonb not null,                  -- as findings_json() tells it
  cause app_public.safety_cause not null,
  cause_detail jsonb not null default '{}' check (jsonb_typeof(cause_detail) = 'object'), -- {"table", "what"}
  caused_by uuid,                          -- user; null = nobody but the clock, a migration or a DBA
  opened_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  closed_at timestamptz,
  close_cause app_public.safety_close_cause,
  closed_by uuid,                          -- user; null = by itself
  safety_override_id uuid,                 -- the decision that closed it
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, client_id, meal_plan_assignment_id) references app_public.meal_plan_assignments (org_id, client_id, id),
  foreign key (org_id, safety_override_id) references app_public.safety_overrides (org_id, id),
  check ((closed_at is null) = (close_cause is null)),
  check (closed_at is not null or num_nonnulls(closed_by, safety_override_id) = 0)
);
create index on app_public.safety_alerts (org_id, client_id, meal_plan_assignment_id);
create index on app_public.safety_alerts (org_id, client_id, opened_at);
create index on app_public.safety_alerts (org_id, safety_override_id);
-- One open alert a place and outcome; it takes over the evidence of the day.
create unique index safety_alerts_open on app_public.safety_alerts (org_id, meal_plan_assignment_id, rule_code, place, outcome) where closed_at is null;
create index safety_alerts_worklist on app_public.safety_alerts (org_id, client_id) where closed_at is null;
create index safety_alerts_of_rule on app_public.safety_alerts (org_id, rule_code) where closed_at is null;

-- What stood when a plan was assigned or resumed, and what was decided since.
create table app_private.accepted_findings (
  org_id uuid not null,
  meal_plan_assignment_id uuid not null,
  rule_code text not null,
  rule_version integer not null,
  place text not null,
  outcome app_public.finding_outcome not null,
  evidence_hash text not null,
  undecided_foods text[],                  -- of an undetermined tag or allergen: of which foods it was not known
  accepted_at timestamptz not null default now(),
  primary key (org_id, meal_plan_assignment_id, rule_code, rule_version, place, outcome, evidence_hash),
  foreign key (org_id, meal_plan_assignment_id) references app_public.meal_plan_assignments (org_id, id)
);
create index on app_private.accepted_findings (org_id, rule_code);

-- Derived: the foods that a published version comes to, recipes taken apart as they were frozen. A food that stands here cannot
-- disappear from under a plan that is followed.
create table app_private.published_foods (
  org_id uuid not null,
  meal_plan_version_id uuid not null,
  food_org_id uuid not null,
  food_id uuid not null,
  primary key (org_id, meal_plan_version_id, food_id),
  foreign key (org_id, meal_plan_version_id) references app_public.published_contents (org_id, meal_plan_version_id),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_private.published_foods (food_id, food_org_id, org_id);

-- Outbox: what changed, written by triggers in the changing transaction, deleted when it is resolved into re-checks. Of the
-- knowledge base's changes each organisation gets a copy of its own.
create table app_private.safety_changes (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('client', 'weight', 'assignment', 'rule', 'food', 'condition', 'medication', 'allergen', 'may_contain')),
  client_id uuid,                          -- client, weight
  rule_codes text[],                       -- rule: those that changed and those that they supersede
  entry_ids uuid[],                        -- assignment, food, condition, medication, allergen
  cause app_public.safety_cause not null,
  cause_detail jsonb not null,
  user_id uuid,
  request_id text,
  xact xid8 not null default pg_current_xact_id(), -- one job is enough for the changes of a transaction
  origin_id uuid,                          -- the knowledge base's change that this is a copy of
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, origin_id)
);
create index on app_private.safety_changes (org_id, xact);

-- Queue: the assignments to check again, each once, whatever happened meanwhile.
create table app_private.safety_rechecks (
  org_id uuid not null,
  meal_plan_assignment_id uuid not null,
  client_id uuid not null,
  priority smallint not null default 0,    -- 0 = somebody waits for it, 1 = the nightly sweep
  causes jsonb not null,                   -- [{"cause", "detail", "ruleCodes", "userId", "requestId"}], the latest last
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text,                         -- SQLSTATE of the last attempt that failed
  queued_at timestamptz not null default now(),
  primary key (org_id, meal_plan_assignment_id)
  -- No foreign key: filling the queue would lock assignments and wait for a re-check that waits for whoever suspends one and waits
  -- for that lock. Assignments are never deleted.
);
create index on app_private.safety_rechecks (org_id, priority, client_id);

-- The night that each organisation was last swept in.
create table app_private.safety_sweeps (
  org_id uuid primary key references app_public.organizations,
  swept_on date not null
);

alter table app_public.notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (kind in (
  'care_assigned', 'care_ended', 'client_handed_over', 'clients_handed_over', 'client_taken_over',
  'team_joined', 'team_left', 'team_taken_over', 'export_decided', 'export_ready', 'rule_adjustment_lapsed', 'safety_alert'));

--! split: 0105-food-facts.sql
-- Facts about foods: what follows from a food's group and name, and what staff confirm.

-- The seed of inference. Written by a file of db/domain only; no role reaches it.
create table app_private.fact_inferences (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  precedence integer not null check (precedence between 1 and 9), -- the specific before the general
  food_group_codes text[],                 -- null = any group
  words text[],                            -- one of them stands in the name; null = any name
  not_words text[] not null default '{}',  -- none of them does
  is_whole_name boolean not null default false, -- and nothing else does: every word is one of words, or plain
  nutrient_id integer references app_public.nutrients,
  nutrient_from numeric,                   -- per 100 g, in the nutrient's unit: from <= value < below
  nutrient_below numeric,
  contains text[] not null default '{}',   -- codes of allergens
  may_contain text[] not null default '{}',
  free text[] not null default '{}',       -- '{all}' = each of meant_by_all()
  has text[] not null default '{}',        -- codes of tags
  has_not text[] not null default '{}',    -- likewise
  except_for text[] not null default '{}', -- what 'all' leaves out
  reason text not null check (length(reason) between 10 and 300),
  check (num_nonnulls(words, nutrient_id) > 0),
  check (not is_whole_name or words is not null),
  -- A name tells what is in a food by a word of it, and what is not only when every word of it is understood.
  check (free = '{}' or is_whole_name),
  check (has_not <> '{all}' or is_whole_name),
  check ((nutrient_id is null) = (num_nonnulls(nutrient_from, nutrient_below) = 0)),
  check (nutrient_below > nutrient_from),
  check (contains || may_contain || free || has || has_not <> '{}')
);
create index on app_private.fact_inferences (nutrient_id);

-- The line that a fact was inferred by; null = somebody stated it, and inference leaves it alone.
alter table app_public.food_allergens add column inference_code text;
alter table app_public.food_tags add column inference_code text;

-- What staff confirmed or changed at one go, so that it can be sent again and taken back.
create table app_public.food_fact_reviews (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  member_id uuid not null,
  note text check (length(note) <= 1000),
  request jsonb not null,                  -- what was asked, to know it when it is sent again
  changes jsonb not null,                  -- [{foodId, allergen | tag, before, after}]
  undone_at timestamptz,
  undone_by_member_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, member_id) references app_public.memberships (org_id, id),
  foreign key (org_id, undone_by_member_id) references app_public.memberships (org_id, id),
  check ((undone_at is null) = (undone_by_member_id is null))
);
create index on app_public.food_fact_reviews (org_id, member_id);
create index on app_public.food_fact_reviews (org_id, undone_by_member_id);
create index on app_public.food_fact_reviews (org_id, created_at desc);

--! split: 0106-finding-types.sql
-- What findings and the rules behind them say more than they did.

-- Foods of which it is only inferred that they are free are told apart from those of which nothing is known (CLINICAL 21), and what
-- speaks: a rule, the client's list of allergies, or a limit that a physician set.
alter type app_public.safety_finding add attribute inferred_foods text[], add attribute origin text;

-- is_certain: whether its trigger surely holds, and on every day, or only could (no date of birth): only a certain rule replaces another
-- (CLINICAL 26).
alter type app_private.client_rule add attribute origin text, add attribute is_certain boolean;

alter type app_private.rule_result add attribute inferred_foods text[];

-- may_contain_breaks: whether the organisation takes "may contain" for "contains" of this entry of an allergy list (CLINICAL 22).
alter type app_private.client_rule add attribute may_contain_breaks boolean;

-- Everything that one organisation says of a food in one row, derived from food_tags and food_allergens by triggers: a week's check
-- reads one row a food instead of fifty.
create table app_private.food_fact_panels (
  org_id uuid not null references app_public.organizations, -- who says it; its own word counts before the knowledge base's
  food_org_id uuid not null,
  food_id uuid not null,
  facts bytea not null,                    -- a byte a property or allergen, in the order of fact_positions(); 0 = no word
  primary key (org_id, food_id),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_private.food_fact_panels (food_org_id, food_id);
