select no_plan();

create temp table here as select tests.org_id('org_admin@demo.test') as org, tests.org_id('org_admin@other.test') as other;
grant select on here to public;

-- States a rule of the desk's own, or its next version.
create function pg_temp.state(p_code text, p_version integer default 1, p_severity text default 'caution', p_nutrient text default 'sodium',
  p_per text default 'day', p_minimum numeric default null, p_maximum numeric default null, p_unit text default 'mg', p_tag text default null, p_variation numeric default null)
  returns uuid language sql volatile as $$
  select app_private.define_rule(code => p_code, version => p_version, severity => p_severity, condition => 'hypertension',
    nutrient => p_nutrient, per => p_per, minimum => p_minimum, maximum => p_maximum, unit => p_unit, avoid_tag => p_tag, max_variation_percent => p_variation,
    message => 'A rule of this test.', rationale => 'So that it does not rest on what is shipped.', citation => 'The test of the desk of rules, 2026')
$$;
select pg_temp.state('desk.sodium', p_maximum => 2000);
select pg_temp.state('desk.both', p_minimum => 1500, p_maximum => 3000);
select pg_temp.state('desk.never', p_severity => 'contraindicated', p_maximum => 5000);
select pg_temp.state('desk.liquorice', p_tag => 'liquorice', p_nutrient => null, p_per => null, p_unit => null);
select pg_temp.state('desk.even', p_nutrient => 'vitamin_k', p_per => null, p_unit => null, p_variation => 50);
select pg_temp.state('desk.info', p_severity => 'info', p_maximum => 900);
create function pg_temp.rule_id(p_code text) returns uuid language sql stable as $$
  select id from contraindication_rules where code = p_code and retired_at is null
$$;
create function pg_temp.in_force(p_code text) returns text language sql stable as $$
  select concat_ws(' ', case when switch_off_id is not null then 'off' end, trim_scale(f.minimum), '-', trim_scale(f.maximum), f.unit)
    from app_private.rule_adjustments_in_force((select org from here)) f where f.rule_id = pg_temp.rule_id(p_code)
$$;
create function pg_temp.an_id(n integer) returns uuid language sql immutable as $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
grant execute on function pg_temp.rule_id(text), pg_temp.an_id(integer) to public;

-- an org_admin tightens
select tests.authenticate_as('org_admin@demo.test');
select results_eq($$ select kind, rule_code, rule_version, maximum, unit, reason, created_by = tests.user_id('org_admin@demo.test')
                       from tighten_rule(pg_temp.an_id(1), 'desk.sodium', ' Most of our patients have had a stroke. ', null, 1500) $$,
  $$ values ('tighten', 'desk.sodium', 1, 1500::numeric, 'mg', 'Most of our patients have had a stroke.', true) $$, 'CLINICAL 29: an org_admin tightens a bound, with a reason');
select is((tighten_rule(pg_temp.an_id(1), 'desk.sodium', 'Most of our patients have had a stroke.', null, 1500)).id, pg_temp.an_id(1), 'again is the same');
select is((select count(*) from rule_adjustments), 1::bigint, 'and happens once');
select throws_ok($$ select tighten_rule(pg_temp.an_id(1), 'desk.sodium', 'Most of our patients have had a stroke.', null, 1400) $$, 'TF409', null, 'an id is that of one decision');
select throws_ok($$ select tighten_rule(pg_temp.an_id(2), 'desk.sodium', 'Lower still, I think.', null, 1400) $$, 'TF108', 'Somebody has tightened this rule already.',
  'what stands is not replaced by somebody who has not seen it');
select is((tighten_rule(pg_temp.an_id(2), 'desk.sodium', 'It was too strict for most.', null, 1800, 'mg', pg_temp.an_id(1))).maximum, 1800::numeric,
  'who has seen it replaces it, also by a bound nearer to the rule''s own');
select results_eq($$ select end_cause, end_reason, ended_by = tests.user_id('org_admin@demo.test') from rule_adjustments where id = pg_temp.an_id(1) $$,
  $$ values ('replaced', 'It was too strict for most.', true) $$, 'and the former stays listed with who and why');
select is((tighten_rule(pg_temp.an_id(3), 'desk.both', 'We want a little more.', 1600, null)).minimum, 1600::numeric, 'one side alone is tightened, too');
select is((tighten_rule(pg_temp.an_id(4), 'desk.never', 'Stricter is always allowed.', null, 4000)).maximum, 4000::numeric, 'a contraindication as well');
select is((tighten_rule(pg_temp.an_id(5), 'desk.even', 'Our laboratory asks for it.', null, 30)).unit, '%', 'and how far a day may lie from the mean day');

-- and is refused what would loosen
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.info', 'Just a little more.', null, 901) $$, 'TF107',
  format('A maximum above 900%smg is looser than the rule: it can only be tightened.', chr(160)), 'CLINICAL 29: a higher maximum is refused');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.both', 'Just a little less.', 1499, 2000, null, pg_temp.an_id(3)) $$, 'TF107', null, 'a lower minimum, whatever the maximum');
select is((select ended_at from rule_adjustments where id = pg_temp.an_id(3)), null, 'and what it would have replaced still stands');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.info', 'The same as it is.', null, 900) $$, 'TF107', 'That is the rule''s own bound: nothing would be tightened.', 'the rule''s own bound is none');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.both', 'Crossing over.', 2500, 2400, null, pg_temp.an_id(3)) $$, 'TF107', null, 'a minimum above the maximum makes no sense');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.both', 'Crossing over.', null, 1400, null, pg_temp.an_id(3)) $$, 'TF107',
  'The minimum would be above the maximum: no plan could keep both.', 'nor one above the rule''s');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.info', 'There is none.', 100, null) $$, 'TF107', 'This rule has no minimum to tighten.', 'a bound that the rule has not is a rule of its own');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.liquorice', 'A little only.', null, 1) $$, 'TF107', null, 'what is to be avoided has no bound');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.info', 'In grams.', null, 0.8, 'g') $$, 'TF107', 'This rule''s bound is in mg, not in g: convert it.', 'another unit is not guessed at');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.info', 'Nothing at all.', null, null) $$, 'TF400', null, 'a bound is said');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.info', 'Not a number.', null, 'NaN') $$, 'TF107', null, 'and is a number');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.both', 'Not a number.', 'NaN', null, null, pg_temp.an_id(3)) $$, 'TF107', null, 'on either side');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.info', 'no', null, 800) $$, 'TF400', null, 'a reason is given');
select throws_ok($$ select tighten_rule(pg_temp.an_id(9), 'desk.unheard_of', 'Whatever it is.', null, 800) $$, 'TF404', null, 'a rule exists');

-- switches off
select results_eq($$ select kind, rule_version, minimum, maximum, unit from switch_off_rule(pg_temp.an_id(11), 'desk.info', 'Nobody here acts on it.') $$,
  $$ values ('switch_off', 1, null::numeric, null::numeric, null::text) $$, 'CLINICAL 29: an org_admin switches a caution off, with a reason');
select is((switch_off_rule(pg_temp.an_id(11), 'desk.info', 'Nobody here acts on it.')).id, pg_temp.an_id(11), 'again is the same');
select throws_ok($$ select switch_off_rule(pg_temp.an_id(11), 'desk.liquorice', 'Nobody here acts on it.') $$, 'TF409', null, 'an id is that of one decision');
select throws_ok($$ select switch_off_rule(pg_temp.an_id(12), 'desk.info', 'Nobody here acts on it.') $$, 'TF108', null, 'what is off is not switched off twice');
select throws_ok($$ select switch_off_rule(pg_temp.an_id(12), 'desk.never', 'It is in the way.') $$, 'TF106', null, 'CLINICAL 29: a contraindication is never switched off');
select throws_ok($$ select switch_off_rule(pg_temp.an_id(12), 'desk.liquorice', ' no ') $$, 'TF400', null, 'a reason is given');
select ok((switch_off_rule(pg_temp.an_id(13), 'desk.liquorice', 'Our patients know.')).id is not null, 'a caution that has no bound is switched off as well');

-- and ends it
select results_eq($$ select end_cause, end_reason, ended_by = tests.user_id('org_admin@demo.test'), ended_at is not null from end_rule_adjustment(pg_temp.an_id(13), 'They do not.') $$,
  $$ values ('ended', 'They do not.', true, true) $$, 'what was adjusted ends, with a reason');
select is((end_rule_adjustment(pg_temp.an_id(13), 'Another reason.')).end_reason, 'They do not.', 'again changes nothing');
select throws_ok($$ select end_rule_adjustment(pg_temp.an_id(11), 'no') $$, 'TF400', null, 'a reason is given');
select throws_ok($$ select end_rule_adjustment(pg_temp.an_id(99), 'There is none.') $$, 'TF404', null, 'and what is ended exists');
select ok((switch_off_rule(pg_temp.an_id(14), 'desk.liquorice', 'Now they do know.')).id is not null, 'what ended is decided anew');
select throws_ok($$ insert into rule_adjustments (id, rule_id, kind, reason) values (pg_temp.an_id(15), pg_temp.rule_id('desk.sodium'), 'switch_off', 'Past the function.') $$, '42501', null, 'nobody writes past the functions');
select throws_ok($$ update rule_adjustments set maximum = 5000 $$, '42501', null, 'or changes what was decided');
select throws_ok($$ delete from rule_adjustments $$, '42501', null, 'or deletes it');

-- whoever writes, loosening is refused: by the definer functions' owner as by the owner of everything
select tests.as_owner();
select throws_ok(format($$ insert into rule_adjustments (org_id, rule_id, kind, maximum, unit, reason) values (%L, pg_temp.rule_id('desk.never'), 'tighten', 9999, 'mg', 'By hand.') $$, org), 'TF107', null,
  'CLINICAL 29: a plain insert by the owner cannot loosen a contraindication') from here;
select throws_ok(format($$ insert into rule_adjustments (org_id, rule_id, kind, reason) values (%L, pg_temp.rule_id('desk.never'), 'switch_off', 'By hand.') $$, org), 'TF106', null,
  'CLINICAL 29: nor switch it off') from here;
select throws_ok(format($$ insert into rule_adjustments (org_id, rule_id, kind, rule_org_id, rule_code, rule_version, maximum, unit, reason)
  values (%L, pg_temp.rule_id('desk.never'), 'tighten', %1$L, 'desk.info', 1, 5001, 'mg', 'By hand.') $$, org), 'TF107', null, 'nor by naming another rule beside it') from here;
select throws_ok($$ update rule_adjustments set maximum = 4999, ended_at = now(), end_cause = 'ended', end_reason = 'By hand.' where id = pg_temp.an_id(4) $$, 'TF109', null, 'nor change what was decided, not even while ending it');
select throws_ok($$ update rule_adjustments set rule_id = pg_temp.rule_id('desk.sodium') where id = pg_temp.an_id(4) $$, 'TF109', null, 'nor let it speak of another rule');
select throws_ok($$ update rule_adjustments set ended_at = null, end_cause = null, end_reason = null, ended_by = null where id = pg_temp.an_id(13) $$, 'TF109', null, 'nor take up again what ended');
select throws_ok($$ delete from rule_adjustments where id = pg_temp.an_id(13) $$, 'TF109', null, 'nor delete it');
select set_config('role', 'tf_definer', true), set_config('app.org_id', (select org::text from here), true);
select throws_ok($$ insert into rule_adjustments (rule_id, kind, reason) values ((select id from contraindication_rules where code = 'desk.never'), 'switch_off', 'By a function.') $$, 'TF106', null,
  'CLINICAL 29: the role that bears the functions cannot either');
select throws_ok($$ insert into rule_adjustments (rule_id, kind, maximum, unit, reason) values ((select id from contraindication_rules where code = 'desk.never'), 'tighten', 6000, 'mg', 'By a function.') $$, 'TF107', null, 'in any way');
select lives_ok($$ insert into rule_adjustments (id, rule_id, kind, maximum, unit, reason) values ('00000000-0000-7000-8000-0000000000aa', (select id from contraindication_rules where code = 'desk.both'), 'tighten', 2500, 'mg', 'By a function.') on conflict do nothing $$,
  'what is stricter it may write');
select tests.as_owner();
select throws_ok($$ insert into rule_adjustments (org_id, rule_id, kind, reason) values ((select other from here), uuidv7(), 'switch_off', 'Of nothing.') $$, 'TF404', null, 'of a rule that does not exist nothing is decided');

-- what counts
select is(pg_temp.in_force('desk.sodium'), '- 1800 mg', 'the tightened bound counts');
select is(pg_temp.in_force('desk.both'), '1600 - 3000 mg', 'beside the bound that was left as it is');
select is(pg_temp.in_force('desk.even'), '- 30 %', 'of a variation the percentage');
select is(pg_temp.in_force('desk.info'), 'off - 900 mg', 'what is switched off says nothing');
select is_empty($$ select from app_private.rule_adjustments_in_force((select other from here)) $$, 'for this organisation only');

-- a new version
select is((select count(*) from graphile_worker.jobs where task_identifier = 'rule_adjustments__lapse'), 0::bigint, 'as long as rules stay as they are nothing lapses');
select pg_temp.state('desk.sodium', 2, p_maximum => 1600);
select pg_temp.state('desk.info', 2, 'info', p_maximum => 800);
select pg_temp.state('desk.both', 2, p_per => 'average_day', p_minimum => 1500, p_maximum => 3000);
select pg_temp.state('desk.liquorice', 2, 'contraindicated', p_tag => 'liquorice', p_nutrient => null, p_per => null, p_unit => null);
select app_private.retire_rule('desk.even');
select is(pg_temp.in_force('desk.sodium'), '- 1600 mg', 'CLINICAL 29: a tightening stays across versions that bind the same: the stricter of both counts');
select is(pg_temp.in_force('desk.info'), null, 'CLINICAL 29: a switch-off is of one version: the next is in force again, at once');
select is(pg_temp.in_force('desk.both'), null, 'a tightening does not carry over to what is bound in another way');
select is(pg_temp.in_force('desk.liquorice'), null, 'what has become a contraindication is in force again');
select is((select count(*) from graphile_worker.jobs where task_identifier = 'rule_adjustments__lapse'), 1::bigint, 'the worker is asked to look at this organisation, once');
select set_eq($$ select rule_code, end_cause, end_reason, ended_by from app_private.lapse_rule_adjustments((select org from here)) $$,
  $$ values ('desk.info', 'lapsed', 'Version 2 of the rule took its place, and is in force.', null::uuid), ('desk.liquorice', 'lapsed', 'Version 2 of the rule took its place, and is in force.', null),
            ('desk.both', 'lapsed', 'Version 2 of the rule binds something else.', null), ('desk.even', 'lapsed', 'The rule was retired.', null) $$,
  'what lapsed is ended and says why');
select is_empty($$ select from app_private.lapse_rule_adjustments((select org from here)) $$, 'once');
select set_eq($$ select m.role::text, n.payload ->> 'ruleCode' from notifications n join memberships m on (m.org_id, m.id) = (n.org_id, n.member_id) where n.kind = 'rule_adjustment_lapsed' $$,
  $$ values ('org_admin', 'desk.info'), ('org_admin', 'desk.liquorice'), ('org_admin', 'desk.both'), ('org_admin', 'desk.even') $$, 'CLINICAL 29: the org_admins are told');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select switch_off_rule(pg_temp.an_id(20), 'desk.liquorice', 'It was off before.') $$, 'TF106', null, 'what has become a contraindication stays on');
select throws_ok($$ select tighten_rule(pg_temp.an_id(20), 'desk.even', 'It was before.', null, 20) $$, 'TF105', null, 'what is retired is not adjusted');
select ok((switch_off_rule(pg_temp.an_id(21), 'desk.info', 'Still nobody acts on it.')).rule_version = 2, 'the new version is switched off anew');
select is((select max(rule_version) from rule_adjustments where rule_code = 'desk.info' and ended_at is null), 2, 'and both decisions are listed');

-- everybody else on the staff reads
select tests.authenticate_as('dietitian@demo.test');
select is((select count(*) from rule_adjustments where rule_code = 'desk.info'), 2::bigint, 'a dietitian reads what was decided');
select throws_ok($$ select tighten_rule(pg_temp.an_id(30), 'desk.sodium', 'As I think.', null, 1000) $$, '42501', null, 'and does not tighten');
select throws_ok($$ select switch_off_rule(pg_temp.an_id(30), 'desk.sodium', 'As I think.') $$, '42501', null, 'or switch off');
select throws_ok($$ select end_rule_adjustment(pg_temp.an_id(21), 'As I think.') $$, '42501', null, 'or end');
select tests.authenticate_as('assistant@demo.test');
select is((select count(*) from rule_adjustments where rule_code = 'desk.info'), 2::bigint, 'an assistant reads it too');
select throws_ok($$ select tighten_rule(pg_temp.an_id(30), 'desk.sodium', 'As I think.', null, 1000) $$, '42501', null, 'and decides nothing');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select from rule_adjustments $$, '42501', null, 'a researcher does not read it');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select from rule_adjustments $$, '42501', null, 'nor a client');

-- another organisation
select tests.authenticate_as('org_admin@other.test');
select is_empty($$ select from rule_adjustments $$, 'another organisation sees nothing of it');
select throws_ok($$ select end_rule_adjustment(pg_temp.an_id(21), 'Not mine to end.') $$, 'TF404', null, 'and ends nothing of it');
select ok((tighten_rule(pg_temp.an_id(2), 'desk.sodium', 'We decide for ourselves.', null, 1500)).id is not null, 'its own it decides, under whatever id');
select tests.as_owner();
select is((select ended_at from rule_adjustments a, here where (a.org_id, a.id) = (here.org, pg_temp.an_id(21))), null, 'the decision still stands');
select is(pg_temp.in_force('desk.sodium'), '- 1600 mg', 'and what counts here is this organisation''s');

-- a dietitian signs
select tests.authenticate_as('dietitian@demo.test');
select ok(not (select contraindication_rules_is_reviewed(r) from contraindication_rules r where r.id = pg_temp.rule_id('desk.sodium')), 'CLINICAL 18: a rule is not clinically reviewed …');
select results_eq($$ select qualification, note, member_id = tests.member_id('dietitian@demo.test'), reviewed_by = tests.user_id('dietitian@demo.test'), withdrawn_at
                       from sign_rule(pg_temp.an_id(41), pg_temp.rule_id('desk.sodium'), ' Registered dietitian ', ' ') $$,
  $$ values ('Registered dietitian', null, true, true, null::timestamptz) $$, 'CLINICAL 18: … until a person signs it');
select ok((select contraindication_rules_is_reviewed(r) from contraindication_rules r where r.id = pg_temp.rule_id('desk.sodium')), 'then it is');
select is((sign_rule(pg_temp.an_id(41), pg_temp.rule_id('desk.sodium'), 'Registered dietitian')).id, pg_temp.an_id(41), 'again is the same');
select throws_ok($$ select sign_rule(pg_temp.an_id(41), pg_temp.rule_id('desk.sodium'), 'Physician') $$, 'TF409', null, 'an id is that of one signature');
select throws_ok($$ select sign_rule(pg_temp.an_id(42), pg_temp.rule_id('desk.sodium'), 'Registered dietitian') $$, 'TF108', null, 'one signs once');
select throws_ok($$ select sign_rule(pg_temp.an_id(42), pg_temp.rule_id('desk.both'), ' ') $$, 'TF400', null, 'and says what entitles one to');
select throws_ok($$ select sign_rule(pg_temp.an_id(42), (select id from contraindication_rules where code = 'desk.sodium' and version = 1), 'Registered dietitian') $$, 'TF105', null, 'a former version is not signed');
select throws_ok($$ select sign_rule(pg_temp.an_id(42), uuidv7(), 'Registered dietitian') $$, 'TF404', null, 'nor one that there is not');
select throws_ok($$ insert into rule_reviews (rule_id, member_id, qualification) values (pg_temp.rule_id('desk.both'), tests.member_id('nutritionist@demo.test'), 'Physician') $$, '42501', null, 'nobody signs for another');
select tests.authenticate_as('nutritionist@demo.test');
select is((sign_rule(pg_temp.an_id(43), pg_temp.rule_id('desk.sodium'), 'Nutritionist', 'Read the guideline of 2012.')).note, 'Read the guideline of 2012.', 'a second person signs, too');
select throws_ok($$ select withdraw_rule_review(pg_temp.an_id(41), 'Not mine to withdraw.') $$, 'TF404', null, 'and does not withdraw the other''s signature');
select is((withdraw_rule_review(pg_temp.an_id(43), 'The guideline was replaced.')).withdrawal_reason, 'The guideline was replaced.', 'but their own');
select is((withdraw_rule_review(pg_temp.an_id(43), 'For another reason.')).withdrawal_reason, 'The guideline was replaced.', 'again changes nothing');
select ok((select contraindication_rules_is_reviewed(r) from contraindication_rules r where r.id = pg_temp.rule_id('desk.sodium')), 'one standing signature is enough');
select tests.authenticate_as('assistant@demo.test');
select is((select count(*) from rule_reviews), 2::bigint, 'an assistant reads who signed, and what was withdrawn');
select throws_ok($$ select sign_rule(pg_temp.an_id(44), pg_temp.rule_id('desk.sodium'), 'Assistant') $$, '42501', null, 'and does not sign');
select throws_ok($$ select withdraw_rule_review(pg_temp.an_id(41), 'Not mine to withdraw.') $$, '42501', null, 'or withdraw');
select tests.authenticate_as('org_admin@other.test');
select is_empty($$ select from rule_reviews $$, 'another organisation sees no signature of this one');
select throws_ok($$ select withdraw_rule_review(pg_temp.an_id(41), 'Not mine to withdraw.') $$, 'TF404', null, 'nor withdraws one');
select ok(not (select contraindication_rules_is_reviewed(r) from contraindication_rules r where r.id = pg_temp.rule_id('desk.sodium')), 'nor counts it');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select withdraw_rule_review(pg_temp.an_id(41), 'no') $$, 'TF400', null, 'a signature is withdrawn with a reason');
select is((withdraw_rule_review(pg_temp.an_id(41), 'She has left the practice.')).withdrawn_by, tests.user_id('org_admin@demo.test'), 'an org_admin withdraws the signature of whoever has left');
select ok(not (select contraindication_rules_is_reviewed(r) from contraindication_rules r where r.id = pg_temp.rule_id('desk.sodium')), 'then the rule is not reviewed again');
select ok((sign_rule(pg_temp.an_id(45), pg_temp.rule_id('desk.sodium'), 'Physician')).id is not null, 'it may be signed anew');
select tests.as_owner();
select is_empty($$ select from app_private.reviewed_rules((select org from here)) where reviewed_rules <> pg_temp.rule_id('desk.sodium') $$, 'nothing else counts as reviewed');
select pg_temp.state('desk.sodium', 3, p_maximum => 1700);
select ok(not contraindication_rules_is_reviewed(r), 'CLINICAL 18: a review never carries over to a new version') from contraindication_rules r where r.id = pg_temp.rule_id('desk.sodium');
select throws_ok($$ update rule_reviews set qualification = 'Professor', withdrawn_at = now(), withdrawal_reason = 'By hand.' where id = pg_temp.an_id(45) $$, 'TF109', null, 'what was signed is not changed, whoever writes');
select throws_ok($$ delete from rule_reviews where id = pg_temp.an_id(45) $$, 'TF109', null, 'or deleted');

-- history
select is((select count(*) from audit.events e, here where e.org_id = here.org and e.table_name = 'rule_adjustments' and e.row_id = pg_temp.an_id(1)::text), 2::bigint, 'history has what was decided, and its end');

-- words
create function pg_temp.words(p_code text) returns text language sql stable as $$
  select replace(contraindication_rules_trigger_words(r) || '. ' || contraindication_rules_effect_words(r), chr(160), ' ') from contraindication_rules r where r.id = pg_temp.rule_id(p_code)
$$;
select is(pg_temp.words('desk.sodium'), 'Hypertension. Sodium at most 1 700 mg on each day', 'a rule is said in words');
select is(pg_temp.words('desk.liquorice'), 'Hypertension. Avoid food: Liquorice', 'of whatever kind');
select is_empty($$ select code from contraindication_rules where contraindication_rules_trigger_words(contraindication_rules) is null or contraindication_rules_effect_words(contraindication_rules) is null $$,
  'every rule has words for whom it holds and what it asks');
select tests.authenticate_as('assistant@demo.test');
select is((select count(*) from rules_in_force()), (select count(*) from contraindication_rules where retired_at is null), 'staff see every rule in force, once');
select ok((select (contraindication_rules_switch_off(r)).reason from contraindication_rules r where r.id = pg_temp.rule_id('desk.info')) = 'Still nobody acts on it.', 'with what was switched off, and why');
select results_eq($$ select version, retired_at is null from rule_versions('desk.sodium') $$, $$ values (3, true), (2, false), (1, false) $$, 'all versions of a rule are listed, the one in force first');
select is_empty($$ select from rule_versions('desk.unheard_of') $$, 'of a code that there is not, none');
select is((select contraindication_rules_superseded_by(r) from rule_versions('hypertension.sodium_day') r limit 1) @> '{heart_failure.sodium_day}', true, 'CLINICAL 26: with the more special rules that replace it');
select is((select (contraindication_rules_standing_review(r)).qualification from rule_versions('desk.sodium') r where r.version = 2), 'Physician', 'and who signed which of them');
select is((select (contraindication_rules_standing_review(r)).qualification from rule_versions('desk.sodium') r where r.version = 3), null, 'each for itself');
select is((select (contraindication_rules_tightening(r)).maximum from contraindication_rules r where r.id = pg_temp.rule_id('desk.sodium')), 1800::numeric, 'and what was tightened');

-- for how many clients
select tests.as_owner();
create temp table counted as select tests.new_client() as client_id;
insert into client_conditions (org_id, client_id, condition_id) select here.org, counted.client_id, c.id from here, counted, conditions c where c.code = 'hypertension';
grant select on counted to public;
create function pg_temp.count_of(p_code text) returns integer language sql stable as $$
  select contraindication_rules_my_client_count(r, current_date) from contraindication_rules r where r.id = pg_temp.rule_id(p_code)
$$;
grant execute on function pg_temp.count_of(text) to public;
select tests.authenticate_as('dietitian@demo.test');
create temp table before as select pg_temp.count_of('desk.never') as n;
select ok((select n from before) >= 1, 'a dietitian sees for how many of her clients a rule holds');
select tests.as_owner();
update client_conditions set started_on = current_date - 2, ended_on = current_date where client_id = (select client_id from counted);
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.count_of('desk.never'), (select n - 1 from before), 'today');
select tests.authenticate_as('org_admin@demo.test');
select is(pg_temp.count_of('desk.never'), 0, 'an org_admin who cares for nobody counts nobody');

-- CLINICAL 22: an org_admin says whether "may contain" is a breach
select tests.authenticate_as('assistant@demo.test');
select ok(not (select may_contain_is_breach from organizations), 'CLINICAL 22: "may contain" warns …');
select throws_ok($$ select update_organization(may_contain_is_breach => true) $$, '42501', null, 'an assistant does not change that');
select tests.authenticate_as('org_admin@demo.test');
select ok((update_organization(may_contain_is_breach => true)).may_contain_is_breach, 'CLINICAL 22: … and is a breach where the organisation says so');

select * from finish();
