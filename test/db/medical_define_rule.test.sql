-- A rule is stated by one function, which refuses nonsense with a sentence that says what to write instead (CLINICAL 18).
select no_plan();

-- A statement that is right, to be spoilt argument by argument.
create function pg_temp.state(spoilt jsonb default '{}') returns uuid language sql volatile as $$
  select app_private.define_rule(
    code => a ->> 'code', version => (a ->> 'version')::integer, severity => a ->> 'severity',
    message => a ->> 'message', rationale => a ->> 'rationale', citation => a ->> 'citation', citation_url => a ->> 'citation_url',
    condition => a ->> 'condition', medication => a ->> 'medication', allergy => a ->> 'allergy', life_stage => a ->> 'life_stage',
    age_years_from => (a ->> 'age_years_from')::numeric, age_years_to => (a ->> 'age_years_to')::numeric,
    lab_test => a ->> 'lab_test', lab_from => (a ->> 'lab_from')::numeric, lab_to => (a ->> 'lab_to')::numeric, lab_unit => a ->> 'lab_unit',
    lab_max_age_days => (a ->> 'lab_max_age_days')::integer,
    nutrient => a ->> 'nutrient', per => a ->> 'per', minimum => (a ->> 'minimum')::numeric, maximum => (a ->> 'maximum')::numeric, unit => a ->> 'unit',
    weight => a ->> 'weight', weight_max_age_days => (a ->> 'weight_max_age_days')::integer, max_variation_percent => (a ->> 'max_variation_percent')::numeric,
    avoid_tag => a ->> 'avoid_tag', avoid_allergen => a ->> 'avoid_allergen', avoid_exercise_tag => a ->> 'avoid_exercise_tag',
    limit_exercise => a ->> 'limit_exercise', exercise_tag => a ->> 'exercise_tag', supersedes => array(select jsonb_array_elements_text(coalesce(a -> 'supersedes', '[]'))))
    from (select '{"code": "draft.sodium_day", "version": 1, "severity": "caution", "condition": "hypertension", "nutrient": "sodium", "per": "day", "maximum": 1500,
                   "unit": "mg", "message": "Too much sodium in a day.", "rationale": "It raises blood pressure.", "citation": "Somebody, Some Journal 2020;1:1"}'::jsonb || spoilt as a) s
$$;
create function pg_temp.refused(spoilt jsonb, sentence text, description text) returns text language sql volatile as $$
  select throws_ok(format('select pg_temp.state(%L)', spoilt), 'TF040', 'Rule ' || coalesce(spoilt ->> 'code', 'draft.sodium_day') || ': ' || sentence, description)
$$;

-- words
select pg_temp.refused('{"code": "sodium"}', 'a code is written subject.what in lower case, such as "hypertension.sodium_day".', 'a code has a subject');
select pg_temp.refused('{"version": null}', 'the version is missing: write 1 for a new rule, and one more for each change.', 'a version is stated');
select pg_temp.refused('{"severity": "bad"}', '"bad" is no severity: write info, caution or contraindicated.', 'severities are three');
select pg_temp.refused('{"message": " "}', 'the message is missing: write one sentence that tells a dietitian what is wrong.', 'a message is required');
select pg_temp.refused('{"rationale": ""}', 'the rationale is missing: write why, in a sentence or two.', 'a rationale is required');
select pg_temp.refused('{"citation": null}', 'the citation is missing: name the source (author, title, year) so that a reader can look it up.', 'a citation is required');
select pg_temp.refused('{"citation_url": "http://x.test"}', 'the citation''s address must begin with https://, or be left out.', 'an address is a safe one');

select pg_temp.refused('{"code": "allergy.peanut"}', 'codes that begin with allergy. or limit. are those of the client''s own record: name the subject otherwise.', 'a rule is not named like a line of the client''s record');

select pg_temp.refused('{"version": 2147483647}', 'a version counts changes: write 1 for a new rule, and one more for each change.', 'versions are counted, not dated');

-- triggers
select pg_temp.refused('{"condition": null}', 'a rule has exactly one trigger: write condition, medication, allergy, life_stage, age_years_from and age_years_to, or lab_test.', 'a trigger is required');
select pg_temp.refused('{"medication": "warfarin"}', 'a rule has exactly one trigger: write condition, medication, allergy, life_stage, age_years_from and age_years_to, or lab_test.', 'two triggers are refused');
select pg_temp.refused('{"condition": "hypertention"}', 'there is no condition "hypertention". Did you mean "hypertension"? The codes are in app_public.conditions.', 'an unknown condition is refused, with the nearest');
select pg_temp.refused('{"condition": null, "medication": "warfarine"}', 'there is no medication "warfarine". Did you mean "warfarin"? The codes are in app_public.medications.', 'an unknown medication is refused');
select pg_temp.refused('{"condition": null, "allergy": "qqq"}', 'there is no allergen "qqq". The codes are in app_public.allergens.', 'an unknown allergen is refused');
select pg_temp.refused('{"condition": null, "life_stage": "puberty"}', '"puberty" is no life stage: write pregnancy or lactation.', 'life stages are two');
select pg_temp.refused('{"condition": null, "age_years_from": 18, "age_years_to": 18}', 'the age band from 18 to 18 is empty: it holds from the first age up to, but without, the second.', 'an empty age band is refused');
select pg_temp.refused('{"condition": null, "age_years_from": -1}', 'an age cannot be below zero.', 'a negative age is refused');
select pg_temp.refused('{"condition": null, "age_years_to": 0}', 'nobody is younger than zero years: write age_years_to above zero.', 'an age that nobody has is refused');
select pg_temp.refused('{"condition": null, "age_years_from": 1800}', 'nobody reaches that age: ages are in years, below 130; leave out age_years_to where the rule holds to the end of life.', 'ages in months by mistake are refused');

-- laboratory values (CLINICAL 23)
create function pg_temp.by_lab(spoilt jsonb) returns jsonb language sql immutable as $$
  select '{"condition": null, "lab_test": "potassium_serum", "lab_from": 5.5, "lab_unit": "mmol/L", "lab_max_age_days": 30}'::jsonb || spoilt
$$;
select lives_ok($$ select pg_temp.state(pg_temp.by_lab('{"code": "draft.by_lab"}')) $$, 'CLINICAL 23: the latest laboratory value triggers a rule');
select results_eq($$ select lab_test_code, lab_from, lab_to, lab_max_age_days from contraindication_rules where code = 'draft.by_lab' $$,
  $$ values ('potassium_serum', 5.5, null::numeric, 30) $$, 'CLINICAL 23: with its range and its age limit');
select pg_temp.refused(pg_temp.by_lab('{"lab_test": "potasium"}'), 'there is no lab test "potasium". Did you mean "potassium_serum"? The codes are in app_public.lab_tests.', 'an unknown lab test is refused, with the nearest');
select pg_temp.refused(pg_temp.by_lab('{"lab_test": null, "condition": "hypertension"}'), 'lab_from, lab_to, lab_unit and lab_max_age_days belong to a lab_test: write its code, such as "potassium_serum", or leave them out.', 'a range belongs to a lab test');
select pg_temp.refused(pg_temp.by_lab('{"lab_from": null}'), 'a laboratory value triggers from lab_from up to, but without, lab_to: write one of them or both, in mmol/L.', 'a lab test has a range');
select pg_temp.refused(pg_temp.by_lab('{"lab_unit": null}'), 'the unit of the laboratory value is missing: write lab_unit => ''mmol/L''.', 'the range has a unit');
select pg_temp.refused(pg_temp.by_lab('{"lab_unit": "mg/L"}'), 'potassium_serum is kept in mmol/L, not in mg/L: convert the bounds and write lab_unit => ''mmol/L''.', 'the test''s own');
select pg_temp.refused(pg_temp.by_lab('{"lab_test": "phosphate_serum", "lab_unit": "mg/dL"}'), 'phosphate_serum is kept in mmol/L, not in mg/dL: lab_from => 1.78 are the same in its unit; write lab_unit => ''mmol/L''.', 'and what laboratories print otherwise is converted for the DBA');
select pg_temp.refused(pg_temp.by_lab('{"lab_from": -1}'), 'a laboratory value is a number of zero or more: leave out lab_from or lab_to where there is no such end.', 'a negative value is refused');
select pg_temp.refused(pg_temp.by_lab('{"lab_from": "NaN"}'), 'a laboratory value is a number of zero or more: leave out lab_from or lab_to where there is no such end.', 'a value that is no number is refused');
select pg_temp.refused(pg_temp.by_lab('{"lab_to": 5.5}'), 'no value lies from 5.5 up to, but without, 5.5: exchange or correct lab_from and lab_to.', 'an empty range is refused');
select pg_temp.refused(pg_temp.by_lab('{"lab_from": 55}'), 'no value would trigger it: of potassium_serum only values from 1 to 12 mmol/L are believed.', 'a range that no value lies in is refused');
select pg_temp.refused(pg_temp.by_lab('{"lab_max_age_days": null}'), 'a laboratory value says how old it may be: write lab_max_age_days, such as 90, at most 3660.', 'CLINICAL 23: a value has an age limit');
select pg_temp.refused(pg_temp.by_lab('{"lab_max_age_days": 100000}'), 'a laboratory value says how old it may be: write lab_max_age_days, such as 90, at most 3660.', 'which is not centuries');

-- effects
select pg_temp.refused('{"maximum": null}', 'a rule has exactly one effect: write minimum and/or maximum of a nutrient, max_variation_percent, avoid_tag, avoid_allergen, avoid_exercise_tag, or limit_exercise with its maximum.', 'an effect is required');
select pg_temp.refused('{"avoid_tag": "alcohol"}', 'a rule has exactly one effect: write minimum and/or maximum of a nutrient, max_variation_percent, avoid_tag, avoid_allergen, avoid_exercise_tag, or limit_exercise with its maximum.', 'two effects are refused');
select pg_temp.refused('{"nutrient": null}', 'the nutrient is missing: write its code, such as "sodium".', 'a bound names its nutrient');
select pg_temp.refused('{"nutrient": "sodum"}', 'there is no nutrient "sodum". Did you mean "sodium"? The codes are in app_public.nutrients.', 'an unknown nutrient is refused');
select pg_temp.refused('{"nutrient": "energy_kj", "unit": "kJ"}', 'energy_kj is kept as its source has it and never ruled on: write energy (kcal), vitamin_a (µg RAE) or vitamin_d (µg).', 'CLINICAL 4: what is never summed is never ruled on');
select pg_temp.refused('{"per": "week"}', 'a bound holds per item, meal, day or average_day, not per "week".', 'scopes are four');
select pg_temp.refused('{"unit": null}', 'the unit is missing: write mg, mg/kg.', 'a bound has a unit');
select pg_temp.refused('{"unit": "g"}', 'sodium is measured in mg, not in g: convert the bound and write mg.', 'a bound has the nutrient''s own unit');
select pg_temp.refused('{"unit": "%"}', 'sodium has no share of energy: write the bound in mg or mg/kg.', 'only what brings energy has a share of it');
select pg_temp.refused('{"minimum": 2000}', 'the maximum 1500 is below the minimum 2000: exchange them.', 'a maximum below the minimum is refused');
select pg_temp.refused('{"maximum": -1}', 'a bound cannot be below zero.', 'a negative bound is refused');
select pg_temp.refused('{"maximum": "NaN"}', 'a bound is a number: leave out the minimum or the maximum where there is none.', 'a bound that is no number is refused');
select pg_temp.refused('{"maximum": "1e131071"}', 'no food brings a million mg: check the bound and its unit.', 'a bound beyond any sense is refused');
select pg_temp.refused('{"minimum": 1000000, "maximum": null}', 'no food brings a million mg: check the bound and its unit.', 'from a million on');
select lives_ok($$ select pg_temp.state('{"code": "draft.much", "maximum": 999999}') $$, 'and what is below is stated');
select pg_temp.refused('{"maximum": "Infinity"}', 'a bound is a number: leave out the minimum or the maximum where there is none.', 'an infinite bound is refused');
select pg_temp.refused('{"maximum": 0, "minimum": 0}', 'a minimum of zero is always kept: leave it out.', 'a bound that is always kept is refused');
select pg_temp.refused('{"nutrient": "fat", "maximum": 130, "unit": "%"}', 'a share of energy is at most 100 %.', 'a share above 100 % is refused');
select pg_temp.refused('{"unit": "mg/kg"}', 'a bound per kg names its weight: write weight => ''actual'', ''dry'' or ''adjusted''.', 'CLINICAL 24: a bound per kg names the weight');
select pg_temp.refused('{"unit": "mg/kg", "weight": "dry"}', 'a bound per kg says how old the weight may be: write weight_max_age_days, such as 90, at most 3660.', 'CLINICAL 24: and its age');
select pg_temp.refused('{"weight": "dry", "weight_max_age_days": 9}', 'only a bound per kg takes a weight: write the unit as mg/kg, or leave out the weight.', 'a weight belongs to a bound per kg');
select pg_temp.refused('{"nutrient": null, "per": null, "maximum": null, "unit": null, "avoid_tag": "alcool"}', 'there is no tag "alcool". Did you mean "alcohol"? The codes are in app_public.tags.', 'an unknown tag is refused');
select pg_temp.refused('{"maximum": null, "avoid_allergen": "gluten"}', 'what is to be avoided is avoided in any amount: leave out nutrient, per, unit and weight.', 'avoiding knows no amounts');
select pg_temp.refused('{"maximum": null, "max_variation_percent": 30}', 'a variation is from day to day and in percent: leave out per, unit and weight.', 'a variation has no unit');
select pg_temp.refused('{"maximum": null, "unit": null, "max_variation_percent": 0}', 'max_variation_percent must be above zero: it says how far a day may lie from the mean day.', 'a variation of nothing is refused');
select pg_temp.refused('{"unit": "mg/kg", "weight": "dry", "weight_max_age_days": 99999}', 'a bound per kg says how old the weight may be: write weight_max_age_days, such as 90, at most 3660.', 'CLINICAL 24: an age that no date has is refused');

-- exercise (CLINICAL 25)
create function pg_temp.of_exercise(spoilt jsonb) returns jsonb language sql immutable as $$
  select '{"nutrient": null, "per": null, "maximum": null, "unit": null}'::jsonb || spoilt
$$;
select lives_ok($$ select pg_temp.state(pg_temp.of_exercise('{"code": "draft.avoid", "avoid_exercise_tag": "contact"}')) $$, 'CLINICAL 25: a rule avoids an exercise tag');
select lives_ok($$ select pg_temp.state(pg_temp.of_exercise('{"code": "draft.limit", "limit_exercise": "load_percent_1rm", "maximum": 60, "unit": "%", "exercise_tag": "supine"}')) $$,
  'CLINICAL 25: a rule limits an exercise field');
select results_eq($$ select code, effect::text, exercise_tag_code, exercise_field::text, maximum, unit from contraindication_rules where code in ('draft.avoid', 'draft.limit') order by 1 $$,
  $$ values ('draft.avoid', 'avoid_exercise_tag', 'contact', null, null::numeric, null), ('draft.limit', 'limit_exercise', 'supine', 'load_percent_1rm', 60, '%') $$, 'as it is stated');
select pg_temp.refused(pg_temp.of_exercise('{"avoid_exercise_tag": "alcohol"}'), 'there is no exercise tag "alcohol". The codes are in app_public.tags.', 'a food tag is no exercise tag');
select pg_temp.refused(pg_temp.of_exercise('{"avoid_tag": "contact"}'), 'there is no tag "contact". The codes are in app_public.tags.', 'nor an exercise tag a food tag');
select pg_temp.refused(pg_temp.of_exercise('{"avoid_exercise_tag": "contact", "exercise_tag": "contact"}'), 'exercise_tag says of which exercises limit_exercise holds: write limit_exercise as well, or avoid_exercise_tag instead.', 'a tag alone limits nothing');
select pg_temp.refused(pg_temp.of_exercise('{"limit_exercise": "speed", "maximum": 9, "unit": "km/h"}'), '"speed" is nothing that a rule limits of an exercise: write session_minutes, load_percent_1rm, perceived_exertion, heart_rate_percent_max or jumps_per_session.', 'fields are a closed list');
select pg_temp.refused(pg_temp.of_exercise('{"limit_exercise": "session_minutes", "maximum": 30, "unit": "h"}'), 'session_minutes is measured in min, not in h: write unit => ''min''.', 'each has its unit');
select pg_temp.refused(pg_temp.of_exercise('{"limit_exercise": "session_minutes", "maximum": 30}'), 'session_minutes is measured in min: write unit => ''min''.', 'which is required');
select pg_temp.refused(pg_temp.of_exercise('{"limit_exercise": "session_minutes", "unit": "min"}'), 'the maximum of session_minutes is missing: write a number of zero or more, in min.', 'and so is the maximum');
select pg_temp.refused(pg_temp.of_exercise('{"limit_exercise": "session_minutes", "maximum": 30, "minimum": 10, "unit": "min"}'), 'a limit of an exercise has a maximum and its unit: leave out nutrient, per, minimum and weight.', 'a limit has no minimum');
select pg_temp.refused(pg_temp.of_exercise('{"limit_exercise": "perceived_exertion", "maximum": 10, "unit": "RPE"}'), 'perceived_exertion is at most 10: a maximum of 10 would forbid nothing.', 'a limit that forbids nothing is refused');

-- precedence
select pg_temp.refused('{"supersedes": ["draft.sodium_day"]}', 'a rule cannot supersede itself: a new version retires the former by its number.', 'CLINICAL 26: a rule does not supersede itself');
select pg_temp.refused('{"supersedes": ["no.such_rule"]}', 'it supersedes "no.such_rule", which is no rule. State the general rule first (its file stands earlier in medical/rules/all.sql).', 'CLINICAL 26: nor an unknown one');
select lives_ok($$ select pg_temp.state() $$, 'the statement itself is accepted');
select lives_ok($$ select pg_temp.state('{"code": "draft.special", "supersedes": ["draft.sodium_day"]}') $$, 'a special rule supersedes a general one');
select pg_temp.refused('{"version": 2, "supersedes": ["draft.special"]}', 'it supersedes "draft.special", which supersedes it: of two rules only the special one replaces the general one.', 'CLINICAL 26: two rules do not supersede each other');

select pg_temp.refused('{"supersedes": ["hypertension.sodium_day", "hypertension.sodium_day"]}', 'supersedes names "hypertension.sodium_day" twice: name it once.', 'CLINICAL 26: nor one twice');
select pg_temp.refused('{"supersedes": [null]}', 'supersedes is a list of codes: write ''{}'' or leave it out where it replaces none.', 'CLINICAL 26: nor nothing');
select pg_temp.refused('{"supersedes": ["hypertension.potassium_average"]}', 'it supersedes "hypertension.potassium_average", which is about potassium and not about sodium: both count, leave it out.', 'CLINICAL 26: a rule on sodium takes none on potassium away');
select pg_temp.refused('{"supersedes": ["draft.limit"]}', 'it supersedes "draft.limit": of two rules about food, or about exercise, the special one replaces the general one, never one the other.', 'CLINICAL 25, 26: a rule on food takes none on exercise away');
select pg_temp.refused('{"supersedes": ["coeliac_disease.gluten"]}', 'it supersedes "coeliac_disease.gluten", which is contraindicated: only what is contraindicated replaces that.', 'CLINICAL 26: what warns takes nothing away that blocks');

-- versions
select is(pg_temp.state(), (select id from contraindication_rules where code = 'draft.sodium_day'), 'the same statement again answers the same rule');
select pg_temp.refused('{"maximum": 1400}', 'version 1 exists with other content (maximum). What was shipped never changes: raise the version to 2.', 'CLINICAL 18: other content needs a new version');
select pg_temp.state('{"version": 2, "maximum": 1400}');
select results_eq($$ select version, maximum, retired_at is null from contraindication_rules where code = 'draft.sodium_day' order by 1 $$,
  $$ values (1, 1500::numeric, false), (2, 1400::numeric, true) $$, 'CLINICAL 18: a new version retires the former, which stays listed');
select app_private.retire_rule('draft.sodium_day');
select is_empty($$ select from contraindication_rules where code = 'draft.sodium_day' and retired_at is null $$, 'a retired rule is in force no more');
select pg_temp.state('{"version": 2, "maximum": 1400}');
select is_empty($$ select from contraindication_rules where code = 'draft.sodium_day' and retired_at is null $$, 'and stating it again does not bring it back');

-- The same nonsense is refused of rows that are written without the function, with the same sentences; and without the trigger by the
-- table's own constraints.
create function pg_temp.row_of(spoilt jsonb) returns contraindication_rules language sql stable as $$
  select r from contraindication_rules s,
    jsonb_populate_record(s, '{"id": "0199aaaa-0000-7000-8000-000000000001", "code": "draft.row", "supersedes": []}'::jsonb || spoilt) r
   where s.code = 'hypertension.sodium_day' and s.retired_at is null
$$;
create function pg_temp.written(spoilt jsonb) returns void language sql volatile as $$ insert into contraindication_rules select (pg_temp.row_of(spoilt)).* $$;
create temp table nonsense (spoilt jsonb, sentence text);
insert into nonsense values
  ('{"code": "limit.sodium_day"}', 'codes that begin with allergy. or limit. are those of the client''s own record: name the subject otherwise.'),
  ('{"citation": "none"}', 'the citation is missing: name the source (author, title, year) so that a reader can look it up.'),
  ('{"unit": "g"}', 'sodium is measured in mg, not in g: convert the bound and write mg.'),
  ('{"maximum": "NaN"}', 'a bound is a number: leave out the minimum or the maximum where there is none.'),
  ('{"minimum": 3000}', 'the maximum 2000 is below the minimum 3000: exchange them.'),
  ('{"minimum": 0}', 'a minimum of zero is always kept: leave it out.'),
  ('{"nutrient_id": 268, "unit": "kJ"}', 'energy_kj is kept as its source has it and never ruled on: write energy (kcal), vitamin_a (µg RAE) or vitamin_d (µg).'),
  ('{"life_stage": "pregnancy"}', 'a rule has exactly one trigger: write condition, medication, allergy, life_stage, age_years_from and age_years_to, or lab_test.'),
  ('{"tag_code": "alcohol"}', 'a rule has exactly one effect: write minimum and/or maximum of a nutrient, max_variation_percent, avoid_tag, avoid_allergen, avoid_exercise_tag, or limit_exercise with its maximum.'),
  ('{"weight_basis": "dry", "weight_max_age_days": 9}', 'only a bound per kg takes a weight: write the unit as mg/kg, or leave out the weight.'),
  ('{"supersedes": ["no.such_rule"]}', 'it supersedes "no.such_rule", which is no rule. State the general rule first (its file stands earlier in medical/rules/all.sql).'),
  ('{"supersedes": ["draft.row"]}', 'a rule cannot supersede itself: a new version retires the former by its number.'),
  ('{"condition_id": null, "condition_org_id": null, "lab_test_code": "potassium_serum", "lab_from": 55, "lab_max_age_days": 9}', 'no value would trigger it: of potassium_serum only values from 1 to 12 mmol/L are believed.'),
  ('{"nutrient_id": null, "scope": null, "basis": null, "unit": null, "maximum": null, "effect": "avoid_tag", "tag_code": "contact"}', 'there is no tag "contact". The codes are in app_public.tags.');
select throws_ok(format('select pg_temp.written(%L)', spoilt), 'TF040', format('Rule %s: %s', coalesce(spoilt ->> 'code', 'draft.row'), sentence), 'written as a row: ' || spoilt::text) from nonsense;
select lives_ok($$ select pg_temp.written('{}') $$, 'a row that makes sense is accepted');
select throws_ok($$ update contraindication_rules set maximum = 2400 where code = 'draft.row' $$, 'TF040',
  'Rule draft.row: version 1 was shipped and never changes: state version 2 with app_private.define_rule().', 'CLINICAL 18: what was shipped does not change by update either');
select lives_ok($$ update contraindication_rules set retired_at = now() where code = 'draft.row' $$, 'it retires');

reset role;
set local session_replication_role = replica;
set local role tf_owner;
select throws_ok(format('select pg_temp.written(%L)', spoilt), '23514', null, 'refused by the table alone: ' || spoilt)
  from (values ('{"minimum": 3000}'), ('{"minimum": 0}'), ('{"maximum": "NaN"}'), ('{"maximum": "-Infinity"}'), ('{"life_stage": "pregnancy"}'), ('{"condition_id": null, "condition_org_id": null}'),
    ('{"condition_org_id": null}'), ('{"tag_code": "alcohol"}'), ('{"exercise_tag_code": "contact"}'), ('{"exercise_field": "jumps_per_session"}'), ('{"effect": "limit_exercise"}'),
    ('{"effect": "avoid_exercise_tag"}'), ('{"effect": "nutrient_variation"}'), ('{"max_variation_percent": 50}'), ('{"weight_basis": "dry"}'), ('{"weight_max_age_days": 9}'),
    ('{"basis": "per_kg"}'), ('{"unit": "%"}'), ('{"unit": "mg/kg"}'), ('{"nutrient_id": null}'), ('{"scope": null}'), ('{"unit": null}'), ('{"lab_from": 1}'), ('{"lab_max_age_days": 9}'),
    ('{"condition_id": null, "condition_org_id": null, "lab_test_code": "potassium_serum", "lab_max_age_days": 9}'),
    ('{"condition_id": null, "condition_org_id": null, "lab_test_code": "potassium_serum", "lab_from": 6}'),
    ('{"condition_id": null, "condition_org_id": null, "lab_test_code": "potassium_serum", "lab_from": 6, "lab_to": 5, "lab_max_age_days": 9}'),
    ('{"condition_id": null, "condition_org_id": null, "lab_test_code": "potassium_serum", "lab_from": "NaN", "lab_max_age_days": 9}'),
    ('{"condition_id": null, "condition_org_id": null, "age_years_from": 9, "age_years_to": 8}'), ('{"condition_id": null, "condition_org_id": null, "age_years_from": 1800}'),
    ('{"condition_id": null, "condition_org_id": null, "age_years_to": 0}'), ('{"supersedes": [null]}'), ('{"supersedes": ["draft.row"]}'), ('{"message": "No."}'), ('{"citation": "none"}'),
    ('{"code": "sodium"}'), ('{"version": 0}'), ('{"version": 20261126}')) v(spoilt);
reset role;
set local session_replication_role = origin;
set local role tf_owner;

-- Whatever is stated, is refused with TF040 or stands in the table: nothing else leaks.
create function pg_temp.pick(variadic list text[]) returns text language sql volatile as $$ select nullif(list[1 + floor(random() * cardinality(list))::integer], '-') $$;
create function pg_temp.stated(times integer) returns table (outcome text, example jsonb) language plpgsql volatile as $$
begin
  perform setseed(0.4);
  for i in 1..times loop
    example := jsonb_strip_nulls(jsonb_build_object(
      'code', pg_temp.pick('-', 'draft.sodium_day', 'x', ''), 'version', pg_temp.pick('1', '1', '2', '3', '2147483647', '0', '-5', '-')::integer,
      'severity', pg_temp.pick('caution', 'info', 'contraindicated', 'CAUTION', '-'), 'message', pg_temp.pick('Long enough a message.', 'Long enough a message.', ' ', '-'),
      'citation_url', pg_temp.pick('-', '-', 'https://example.org', 'ftp://x')));
    example := example || jsonb_strip_nulls(jsonb_build_object(
      'condition', pg_temp.pick('-', 'hypertension', 'hypertension', '', 'gout'), 'medication', pg_temp.pick('-', '-', '-', '-', '-', 'warfarin', 'x'), 'allergy', pg_temp.pick('-', '-', '-', '-', '-', 'milk'),
      'life_stage', pg_temp.pick('-', '-', '-', '-', '-', 'pregnancy', 'youth'), 'age_years_from', pg_temp.pick('-', '-', '-', '-', '18', 'NaN', '1e30', '-1'), 'age_years_to', pg_temp.pick('-', '-', '-', '-', '65', '0', 'Infinity', '17.5'),
      'lab_test', pg_temp.pick('-', '-', '-', 'potassium_serum', 'hba1c', 'x'), 'lab_from', pg_temp.pick('-', '-', '5.5', 'NaN', '-3', 'Infinity'), 'lab_to', pg_temp.pick('-', '-', '7', '5.5', '-Infinity'),
      'lab_unit', pg_temp.pick('-', 'mmol/L', '%', 'mmol/mol'), 'lab_max_age_days', pg_temp.pick('-', '30', '0', '2147483647')));
    example := example || jsonb_strip_nulls(jsonb_build_object(
      'nutrient', pg_temp.pick('-', 'sodium', 'protein', 'energy', 'energy_kj', 'x'), 'per', pg_temp.pick('-', 'day', 'day', 'item', 'average_day', 'week'),
      'minimum', pg_temp.pick('-', '-', '-', '0', '10', '1e200', 'NaN', '-1'), 'maximum', pg_temp.pick('-', '10', '2000', '0', 'Infinity', '-Infinity', 'NaN'),
      'unit', pg_temp.pick('-', 'mg', 'g', 'g/kg', 'mg/kg', '%', 'kcal', 'min', ''), 'weight', pg_temp.pick('-', '-', 'dry', 'heavy'), 'weight_max_age_days', pg_temp.pick('-', '-', '90', '0', '2147483647'),
      'max_variation_percent', pg_temp.pick('-', '-', '-', '-', '50', '0', 'NaN'), 'avoid_tag', pg_temp.pick('-', '-', '-', '-', 'alcohol', 'contact'), 'avoid_allergen', pg_temp.pick('-', '-', '-', '-', 'milk', 'x'),
      'avoid_exercise_tag', pg_temp.pick('-', '-', '-', '-', '-', 'contact', 'alcohol'), 'limit_exercise', pg_temp.pick('-', '-', '-', '-', '-', 'session_minutes', 'x'), 'exercise_tag', pg_temp.pick('-', '-', '-', '-', '-', 'contact')));
    -- Mostly wrong in one place only, so that some are right and each check is reached.
    if i % 4 <> 0 then
      example := (select coalesce(jsonb_object_agg(key, value), '{}') from (select key, value from jsonb_each(example) order by random() limit i % 4) few);
    end if;
    example := jsonb_build_object('code', 'fuzz.rule_' || i) || example || jsonb_build_object('supersedes', case floor(random() * 6) when 0 then '["hypertension.sodium_day"]' when 1 then '[null]' when 2 then '["x"]' else '[]' end::jsonb);
    begin
      perform pg_temp.state(example);
      outcome := 'stands';
    exception when others then
      outcome := case when sqlstate = 'TF040' then 'refused' else sqlstate || ' ' || sqlerrm end;
    end;
    return next;
  end loop;
end $$;
create temp table fuzzed as select * from pg_temp.stated(1500);
select is_empty($$ select outcome, example from fuzzed where outcome not in ('stands', 'refused') $$, 'of 1 500 random statements none leaks another error than TF040');
select cmp_ok((select count(*) from fuzzed where outcome = 'stands'), '>', 50::bigint, 'some of them stand');
select cmp_ok((select count(*) from fuzzed where outcome = 'refused'), '>', 500::bigint, 'and many are refused');

select * from finish();
