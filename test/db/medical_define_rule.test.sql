-- A rule is stated by one function, which refuses nonsense with a sentence that says what to write instead (CLINICAL 18).
select plan(41);

-- A statement that is right, to be spoilt argument by argument.
create function pg_temp.state(spoilt jsonb default '{}') returns uuid language sql volatile as $$
  select app_private.define_rule(
    code => a ->> 'code', version => (a ->> 'version')::integer, severity => a ->> 'severity',
    message => a ->> 'message', rationale => a ->> 'rationale', citation => a ->> 'citation', citation_url => a ->> 'citation_url',
    condition => a ->> 'condition', medication => a ->> 'medication', allergy => a ->> 'allergy', life_stage => a ->> 'life_stage',
    age_years_from => (a ->> 'age_years_from')::numeric, age_years_to => (a ->> 'age_years_to')::numeric,
    nutrient => a ->> 'nutrient', per => a ->> 'per', minimum => (a ->> 'minimum')::numeric, maximum => (a ->> 'maximum')::numeric, unit => a ->> 'unit',
    weight => a ->> 'weight', weight_max_age_days => (a ->> 'weight_max_age_days')::integer, max_variation_percent => (a ->> 'max_variation_percent')::numeric,
    avoid_tag => a ->> 'avoid_tag', avoid_allergen => a ->> 'avoid_allergen', supersedes => array(select jsonb_array_elements_text(coalesce(a -> 'supersedes', '[]'))))
    from (select '{"code": "test.sodium_day", "version": 1, "severity": "caution", "condition": "hypertension", "nutrient": "sodium", "per": "day", "maximum": 1500,
                   "unit": "mg", "message": "Too much sodium in a day.", "rationale": "It raises blood pressure.", "citation": "Somebody, Some Journal 2020;1:1"}'::jsonb || spoilt as a) s
$$;
create function pg_temp.refused(spoilt jsonb, sentence text, description text) returns text language sql volatile as $$
  select throws_ok(format('select pg_temp.state(%L)', spoilt), 'TF040', 'Rule ' || coalesce(spoilt ->> 'code', 'test.sodium_day') || ': ' || sentence, description)
$$;

-- words
select pg_temp.refused('{"code": "sodium"}', 'a code is written subject.what in lower case, such as "hypertension.sodium_day".', 'a code has a subject');
select pg_temp.refused('{"version": null}', 'the version is missing: write 1 for a new rule, and one more for each change.', 'a version is stated');
select pg_temp.refused('{"severity": "bad"}', '"bad" is no severity: write info, caution or contraindicated.', 'severities are three');
select pg_temp.refused('{"message": " "}', 'the message is missing: write one sentence that tells a dietitian what is wrong.', 'a message is required');
select pg_temp.refused('{"rationale": ""}', 'the rationale is missing: write why, in a sentence or two.', 'a rationale is required');
select pg_temp.refused('{"citation": null}', 'the citation is missing: name the source (author, title, year) so that a reader can look it up.', 'a citation is required');
select pg_temp.refused('{"citation_url": "http://x.test"}', 'the citation''s address must begin with https://, or be left out.', 'an address is a safe one');

-- triggers
select pg_temp.refused('{"condition": null}', 'a rule has exactly one trigger: write condition, medication, allergy, life_stage, or age_years_from and age_years_to.', 'a trigger is required');
select pg_temp.refused('{"medication": "warfarin"}', 'a rule has exactly one trigger: write condition, medication, allergy, life_stage, or age_years_from and age_years_to.', 'two triggers are refused');
select pg_temp.refused('{"condition": "hypertention"}', 'there is no condition "hypertention". Did you mean "hypertension"? The codes are in app_public.conditions.', 'an unknown condition is refused, with the nearest');
select pg_temp.refused('{"condition": null, "medication": "warfarine"}', 'there is no medication "warfarine". Did you mean "warfarin"? The codes are in app_public.medications.', 'an unknown medication is refused');
select pg_temp.refused('{"condition": null, "allergy": "qqq"}', 'there is no allergen "qqq". The codes are in app_public.allergens.', 'an unknown allergen is refused');
select pg_temp.refused('{"condition": null, "life_stage": "puberty"}', '"puberty" is no life stage: write pregnancy or lactation.', 'life stages are two');
select pg_temp.refused('{"condition": null, "age_years_from": 18, "age_years_to": 18}', 'the age band from 18 to 18 is empty: it holds from the first age up to, but without, the second.', 'an empty age band is refused');

-- effects
select pg_temp.refused('{"maximum": null}', 'a rule has exactly one effect: write minimum and/or maximum, max_variation_percent, avoid_tag or avoid_allergen.', 'an effect is required');
select pg_temp.refused('{"avoid_tag": "alcohol"}', 'a rule has exactly one effect: write minimum and/or maximum, max_variation_percent, avoid_tag or avoid_allergen.', 'two effects are refused');
select pg_temp.refused('{"nutrient": null}', 'the nutrient is missing: write its code, such as "sodium".', 'a bound names its nutrient');
select pg_temp.refused('{"nutrient": "sodum"}', 'there is no nutrient "sodum". Did you mean "sodium"? The codes are in app_public.nutrients.', 'an unknown nutrient is refused');
select pg_temp.refused('{"nutrient": "energy_kj", "unit": "kJ"}', 'energy_kj is kept as its source has it and never ruled on: write energy (kcal), vitamin_a (µg RAE) or vitamin_d (µg).', 'CLINICAL 4: what is never summed is never ruled on');
select pg_temp.refused('{"per": "week"}', 'a bound holds per item, meal, day or average_day, not per "week".', 'scopes are four');
select pg_temp.refused('{"unit": null}', 'the unit is missing: write mg, mg/kg.', 'a bound has a unit');
select pg_temp.refused('{"unit": "g"}', 'sodium is measured in mg, not in g: convert the bound and write mg.', 'a bound has the nutrient''s own unit');
select pg_temp.refused('{"unit": "%"}', 'sodium has no share of energy: write the bound in mg or mg/kg.', 'only what brings energy has a share of it');
select pg_temp.refused('{"minimum": 2000}', 'the maximum 1500 is below the minimum 2000: exchange them.', 'a maximum below the minimum is refused');
select pg_temp.refused('{"maximum": -1}', 'a bound cannot be below zero.', 'a negative bound is refused');
select pg_temp.refused('{"unit": "mg/kg"}', 'a bound per kg names its weight: write weight => ''actual'', ''dry'' or ''adjusted''.', 'CLINICAL 24: a bound per kg names the weight');
select pg_temp.refused('{"unit": "mg/kg", "weight": "dry"}', 'a bound per kg says how old the weight may be: write weight_max_age_days, such as 90.', 'CLINICAL 24: and its age');
select pg_temp.refused('{"weight": "dry", "weight_max_age_days": 9}', 'only a bound per kg takes a weight: write the unit as mg/kg, or leave out the weight.', 'a weight belongs to a bound per kg');
select pg_temp.refused('{"nutrient": null, "per": null, "maximum": null, "unit": null, "avoid_tag": "alcool"}', 'there is no tag "alcool". Did you mean "alcohol"? The codes are in app_public.tags.', 'an unknown tag is refused');
select pg_temp.refused('{"maximum": null, "avoid_allergen": "gluten"}', 'what is to be avoided is avoided in any amount: leave out nutrient, per, unit and weight.', 'avoiding knows no amounts');
select pg_temp.refused('{"maximum": null, "max_variation_percent": 30}', 'a variation is from day to day and in percent: leave out per, unit and weight.', 'a variation has no unit');

-- precedence
select pg_temp.refused('{"supersedes": ["test.sodium_day"]}', 'a rule cannot supersede itself: a new version retires the former by its number.', 'CLINICAL 26: a rule does not supersede itself');
select pg_temp.refused('{"supersedes": ["no.such_rule"]}', 'it supersedes "no.such_rule", which is no rule. State the general rule first (its file stands earlier in medical/rules/all.sql).', 'CLINICAL 26: nor an unknown one');
select lives_ok($$ select pg_temp.state() $$, 'the statement itself is accepted');
select lives_ok($$ select pg_temp.state('{"code": "test.special", "supersedes": ["test.sodium_day"]}') $$, 'a special rule supersedes a general one');
select pg_temp.refused('{"version": 2, "supersedes": ["test.special"]}', 'it supersedes "test.special", which supersedes it: of two rules only the special one replaces the general one.', 'CLINICAL 26: two rules do not supersede each other');

-- versions
select is(pg_temp.state(), (select id from contraindication_rules where code = 'test.sodium_day'), 'the same statement again answers the same rule');
select pg_temp.refused('{"maximum": 1400}', 'version 1 exists with other content (maximum). What was shipped never changes: raise the version to 2.', 'CLINICAL 18: other content needs a new version');
select pg_temp.state('{"version": 2, "maximum": 1400}');
select results_eq($$ select version, maximum, retired_at is null from contraindication_rules where code = 'test.sodium_day' order by 1 $$,
  $$ values (1, 1500::numeric, false), (2, 1400::numeric, true) $$, 'CLINICAL 18: a new version retires the former, which stays listed');
select app_private.retire_rule('test.sodium_day');
select is_empty($$ select from contraindication_rules where code = 'test.sodium_day' and retired_at is null $$, 'a retired rule is in force no more');
select pg_temp.state('{"version": 2, "maximum": 1400}');
select is_empty($$ select from contraindication_rules where code = 'test.sodium_day' and retired_at is null $$, 'and stating it again does not bring it back');

select * from finish();
