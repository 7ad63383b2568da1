-- What makes rules hold for a client, and what counts where several say something of the same. Rules of these tests begin with "test.".
select plan(46);

create temp table who as select tests.org_id('dietitian@demo.test') as org, tests.new_client('1980-01-01') as client, tests.new_client((current_date - interval '17 years 6 months')::date) as teenager;
insert into client_conditions (org_id, client_id, condition_id) select org, c, app_private.kb_id('condition', 'osteoporosis') from who, unnest(array[client, teenager]) c;
create function pg_temp.rule(p_code text, p_severity text default 'contraindicated', p_lab_from numeric default null, p_lab_to numeric default null, p_nutrient text default 'potassium',
  p_per text default 'day', p_minimum numeric default null, p_maximum numeric default null, p_unit text default 'mg', p_supersedes text[] default '{}', p_weight text default null,
  p_from numeric default null, p_tag text default null) returns uuid language sql volatile as $$
  select app_private.define_rule(code => p_code, version => 1, severity => p_severity, condition => case when num_nonnulls(p_lab_from, p_lab_to, p_from) = 0 then 'osteoporosis' end,
    age_years_from => p_from, lab_test => case when num_nonnulls(p_lab_from, p_lab_to) > 0 then 'potassium_serum' end, lab_from => p_lab_from, lab_to => p_lab_to,
    lab_unit => case when num_nonnulls(p_lab_from, p_lab_to) > 0 then 'mmol/L' end, lab_max_age_days => case when num_nonnulls(p_lab_from, p_lab_to) > 0 then 90 end,
    nutrient => p_nutrient, per => p_per, minimum => p_minimum, maximum => p_maximum, unit => p_unit, supersedes => p_supersedes, avoid_tag => p_tag,
    weight => p_weight, weight_max_age_days => case when p_weight is not null then 90 end,
    message => 'A rule of a test.', rationale => 'It is made for a test.', citation => 'The clinical semantics of this product.')
$$;
-- The rules that count for the client between two days, as "code minimum-maximum", those of these tests and of the record.
create function pg_temp.counting(p_from date default current_date, p_to date default current_date + 1, p_client uuid default null) returns text[] language sql stable as $$
  select array(select concat_ws(' ', r.code, r.minimum || '-', '-' || r.maximum) from who, app_private.client_rules(org, coalesce(p_client, client), daterange(p_from, p_to)) r
                where r.code like 'test.%' or r.origin = 'limit' order by 1)
$$;
create function pg_temp.rule_of(p_code text, p_from date default current_date) returns app_private.client_rule language sql stable as $$
  select r from who, app_private.client_rules(org, client, daterange(p_from, p_from + 1)) r where r.code = p_code
$$;
create function pg_temp.measured(p_value numeric, p_on date, p_at timestamptz default now()) returns void language sql volatile as $$
  insert into client_labs (org_id, client_id, lab_test_code, taken_on, entered_value, entered_unit, created_at) select org, client, 'potassium_serum', p_on, p_value, 'mmol/L', p_at from who
$$;
create temp table food as select tests.new_food('Salad', '{"potassium": 100}') as salad, tests.new_food('Banana', '{"potassium": 2500}') as banana, tests.new_food('Mystery') as mystery;
create function pg_temp.said(p_version uuid, p_code text) returns safety_finding language sql volatile as $$
  select f from who, app_private.meal_plan_version_findings(org, p_version, client, daterange(current_date, current_date + 1)) f where f.rule_code = p_code
$$;
create function pg_temp.finding(p_food uuid, p_code text) returns safety_finding language sql volatile as $$
  select pg_temp.said(tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('food', p_food, 'grams', 100))))), p_code) from who
$$;

-- CLINICAL 23: the latest laboratory value
select pg_temp.rule('test.hyperkalaemia', p_lab_from => 5.5, p_maximum => 2000);
select is(pg_temp.counting(), '{}', 'CLINICAL 23: without a laboratory value its rule does not hold');
select pg_temp.measured(6, current_date - 60);
select is(pg_temp.counting(), '{"test.hyperkalaemia -2000"}', 'CLINICAL 23: a latest value within its age and from its limit on triggers');
select pg_temp.measured(5.5, current_date - 50);
select is(pg_temp.counting(), '{"test.hyperkalaemia -2000"}', 'the first value of the range is in it');
select pg_temp.measured(5.4, current_date - 40);
select is(pg_temp.counting(), '{}', 'CLINICAL 23: only the latest value counts');
select pg_temp.measured(5.6, current_date - 40, now() + interval '1 minute');
select is(pg_temp.counting(), '{"test.hyperkalaemia -2000"}', 'of two of a day the one recorded last');
select is(pg_temp.counting(current_date - 60, current_date - 55), '{"test.hyperkalaemia -2000"}', 'what was measured after the period says nothing of it');
select is(pg_temp.counting(current_date - 45, current_date - 40), '{"test.hyperkalaemia -2000"}', 'whose end is exclusive');
select is((pg_temp.rule_of('test.hyperkalaemia', current_date + 50)).missing, null, 'a value is good for the days that the rule says');
select matches((pg_temp.rule_of('test.hyperkalaemia', current_date + 51)).missing, '^potassium of the last 90 days \(the latest is of \d+ \w+ \d{4}\)$',
  'CLINICAL 20, 23: an older one does not pass silently: the rule lacks a newer one, and says of when the last is');
select pg_temp.measured(4, current_date - 39);
select ok((pg_temp.rule_of('test.hyperkalaemia', current_date + 60)).missing is not null, 'also where the old value was harmless');
delete from client_labs where client_id = (select client from who);
select pg_temp.measured(6, current_date - 91);
select ok(f.outcome = 'undetermined' and f.needs_acknowledgement and f.message like '%This cannot be decided: the record lacks potassium of the last 90 days (the latest is of%', 'and so says the finding')
  from (select (pg_temp.finding(banana, 'test.hyperkalaemia')).* from food) f;
select is(pg_temp.finding(salad, 'test.hyperkalaemia'), null, 'unless the plan keeps it whatever the value is') from food;

-- CLINICAL 26: what only could hold replaces nothing
select pg_temp.rule('test.general', 'caution', p_maximum => 4000);
select pg_temp.rule('test.special', p_lab_from => 5.5, p_maximum => 3000, p_supersedes => '{test.general}');
select is(pg_temp.counting(), '{"test.general -4000","test.hyperkalaemia -2000","test.special -3000"}', 'CLINICAL 26: where the special rule is not sure to hold, both are shown');
select pg_temp.measured(6, current_date - 1);
select is(pg_temp.counting(), '{"test.hyperkalaemia -2000","test.special -3000"}', 'CLINICAL 26: where it is, it takes the place of the general one');
select is((pg_temp.rule_of('test.special')).replaces, '{test.general}', 'and says so');
delete from client_labs where client_id = (select client from who);

-- CLINICAL 26: nor does what holds on some of the days only
create temp table course as select app_private.define_rule(code => 'test.course', version => 1, severity => 'contraindicated', medication => 'simvastatin', nutrient => 'potassium', per => 'day',
  maximum => 1000, unit => 'mg', supersedes => '{test.general}', message => 'A rule of a test.', rationale => 'It is made for a test.', citation => 'The clinical semantics of this product.');
insert into client_medications (org_id, client_id, medication_id, started_on, ended_on)
  select org, client, app_private.kb_id('medication', 'simvastatin'), current_date + d, current_date + d + 5 from who, unnest(array[0, 5]) d;
select is(pg_temp.counting(current_date, current_date + 10), '{"test.course -1000"}', 'CLINICAL 26: a course of a medicine that lasts through the period replaces the general rule, also in two entries');
select is(pg_temp.counting(current_date, current_date + 11), '{"test.course -1000","test.general -4000"}', 'CLINICAL 26: where it ends before the period does, both are shown');
select is(pg_temp.counting(current_date - 1, current_date + 5), '{"test.course -1000","test.general -4000"}', 'or begins later');
delete from client_medications where client_id = (select client from who);

-- CLINICAL 23: a physician's limit
create function pg_temp.ordered(p_maximum numeric, p_severity text default 'contraindicated', p_from date default current_date - 10, p_to date default null, p_scope text default 'day', p_minimum numeric default null)
  returns void language sql volatile as $$
  insert into client_limits (org_id, client_id, nutrient_id, scope, minimum, maximum, severity, ordered_by, ordered_on, starts_on, ends_on)
  select org, client, 306, p_scope::bound_scope, p_minimum, p_maximum, p_severity::rule_severity, 'Dr. Lee', '2026-05-03', p_from, p_to from who
$$;
select is(pg_temp.counting(), '{"test.general -4000"}', 'the general rule alone');
select pg_temp.ordered(2000, p_to => current_date + 10);
select is(pg_temp.counting(), '{"limit.potassium_day -2000"}', 'CLINICAL 23: a stricter limit at least as grave wins over the general rule');
select ok((r.origin, r.rule_id, r.replaces) is not distinct from ('limit'::text, null::uuid, '{test.general}'::text[]) and r.severity = 'contraindicated'
      and r.message like format('Ordered by Dr. Lee on 3 May 2026, until %s: potassium%% at most 2%%000%%mg a day.', to_char(current_date + 9, 'FMDD FMMonth YYYY'))
      and r.rationale like '%Stricter than test.general (at most 4%000%mg), which counts no more here.', 'and is shown as such: who ordered it, until when, and what it replaces')
  from (select (pg_temp.rule_of('limit.potassium_day')).*) r;
select ok((f.outcome, f.origin, f.supersedes, f.rule_version, f.needs_reason) = ('breach'::finding_outcome, 'limit', '{test.general}'::text[], 1, true), 'a plan above it breaks it')
  from (select (pg_temp.finding(banana, 'limit.potassium_day')).* from food) f;
select is((pg_temp.finding(mystery, 'limit.potassium_day')).outcome, 'undetermined', 'an unknown food leaves it undetermined') from food;
select is(pg_temp.counting(current_date + 9, null), '{"limit.potassium_day -2000"}', 'CLINICAL 23: it counts if it holds on any day of the period');
select is(pg_temp.counting(current_date + 10, null), '{"test.general -4000"}', 'and no more from the day on which it ends');
update client_limits set severity = 'info' where client_id = (select client from who);
select is(pg_temp.counting(), '{"limit.potassium_day -2000","test.general -4000"}', 'CLINICAL 23: a limit that is less grave than the rule takes nothing away: both are shown');
update client_limits set severity = 'contraindicated', maximum = 4001 where client_id = (select client from who);
select is(pg_temp.counting(), '{"limit.potassium_day -4001","test.general -4000"}', 'CLINICAL 23: nor does one that is looser');
update client_limits set maximum = 4000 where client_id = (select client from who);
select is(pg_temp.counting(), '{"limit.potassium_day -4000"}', 'one as strict does');
update client_limits set maximum = null, minimum = 1000 where client_id = (select client from who);
select is(pg_temp.counting(), '{"limit.potassium_day 1000-","test.general -4000"}', 'a minimum says nothing of a maximum');
select pg_temp.rule('test.both', 'caution', p_minimum => 500, p_maximum => 3500);
select is(pg_temp.counting(), '{"limit.potassium_day 1000-","test.both -3500","test.general -4000"}', 'of a rule with two sides only the one is replaced');
update client_limits set scope = 'average_day', minimum = null, maximum = 100 where client_id = (select client from who);
select is(pg_temp.counting(), '{"limit.potassium_average_day -100","test.both 500- -3500","test.general -4000"}', 'a limit of another scope is not compared');
delete from client_limits where client_id = (select client from who);
select pg_temp.ordered(2000, p_to => current_date + 5), pg_temp.ordered(1500, p_from => current_date + 5);
select is(pg_temp.counting(current_date, current_date + 20), '{"limit.potassium_day -1500","test.both 500-"}', 'of two orders one after the other the stricter one counts for a plan that lasts through both');
delete from client_limits where client_id = (select client from who);
select pg_temp.rule('test.kg', 'caution', p_maximum => 30, p_unit => 'mg/kg', p_weight => 'actual');
select pg_temp.ordered(1000);
select is(pg_temp.counting(), '{"limit.potassium_day -1000","test.both 500-",test.kg}', 'CLINICAL 24: a bound per kg without a weight cannot be compared: both are shown');
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, client, 'weight', 70, current_date from who;
select is(pg_temp.counting(), '{"limit.potassium_day -1000","test.both 500-"}', 'with one it can');
delete from client_limits where client_id = (select client from who);

-- CLINICAL 29, 18, 22: what the organisation adjusts and signs
select is((pg_temp.rule_of('test.general')).is_reviewed, false, 'CLINICAL 18: nobody has reviewed the rule');
select tests.authenticate_as('org_admin@demo.test');
select tighten_rule(id => '00000000-0000-7000-8000-000000000001', rule_code => 'test.general', maximum => 2500, reason => 'Our clinic is stricter.') is not null, switch_off_rule(id => '00000000-0000-7000-8000-000000000002', rule_code => 'test.both', reason => 'We do not follow it.') is not null;
select tests.as_owner();
select is(pg_temp.counting(), '{"test.general -2500","test.kg -2100"}', 'CLINICAL 29: a tightened bound counts in this organisation, a caution that it switched off does not');
select matches((pg_temp.rule_of('test.general')).rationale, 'Your organisation tightened this from 4.000.mg: Our clinic is stricter\.$', 'and the finding says so, with the reason');
select is((select count(*) from app_private.triggered_rules(tests.org_id('dietitian@other.test'), (select id from clients where org_id = tests.org_id('dietitian@other.test') limit 1), daterange(current_date, null)) r
            where r.code = 'test.general' and r.maximum < 4000), 0::bigint, 'and in no other');
-- An open switch-off of what is contraindicated cannot be made by the desk; even if it stood there, it would not count.
set constraints all immediate;
alter table rule_adjustments disable trigger user;
insert into rule_adjustments (org_id, rule_org_id, rule_id, rule_code, rule_version, kind, reason)
  select w.org, r.org_id, r.id, r.code, r.version, 'switch_off', 'Never allowed.' from who w, contraindication_rules r where r.code = 'test.special';
alter table rule_adjustments enable trigger user;
select pg_temp.measured(6, current_date - 1);
select is(pg_temp.counting(), '{"test.hyperkalaemia -2000",test.kg -2100,"test.special -3000"}', 'CLINICAL 29: a contraindication is never loosened');
delete from client_labs where client_id = (select client from who);
create function pg_temp.may_contain() returns finding_outcome language sql volatile as $$
  select (pg_temp.finding(tests.new_food('May contain', '{"potassium": 1}', '{}', '{"peanut": "may_contain"}'), 'allergy.peanut')).outcome
$$;
insert into client_allergies (org_id, client_id, allergen_id, kind, criticality) select org, client, app_private.kb_id('allergen', 'peanut'), 'allergy', 'high' from who;
select is(pg_temp.may_contain(), 'warning', 'CLINICAL 22: may contain × high warns');
update organizations set may_contain_is_breach = true where id = (select org from who);
select is(pg_temp.may_contain(), 'breach', 'CLINICAL 22: and is a breach where the organisation says so');
update client_allergies set criticality = 'low' where client_id = (select client from who);
select is(pg_temp.may_contain(), 'warning', 'of a high criticality only');
insert into rule_reviews (org_id, rule_id, member_id, qualification) select org, r.id, tests.member_id('dietitian@demo.test'), 'Registered dietitian' from who, contraindication_rules r where r.code = 'test.general';
select is(((pg_temp.rule_of('test.general')).is_reviewed, (pg_temp.rule_of('test.kg')).is_reviewed)::text, '(t,f)', 'CLINICAL 18: what a member of the organisation signed is reviewed there');

-- CLINICAL 23: ages, and days without an end
select pg_temp.rule('test.adults', 'caution', p_from => 18, p_maximum => 5000);
select is(pg_temp.counting(current_date, current_date + 30, teenager), '{"test.general -2500",test.kg}', 'CLINICAL 23: a birthday after the period does not count') from who;
select is(pg_temp.counting(current_date, null, teenager), '{"test.adults -5000","test.general -2500",test.kg}', 'one within the year to come does for a plan without end') from who;
select is(pg_temp.counting(current_date - 300, null, teenager), '{"test.general -2500",test.kg}', 'a later one does not yet: a check every night notices it') from who;

select * from finish();
