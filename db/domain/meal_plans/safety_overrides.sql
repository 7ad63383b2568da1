call app_private.protect_table('app_public.safety_overrides', 'tenant', true);

drop policy if exists select_care_team on app_public.safety_overrides;
create policy select_care_team on app_public.safety_overrides for select to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.safety_overrides to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: insert is not granted: publishing and assigning record the decisions they were given. Nothing updates or deletes one.

comment on table app_public.safety_overrides is $$@medicalRecord client client_id
A person's recorded decision about a finding: holds for that client, version, rule version and place while the evidence stays the same.$$;
comment on column app_public.safety_overrides.org_id is 'The organisation.';
comment on column app_public.safety_overrides.id is 'Identifies the decision.';
comment on column app_public.safety_overrides.client_id is 'The client.';
comment on column app_public.safety_overrides.meal_plan_version_id is 'The version; a clone inherits none.';
comment on column app_public.safety_overrides.rule_code is 'The rule, such as hypertension.sodium_day; allergy.… = the client''s allergy list itself.';
comment on column app_public.safety_overrides.rule_version is 'The rule''s version.';
comment on column app_public.safety_overrides.kind is 'An override of a breach, or an acknowledgement of what could not be determined.';
comment on column app_public.safety_overrides.place is 'Where: item:…, meal:…, day:3, average_day or version. An acknowledgement of what cannot be determined is for the whole version.';
comment on column app_public.safety_overrides.evidence_hash is 'Hash of what was decided upon; other evidence asks again.';
comment on column app_public.safety_overrides.reason is 'Why, in the person''s words.';
comment on column app_public.safety_overrides.foods is 'The foods in question.';
comment on column app_public.safety_overrides.created_at is 'When it was decided.';
comment on column app_public.safety_overrides.created_by is 'The user who decided.';
