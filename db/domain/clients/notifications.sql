call app_private.protect_table('app_public.notifications', 'tenant');

drop policy if exists select_recipient on app_public.notifications;
create policy select_recipient on app_public.notifications for select to tf_assistant, tf_dietitian, tf_org_admin, tf_researcher
  using (member_id = (select app_hidden.current_member_id()));

grant select on app_public.notifications to tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
-- NOTE: writing is not granted: the database writes them with what they are about; mark_notifications_read() says that they were seen.

comment on table app_public.notifications is $$What a member of staff is told; only the recipient sees it. Read ones are kept for 90 days, others for a year.$$;
comment on column app_public.notifications.org_id is 'The organisation.';
comment on column app_public.notifications.id is 'Identifies the notification.';
comment on column app_public.notifications.member_id is 'Who is told.';
comment on column app_public.notifications.kind is
  'care_assigned, care_ended (to whoever gives the care), client_handed_over, clients_handed_over (to both), client_taken_over (an org_admin opened the record to herself: to the whole care team), team_joined, team_left (to the member), team_taken_over (an org_admin joined a team: to its members and whoever else cares for its clients), export_decided, export_ready (to whoever asked), safety_alert (to the care team, once a re-check and client), recheck_failed (to the care team: a plan of the client could not be checked again, told once until it can be), rechecks_failing (to the org_admins: the first plan of the organisation that cannot be, told once until all can be), rule_adjustment_lapsed (to the org_admins: a new version of a rule ended what they had decided about it), plan_review_requested (to those of the care team who may publish it; of a template, to every dietitian), plan_returned, plan_published (to whoever had made the plan ready).';
comment on column app_public.notifications.client_id is 'Whom it is about, if about one client.';
comment on column app_public.notifications.payload is
  'The words that the sentence needs, as they were then: actorName, clientName, and per kind teamName, fromName, toName, reason, startsOn, endsOn, onDay, clientCount, alertCount, status, exportRequestId, ruleCode, adjustment, mealPlanId, mealPlanVersionId, planName (of a template). No health data.';
comment on column app_public.notifications.created_at is 'When it happened.';
comment on column app_public.notifications.read_at is 'When the recipient saw it; null = unread.';
