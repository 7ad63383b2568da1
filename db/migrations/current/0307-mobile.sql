-- Re-checks that fail are seen by staff, and clients take a copy of their own record home.

-- A re-check that failed. Deleting the row, which only a check that succeeds does, ends it.
alter table app_private.safety_rechecks add column if not exists failing_since timestamptz; -- first failure since the last check; null = none
create index if not exists safety_rechecks_failing on app_private.safety_rechecks (org_id, client_id) where failing_since is not null;

alter table app_public.notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (kind in (
  'care_assigned', 'care_ended', 'client_handed_over', 'clients_handed_over', 'client_taken_over',
  'team_joined', 'team_left', 'team_taken_over', 'export_decided', 'export_ready', 'rule_adjustment_lapsed', 'safety_alert',
  'plan_review_requested', 'plan_returned', 'plan_published', 'recheck_failed', 'rechecks_failing'));
-- Answers a column more.
drop function if exists app_private.safety_leftovers();
