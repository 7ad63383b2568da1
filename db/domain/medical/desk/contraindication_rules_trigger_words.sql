create or replace function app_public.contraindication_rules_trigger_kind(rule app_public.contraindication_rules) returns text
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select case when rule.condition_id is not null then 'condition' when rule.medication_id is not null then 'medication'
              when rule.allergen_id is not null then 'allergy' when rule.life_stage is not null then 'life_stage'
              when rule.lab_test_code is not null then 'lab' else 'age' end
$$;
create or replace function app_public.contraindication_rules_trigger_words(rule app_public.contraindication_rules) returns text
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select upper(left(w.words, 1)) || substr(w.words, 2) from app_private.rule_trigger_words(rule) w(words)
$$;
-- Definer: the words, which a DBA reads as well, stand in app_private.
alter function app_public.contraindication_rules_trigger_words(app_public.contraindication_rules) owner to tf_definer;

comment on function app_public.contraindication_rules_trigger_kind(app_public.contraindication_rules) is
  'For what kind of thing in a client''s record the rule holds: condition, medication, allergy, life_stage, lab or age.';
comment on function app_public.contraindication_rules_trigger_words(app_public.contraindication_rules) is
  'For whom the rule holds, in words, such as "Hypertension" or "Any of the Statins".';
revoke execute on function app_public.contraindication_rules_trigger_kind(app_public.contraindication_rules), app_public.contraindication_rules_trigger_words(app_public.contraindication_rules) from public;
grant execute on function app_public.contraindication_rules_trigger_kind(app_public.contraindication_rules), app_public.contraindication_rules_trigger_words(app_public.contraindication_rules)
  to tf_assistant, tf_dietitian, tf_org_admin;
