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
