call app_private.protect_table('app_public.rule_adjustments', 'tenant', true);
create or replace trigger _200_rule_adjustment before insert or update or delete on app_public.rule_adjustments
  for each row execute function app_private.tg__rule_adjustment();

drop policy if exists select_staff on app_public.rule_adjustments;
create policy select_staff on app_public.rule_adjustments for select to tf_assistant, tf_dietitian, tf_org_admin using (true);

-- NOTE: writing is not granted: see tighten_rule(), switch_off_rule() and end_rule_adjustment(). Nothing is ever deleted.
grant select on app_public.rule_adjustments to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.rule_adjustments is $$What an organisation decided about a rule: a bound that it tightened, a caution that it switched off, and why. Ended ones stay listed.$$;
comment on column app_public.rule_adjustments.org_id is 'The organisation.';
comment on column app_public.rule_adjustments.id is 'Identifies the adjustment.';
comment on column app_public.rule_adjustments.rule_org_id is 'Whose rule it is; filled from rule_id.';
comment on column app_public.rule_adjustments.rule_id is 'The version of the rule that was in force when it was decided.';
comment on column app_public.rule_adjustments.rule_code is 'The rule in every version; filled from rule_id.';
comment on column app_public.rule_adjustments.rule_version is 'That version''s number; filled from rule_id.';
comment on column app_public.rule_adjustments.kind is
  'tighten: the stricter of both bounds counts, in later versions too while they bind the same nutrient in the same way. switch_off: that version of a caution or an info says nothing.';
comment on column app_public.rule_adjustments.minimum is 'The least that is allowed here, in unit; null = as the rule has it.';
comment on column app_public.rule_adjustments.maximum is 'The most that is allowed here, in unit; null = as the rule has it. Of a day-to-day variation the percentage.';
comment on column app_public.rule_adjustments.unit is 'The rule''s unit; null where it is switched off.';
comment on column app_public.rule_adjustments.reason is 'Why, in the words of who decided.';
comment on column app_public.rule_adjustments.created_at is 'When it was decided.';
comment on column app_public.rule_adjustments.created_by is 'The user who decided; null = a DBA.';
comment on column app_public.rule_adjustments.ended_at is 'When it ended; null = open.';
comment on column app_public.rule_adjustments.ended_by is 'The user who ended it; null = a DBA, or it lapsed.';
comment on column app_public.rule_adjustments.end_cause is
  'ended: somebody ended it; replaced: another bound took its place; lapsed: a new version of the rule did, or the rule was retired.';
comment on column app_public.rule_adjustments.end_reason is 'Why it ended.';
