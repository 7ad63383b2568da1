call app_private.protect_table('app_public.safety_alerts');
call app_private.audit_table('app_public.safety_alerts', false, '{last_seen_at}');

drop policy if exists select_care_team on app_public.safety_alerts;
create policy select_care_team on app_public.safety_alerts for select to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.safety_alerts to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: writing is not granted: the worker opens and closes alerts, decide_safety_alert() closes one. Nothing deletes one.

comment on table app_public.safety_alerts is $$@medicalRecord client client_id
@behavior +filter
What a re-check found about a plan that a client follows, and whoever assigned it has not seen. Closed with a cause when it is gone, decided, or the plan is not followed any more; what comes back is a new alert. None is ever deleted.$$;
comment on column app_public.safety_alerts.org_id is 'The organisation.';
comment on column app_public.safety_alerts.id is 'Identifies the alert.';
comment on column app_public.safety_alerts.client_id is 'The client.';
comment on column app_public.safety_alerts.meal_plan_assignment_id is 'The assignment whose plan it is about.';
comment on column app_public.safety_alerts.rule_code is 'The rule; allergy.… = the client''s list of allergies, limit.… = a physician''s limit.';
comment on column app_public.safety_alerts.rule_version is 'The version of the rule.';
comment on column app_public.safety_alerts.severity is 'How grave it is: info, caution or contraindicated.';
comment on column app_public.safety_alerts.outcome is 'warning, breach (a contraindication), or undetermined: what is unknown could break the rule.';
comment on column app_public.safety_alerts.place is 'Where: item:…, meal:…, day:3, average_day, or version where several places are told together.';
comment on column app_public.safety_alerts.evidence_hash is 'Hash of the values and facts that it rests on: a decision holds for this evidence.';
comment on column app_public.safety_alerts.finding is 'The finding as the checks tell it, as it was when it was last seen.';
comment on column app_public.safety_alerts.cause is 'What changed: the client''s profile, a lab value, a weight, a limit, a rule, the organisation''s settings, a food, the assignment; nightly = time alone.';
comment on column app_public.safety_alerts.cause_detail is 'What it was: {"table", "what"}, such as {"table": "client_medications", "what": "Warfarin"}.';
comment on column app_public.safety_alerts.caused_by is 'The user who made the change; null = time, a DBA, or a release.';
comment on column app_public.safety_alerts.opened_at is E'@behavior +orderBy\nWhen it was found.';
comment on column app_public.safety_alerts.last_seen_at is 'When a re-check last found it.';
comment on column app_public.safety_alerts.closed_at is E'@behavior +filterBy\nWhen it was closed; null = open.';
comment on column app_public.safety_alerts.close_cause is 'gone: the finding is not there any more; decided: somebody wrote a decision about it; suspended: the plan was; ended: the assignment was, or was cancelled.';
comment on column app_public.safety_alerts.closed_by is 'The user who decided, suspended or ended; null = it closed by itself.';
comment on column app_public.safety_alerts.safety_override_id is 'The decision that closed it.';

comment on type app_public.safety_cause is 'What changed before a re-check found something: profile, lab, weight, limit, rule, organisation (its settings), food, assignment, or nothing but time (nightly).';
comment on type app_public.safety_close_cause is 'What ended an alert: the finding is gone, was decided, or the plan was suspended or ended.';
