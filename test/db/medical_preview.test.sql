-- A DBA sees what a rule would change before it is shipped, and what it says afterwards.
select no_plan();

create temp table who as select tests.org_id('dietitian@demo.test') as org, tests.new_client() as client, tests.new_client() as other;
insert into client_conditions (org_id, client_id, condition_id) select org, client, app_private.kb_id('condition', 'osteoporosis') from who;
-- Day 1: 100 mg of calcium; day 2: 1 300 mg; and something of which nothing is known on day 3.
create temp table food as select tests.new_food('Little calcium', '{"calcium": 100}') as little, tests.new_food('Much calcium', '{"calcium": 1300}', '{"high_oxalate": true}') as much;
create temp table assigned as
  select tests.new_plan(c, jsonb_build_array(
      jsonb_build_array(jsonb_build_array(jsonb_build_object('food', little, 'grams', 100))),
      jsonb_build_array(jsonb_build_array(jsonb_build_object('food', much, 'grams', 100))),
      '[[{"text": "what the canteen serves"}]]'::jsonb)) as version, c as client
    from who, food, unnest(array[client, other]) c;
insert into meal_plan_assignments (org_id, client_id, meal_plan_version_id, starts_on, created_by)
  select org, a.client, a.version, current_date - 3, tests.user_id('dietitian@demo.test') from assigned a, who;

create function pg_temp.state(p_code text, p_version integer, p_severity text default 'caution', p_minimum numeric default null, p_maximum numeric default null, p_condition text default 'osteoporosis', p_supersedes text[] default '{}')
  returns uuid language sql volatile as $$
  select app_private.define_rule(code => p_code, version => p_version, severity => p_severity, condition => p_condition, nutrient => 'calcium', per => 'day',
    minimum => p_minimum, maximum => p_maximum, unit => 'mg', supersedes => p_supersedes,
    message => 'The day has another amount of calcium.', rationale => 'Only a test asks for it.', citation => 'Somebody, Some Journal 2020;1:1')
$$;
create function pg_temp.told(p_code text) returns text[] language sql volatile as $$
  select array(select concat_ws(' ', change, rule, '| ' || place, '|', coalesce(outcome_before::text, 'nothing'), '->', coalesce(outcome::text, 'nothing'))
                 from app_private.preview_rule(p_code, current_date) where client = 'Test Client' order by 1)
$$;

-- A new rule: what appears, with value and limit, and with what is unknown.
select pg_temp.state('shown.calcium_day', 1, 'caution', 950);
select is(pg_temp.told('shown.calcium_day'), array[
  'appears shown.calcium_day | day 1 | nothing -> warning', 'appears shown.calcium_day | day 3 | nothing -> undetermined'], 'a new rule: the findings that appear, undetermined ones too');
select results_eq($$ select o.name, p.plan, p.version, p.observed, p.minimum, p.maximum, p.unit, p.observed_before, p.minimum_before
                       from app_private.preview_rule('shown.calcium_day', current_date) p, organizations o where o.id = tests.org_id('dietitian@demo.test') and p.place = 'day 1' $$,
  $$ select name, 'Test plan', 1, 100::numeric, 950::numeric, null::numeric, 'mg', null::numeric, null::numeric from organizations where id = tests.org_id('dietitian@demo.test') $$,
  'with organisation, plan and version, value and limit');
select results_eq($$ select unknown_foods from app_private.preview_rule('shown.calcium_day', current_date) where place = 'day 3' $$, $$ values ('{what the canteen serves}'::text[]) $$, 'and the foods of which it is unknown');
select is((select count(*) from contraindication_rules where code = 'shown.calcium_day' and retired_at is null), 1::bigint, 'looking changes nothing: the rule is in force as before');
select results_eq($$ select count(*) from app_private.preview_rule('shown.calcium_day', current_date) p where p.client <> 'Test Client' or p.rule <> 'shown.calcium_day' $$, $$ values (0::bigint) $$,
  'nobody else, and no other rule, is touched');
update meal_plan_assignments set status = 'suspended' where client_id = (select client from who);
select is_empty($$ select from app_private.preview_rule('shown.calcium_day', current_date) $$, 'a suspended assignment is not counted');
update meal_plan_assignments set status = 'active', ends_on = current_date where client_id = (select client from who);
select is_empty($$ select from app_private.preview_rule('shown.calcium_day', current_date) $$, 'nor one that has ended');
update meal_plan_assignments set ends_on = null where client_id = (select client from who);

-- A new version, against the one that it takes the place of.
select pg_temp.state('shown.calcium_day', 2, 'contraindicated', 50, 1200);
select is(pg_temp.told('shown.calcium_day'), array[
  'appears shown.calcium_day | day 2 | nothing -> breach', 'changes shown.calcium_day | day 3 | undetermined -> undetermined', 'disappears shown.calcium_day | day 1 | warning -> nothing'],
  'CLINICAL 18: a new version: what appears, what disappears and what changes against the former');
select results_eq($$ select severity_before::text, severity::text, minimum_before, minimum, maximum_before, maximum from app_private.preview_rule('shown.calcium_day', current_date) where change = 'changes' $$,
  $$ values ('caution', 'contraindicated', 950::numeric, 50::numeric, null::numeric, 1200::numeric) $$, 'with severity and limits of both');

-- A special rule that supersedes it, and what goes with a rule that retires.
select pg_temp.state('shown_special.calcium_day', 1, 'contraindicated', null, 2000, 'osteoporosis', '{shown.calcium_day}');
select is(pg_temp.told('shown_special.calcium_day'), array[
  'appears shown_special.calcium_day | day 3 | nothing -> undetermined', 'disappears shown.calcium_day | day 2 | breach -> nothing', 'disappears shown.calcium_day | day 3 | undetermined -> nothing'],
  'CLINICAL 26: what a superseded rule says no more is shown too');
select app_private.retire_rule('shown_special.calcium_day');
select is(pg_temp.told('shown_special.calcium_day'), array[
  'appears shown.calcium_day | day 2 | nothing -> breach', 'appears shown.calcium_day | day 3 | nothing -> undetermined', 'disappears shown_special.calcium_day | day 3 | undetermined -> nothing'],
  'a rule that retires: what disappears, and what the general rule says again');
select throws_ok($$ select from app_private.preview_rule('no.such_rule', current_date) $$, 'TF040', 'Rule no.such_rule: there is no such rule to preview: state it first, in the same transaction.', 'an unknown rule is told');

-- An organisation that had switched the former version off sees the new one appear.
select pg_temp.state('shown_twice.calcium_day', 1, 'caution', 950);
insert into rule_adjustments (org_id, rule_id, kind, reason) select org, r.id, 'switch_off', 'We count calcium otherwise.' from who, contraindication_rules r where r.code = 'shown_twice.calcium_day';
select is(pg_temp.told('shown_twice.calcium_day'), '{}', 'CLINICAL 29: what an organisation switched off changes nothing for it');
select pg_temp.state('shown_twice.calcium_day', 2, 'caution', 940);
select is(pg_temp.told('shown_twice.calcium_day'), array['appears shown_twice.calcium_day | day 1 | nothing -> warning', 'appears shown_twice.calcium_day | day 3 | nothing -> undetermined'],
  'CLINICAL 29: and its new version is in force again, as the preview shows');

-- Exercise: nothing is claimed of food (CLINICAL 25).
select app_private.define_rule(code => 'shown.no_contact', version => 1, severity => 'contraindicated', condition => 'osteoporosis', avoid_exercise_tag => 'contact',
  message => 'No contact sports.', rationale => 'Only a test asks for it.', citation => 'Somebody, Some Journal 2020;1:1');
select is(pg_temp.told('shown.no_contact'), '{}', 'CLINICAL 25: a rule on exercise changes no plan of meals');
select is_empty($$ select from assigned a, who, app_private.meal_plan_version_findings(who.org, a.version, a.client, daterange(current_date, null)) f where f.rule_code = 'shown.no_contact' $$,
  'CLINICAL 25: no finding claims that it was checked');

-- explain_rule
create function pg_temp.says(p_code text, p_what text) returns text language sql stable as $$
  select replace(string_agg(says, '; '), chr(160), ' ') from app_private.explain_rule(p_code, current_date) where what = p_what
$$;
select is(pg_temp.says('hypertension.sodium_day', 'for whom'), 'Hypertension', 'for whom: a condition');
select is(pg_temp.says('simvastatin.grapefruit', 'for whom'), 'Simvastatin', 'a medicine');
select is(pg_temp.says('mao_inhibitors.tyramine', 'for whom'), 'any of the MAO inhibitors, non-selective', 'a class of them');
select is(pg_temp.says('crustaceans.molluscs', 'for whom'), 'allergy to Crustaceans', 'an allergy');
select is(pg_temp.says('pregnancy.alcohol', 'for whom'), 'Pregnancy', 'a stage of life');
select is(pg_temp.says('older_adults.protein_average', 'for whom'), 'age from 65 years on', 'an age');
select is(pg_temp.says('hypertension.sodium_day', 'asks'), 'Sodium at most 2 000 mg on each day', 'what it asks: a bound');
select is(pg_temp.says('dialysis.protein_average', 'asks'), 'Protein at least 1 g per kg of dry body weight on the average day (weight at most 30 days old)', 'per kg');
select is(pg_temp.says('gestational_diabetes.carbohydrate_day', 'asks'), 'Carbohydrate 35 to 45 % of the energy of each day', 'a share of energy');
select is(pg_temp.says('vitamin_k_antagonists.vitamin_k_variation', 'asks'), 'Vitamin K on each day within 50 % of the mean day', 'a variation');
select is(pg_temp.says('pregnancy.alcohol', 'asks'), 'avoid food: Alcohol', 'a tag');
select is(pg_temp.says('coeliac_disease.gluten', 'asks'), 'avoid allergen: Gluten (cereals)', 'an allergen');
select is(pg_temp.says('shown.no_contact', 'asks'), 'avoid exercise: Contact', 'an exercise');
select is(pg_temp.says('shown.no_contact', 'evaluated'), 'not of meals: it is about exercise, and no check of a meal plan counts it', 'CLINICAL 25: of which it says that meals are not checked for it');
select is(pg_temp.says('pregnancy.alcohol', 'review'), 'not clinically reviewed', 'CLINICAL 18: and that nobody has reviewed it');
select is(pg_temp.says('heart_failure.sodium_day', 'supersedes'), 'hypertension.sodium_day: Sodium at most 2 000 mg on each day', 'CLINICAL 26: what it supersedes');
select matches(pg_temp.says('hypertension.sodium_day', 'superseded by'), 'heart_failure.sodium_day, for Heart failure: Sodium at most 2 000 mg on each day', 'CLINICAL 26: and what supersedes it');
select is(pg_temp.says('shown_special.calcium_day', 'rule'), 'shown_special.calcium_day, version 1, retired', 'a retired rule is explained as well');
select is(pg_temp.says('shown.calcium_day', 'version 1'), format('caution; Calcium at least 950 mg on each day; shipped %s, retired %s', current_date, current_date), 'CLINICAL 18: with its versions');
select is(pg_temp.says('shown.calcium_day', 'version 2'), format('contraindicated; Calcium 50 to 1 200 mg on each day; shipped %s', current_date), 'and what each asked');
select is(split_part(pg_temp.says('shown.calcium_day', 'holds today for'), ' of ', 1)::integer, (select count(distinct c.client_id)::integer from client_conditions c where c.condition_id = app_private.kb_id('condition', 'osteoporosis')),
  'for how many clients it holds today');
select is(pg_temp.says('shown.calcium_day', 'active plans'), '1 whose client it holds for on any day from today on', 'and how many of them follow a plan');
insert into rule_reviews (org_id, rule_id, member_id, qualification) select m.org_id, r.id, m.id, 'Registered dietitian'
  from memberships m, contraindication_rules r where m.id = tests.member_id('dietitian@demo.test') and r.code = 'hypertension.sodium_day' and r.retired_at is null;
insert into rule_adjustments (org_id, rule_id, kind, maximum, reason) select tests.org_id('dietitian@demo.test'), r.id, 'tighten', 1500, 'Our cardiologists ask for less.'
  from contraindication_rules r where r.code = 'hypertension.sodium_day' and r.retired_at is null;
select is(pg_temp.says('hypertension.sodium_day', 'signed'), 'by 1 person in 1 organisation, as this version', 'CLINICAL 18: by how many it was signed in the application');
select is(pg_temp.says('hypertension.sodium_day', 'adjusted'), 'tightened by 1 organisation, switched off by 0', 'CLINICAL 29: and what organisations made of it');
select is(pg_temp.says('potassium_measured_high.potassium_day', 'for whom'), 'latest Potassium of 6 mmol/L or more, at most 30 days old', 'CLINICAL 23: a laboratory value, in words');
select is(pg_temp.says('toddlers.sodium_day', 'for whom'), 'age from 1 to under 4 years', 'CLINICAL 23: an age band, in words');
select is(pg_temp.says('coronary_heart_disease.exercise_load', 'asks'), 'exercise: load at most 60 % of the one-repetition maximum', 'CLINICAL 25: a limit of exercise, in words');
select throws_ok($$ select from app_private.explain_rule('no.such_rule', current_date) $$, 'TF040', null, 'an unknown rule is told');

select * from finish();
