call app_private.protect_table('app_public.rule_reviews', 'tenant', true);
create or replace trigger _200_rule_review before insert or update or delete on app_public.rule_reviews
  for each row execute function app_private.tg__rule_review();

drop policy if exists select_staff on app_public.rule_reviews;
create policy select_staff on app_public.rule_reviews for select to tf_assistant, tf_dietitian, tf_org_admin using (true);

-- NOTE: writing is not granted: see sign_rule() and withdraw_rule_review(). Nothing is ever deleted.
grant select on app_public.rule_reviews to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.rule_reviews is $$A person's signature under one version of a rule: it counts as clinically reviewed in their organisation while one stands.$$;
comment on column app_public.rule_reviews.org_id is 'The organisation.';
comment on column app_public.rule_reviews.id is 'Identifies the signature.';
comment on column app_public.rule_reviews.rule_org_id is 'Whose rule it is; filled from rule_id.';
comment on column app_public.rule_reviews.rule_id is 'The version that was signed; a new one is signed anew.';
comment on column app_public.rule_reviews.member_id is 'Who signed, as a member of the staff.';
comment on column app_public.rule_reviews.qualification is 'What entitles them to, in their words, such as "Registered dietitian".';
comment on column app_public.rule_reviews.note is 'What they remark.';
comment on column app_public.rule_reviews.reviewed_at is 'When they signed.';
comment on column app_public.rule_reviews.reviewed_by is 'The user who signed.';
comment on column app_public.rule_reviews.withdrawn_at is 'When it was withdrawn; null = it stands.';
comment on column app_public.rule_reviews.withdrawn_by is 'The user who withdrew it; null = a DBA.';
comment on column app_public.rule_reviews.withdrawal_reason is 'Why it was withdrawn.';
