-- Who began a version; a draft that waits for whoever may publish; assigning with a note, and instead of what runs.
alter table app_public.meal_plan_versions
  add column created_by uuid,                -- user; null = a migration, or before this was kept
  add column review_requested_at timestamptz,
  add column review_requested_by uuid,       -- user
  add column review_requested_revision integer, -- what was ready; a later revision is "changed since"
  add column review_note text not null default '' check (length(review_note) <= 2000),
  add column review_returned_at timestamptz,
  add column review_returned_by uuid,        -- user
  add column review_return_note text not null default '' check (length(review_return_note) <= 2000),
  add check (num_nonnulls(review_requested_at, review_requested_by, review_requested_revision) in (0, 3)),
  add check (num_nonnulls(review_returned_at, review_returned_by) in (0, 2)),
  -- It waits, or it came back, and of what is published neither.
  add check (num_nonnulls(review_requested_at, review_returned_at) <= case when status = 'draft' then 1 else 0 end);
create index meal_plan_versions_to_review on app_public.meal_plan_versions (org_id, review_requested_at) where review_requested_at is not null;
create index meal_plan_versions_returned on app_public.meal_plan_versions (org_id, review_returned_at) where review_returned_at is not null;

alter table app_public.notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (kind in (
  'care_assigned', 'care_ended', 'client_handed_over', 'clients_handed_over', 'client_taken_over',
  'team_joined', 'team_left', 'team_taken_over', 'export_decided', 'export_ready', 'rule_adjustment_lapsed', 'safety_alert',
  'plan_review_requested', 'plan_returned', 'plan_published'));

-- Takes two arguments more.
drop function if exists app_public.assign_meal_plan_version(uuid, uuid, date, date, app_public.safety_decision[]);
-- Comparing pairs meals first.
drop function if exists app_private.comparable_items(jsonb);
drop function if exists app_private.average_day(jsonb);
