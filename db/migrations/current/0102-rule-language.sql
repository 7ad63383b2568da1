-- The rule language is complete (CLINICAL 23, 25): rules that a laboratory value triggers, rules about exercise, and checks that refuse
-- the same nonsense as app_private.define_rule(), however a row is written. An enum's new values cannot be used in the transaction that
-- adds them, so the checks compare the effect as text.
alter type app_public.rule_effect add value if not exists 'avoid_exercise_tag';
alter type app_public.rule_effect add value if not exists 'limit_exercise';

create type app_public.exercise_field as enum
  ('session_minutes', 'load_percent_1rm', 'perceived_exertion', 'heart_rate_percent_max', 'jumps_per_session');
comment on type app_public.exercise_field is
  'What a rule can limit of an exercise: minutes of a session, load in percent of the one-repetition maximum, perceived exertion from 0 to 10, heart rate in percent of the maximum, jumps of a session.';

alter table app_public.contraindication_rules
  -- trigger: the latest value of a laboratory test, from <= value < to, not older than so many days
  add column lab_test_code text references app_public.lab_tests,
  add column lab_from numeric,
  add column lab_to numeric,
  add column lab_max_age_days integer,
  -- effect: an exercise to avoid, or the greatest allowed value of one of its fields (of exercises with the tag, or of any)
  add column exercise_tag_code text references app_public.tags,
  add column exercise_field app_public.exercise_field;

alter table app_public.contraindication_rules
  drop constraint contraindication_rules_check4,
  add check (num_nonnulls(condition_id, medication_id, allergen_id, life_stage, coalesce(age_years_from, age_years_to), lab_test_code) = 1),
  add check ((condition_id is null) = (condition_org_id is null)),
  add check ((medication_id is null) = (medication_org_id is null)),
  add check ((allergen_id is null) = (allergen_org_id is null)),
  add check ((avoid_allergen_id is null) = (avoid_allergen_org_id is null)),
  add check (age_years_from >= 0 and age_years_from < 130),
  add check (age_years_to > 0 and age_years_to <= 130),
  add check (age_years_from < age_years_to),
  add check ((lab_test_code is null) = (lab_from is null and lab_to is null)),
  add check ((lab_test_code is null) = (lab_max_age_days is null)),
  add check (lab_from >= 0 and lab_from < 'Infinity'),
  add check (lab_to > 0 and lab_to < 'Infinity'),
  add check (lab_from < lab_to),
  -- An age limit of centuries has no date that Postgres could compute.
  add check (lab_max_age_days between 1 and 3660),
  add check (weight_max_age_days between 1 and 3660),

  -- Each effect has its own columns and no other's. NaN and Infinity are numerics too, and nothing lies above them.
  add check (minimum > 0 and minimum < 'Infinity'),
  add check (maximum >= 0 and maximum < 'Infinity'),
  add check (max_variation_percent < 'Infinity'),
  add check ((nutrient_id is not null) = (effect::text in ('nutrient_bound', 'nutrient_variation'))),
  add check ((basis is not null) = (effect::text = 'nutrient_bound')),
  add check (basis is null or case basis when 'energy_percent' then unit = '%' when 'per_kg' then unit like '%/kg' else unit <> '%' and unit not like '%/kg' end),
  add check (basis is distinct from 'energy_percent' or coalesce(maximum, minimum) <= 100),
  add check (num_nonnulls(weight_basis, weight_max_age_days) = case when basis = 'per_kg' then 2 else 0 end),
  add check (scope is null or effect::text = 'nutrient_bound' or effect::text = 'nutrient_variation' and scope = 'day'),
  add check (unit is null or effect::text in ('nutrient_bound', 'limit_exercise') or effect::text = 'nutrient_variation' and unit = '%'),
  add check (num_nonnulls(minimum, maximum) = 0 or effect::text in ('nutrient_bound', 'limit_exercise')),
  add check ((max_variation_percent is not null) = (effect::text = 'nutrient_variation')),
  add check ((tag_code is not null) = (effect::text = 'avoid_tag')),
  add check ((avoid_allergen_id is not null) = (effect::text = 'avoid_allergen')),
  add check (exercise_tag_code is not null or effect::text <> 'avoid_exercise_tag'),
  add check (exercise_tag_code is null or effect::text in ('avoid_exercise_tag', 'limit_exercise')),
  add check ((exercise_field is not null) = (effect::text = 'limit_exercise')),
  add check (effect::text <> 'limit_exercise' or maximum is not null and minimum is null and unit is not null),

  add check (version < 10000),
  add check (array_position(supersedes, null) is null),
  add check (length(trim(message)) >= 10 and length(trim(rationale)) >= 10 and length(trim(citation)) >= 10);
create index on app_public.contraindication_rules (lab_test_code);
create index on app_public.contraindication_rules (exercise_tag_code);

-- Where the European Union and the United States ask for a declaration on the label: who buys imports reads both.
alter table app_public.allergens
  add column eu_listed boolean not null default false,
  add column us_listed boolean not null default false,
  add column labelling_note text check (length(labelling_note) <= 1000);

-- The functions that took fewer arguments, or answered with other columns.
drop function if exists app_private.define_rule(text, integer, text, text, text, text, text, text, text, text, numeric, numeric, text, text, numeric, numeric, text, text, integer, numeric, text, text, text[], text);
drop function if exists app_private.check_rule_trigger(text, text, text, text, text, numeric, numeric);
drop function if exists app_private.check_rule_effect(text, text, text, numeric, numeric, text, text, integer, numeric, text, text);
drop function if exists app_private.check_rule_supersedes(text, text[]);
drop function if exists app_private.preview_rule(text, date);
