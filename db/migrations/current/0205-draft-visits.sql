-- Who has a draft open in the builder.

-- One row a draft and member of staff, written by visit_draft() only.
create table app_private.draft_visits (
  org_id uuid not null,
  meal_plan_version_id uuid not null,
  member_id uuid not null,
  edited_at timestamptz,                   -- null = only looking so far
  seen_at timestamptz not null default now(),
  primary key (org_id, meal_plan_version_id, member_id),
  foreign key (org_id, meal_plan_version_id) references app_public.meal_plan_versions (org_id, id) on delete cascade,
  foreign key (org_id, member_id) references app_public.memberships (org_id, id) on delete cascade
) with (fillfactor = 50);                  -- every quarter of a minute a row is written again, in its page
create index on app_private.draft_visits (org_id, member_id);
