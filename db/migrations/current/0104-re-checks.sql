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
