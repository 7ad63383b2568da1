-- After a plan is assigned: what changes about the client, a rule, a food or with time opens an alert, and closes it (CLINICAL 27, 28).
select no_plan();

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.new_client() as anna, tests.new_client() as bert,
         tests.new_food('Peanut sauce', '{"sodium": 400}', '{}', '{"peanut": "contains", "milk": "free"}') as sauce,
         tests.new_food('Rice', '{"sodium": 10}', '{}', '{"peanut": "free", "milk": "free"}') as rice,
         uuidv7() as anna_assignment, uuidv7() as bert_assignment;
grant select on ids to public;

-- What the worker does with one organisation: the knowledge base's changes, the organisation's own, then the queue.
create function pg_temp.resolve() returns void language plpgsql as $$
declare
  v_org constant uuid := (select org from ids);
  v_ids uuid[];
begin
  perform tests.as_owner();
  v_ids := array(select id from app_private.safety_changes where org_id = '00000000-0000-0000-0000-000000000000');
  perform set_config('app.org_id', v_org::text, true);
  perform app_private.copy_library_changes(v_org, v_ids), app_private.forget_library_changes(v_ids);
  while app_private.resolve_safety_changes(v_org) > 0 loop null; end loop;
end $$;
create function pg_temp.work() returns integer language plpgsql as $$
declare
  v_checked integer := 0;
  v_batch record;
begin
  perform pg_temp.resolve();
  loop
    select * into v_batch from app_private.recheck_batch((select org from ids));
    if v_batch.failed > 0 then raise exception 'a plan could not be checked: %', (select last_error from app_private.safety_rechecks limit 1); end if;
    exit when v_batch.checked = 0;
    v_checked := v_checked + v_batch.checked;
  end loop;
  perform tests.as_owner();
  return v_checked;
end $$;
-- Whose plans wait in the queue.
create function pg_temp.touched() returns text[] language plpgsql as $$
begin
  perform pg_temp.resolve();
  perform tests.as_owner();
  return array(select case q.client_id when (select anna from ids) then 'anna' when (select bert from ids) then 'bert' else 'somebody else' end
                 from app_private.safety_rechecks q where q.org_id = (select org from ids) order by 1);
end $$;
create function pg_temp.alerts(who uuid) returns setof text language sql as $$
  select concat_ws(' ', a.rule_code, a.outcome, a.cause, a.cause_detail ->> 'what', coalesce(a.close_cause::text, 'open')) from app_public.safety_alerts a
   where a.client_id = who order by a.opened_at, a.id
$$;
create function pg_temp.decisions(version uuid) returns app_public.safety_decision[] language sql as $$
  select array(select row(f.key, 'Talked about it')::app_public.safety_decision from app_public.meal_plan_versions v, app_public.explain_finding(v.id, v.client_id, null) f
                where v.id = version and (f.needs_reason or f.needs_acknowledgement))
$$;
-- A plan of one day with sauce and rice, published and followed since yesterday.
create function pg_temp.follow(who uuid, assignment uuid) returns uuid language plpgsql as $$
declare
  v_version uuid;
begin
  perform tests.as_owner();
  v_version := tests.new_plan(who, jsonb_build_array(jsonb_build_array(jsonb_build_array(
    jsonb_build_object('food', (select sauce from ids), 'grams', 100), jsonb_build_object('food', (select rice from ids), 'grams', 200)))));
  perform tests.authenticate_as('dietitian@demo.test');
  perform app_public.publish_meal_plan_version(v_version, v.revision, 'Go', pg_temp.decisions(v_version)) from app_public.meal_plan_versions v where v.id = v_version;
  perform app_public.assign_meal_plan_version(assignment, v_version, current_date - 1, current_date + 30, pg_temp.decisions(v_version));
  perform tests.as_owner();
  return v_version;
end $$;
grant execute on all functions in schema pg_temp to public;

create temp table followed as
  select pg_temp.follow(anna, anna_assignment) as anna_version, pg_temp.follow(bert, bert_assignment) as bert_version from ids;
grant select on followed to public;
do $$ begin perform pg_temp.work(); end $$;
select is_empty($$ select from safety_alerts a where a.org_id = (select org from ids) $$, 'the demo practice, whose plan was assigned through the same functions, begins without alerts');
select is_empty($$ select pg_temp.alerts(anna) from ids $$, 'what stood when a plan was assigned is no alert');

-- The profile
select tests.authenticate_as('assistant@demo.test');
insert into client_allergies (client_id, allergen_id, kind, criticality) select anna, md5('allergen:peanut')::uuid, 'allergy', 'high' from ids;
select is(pg_temp.touched(), array['anna'], 'CLINICAL 28: an allergy of one client touches her plan, and nobody else''s');
select is(pg_temp.work(), 1, 'which is checked once');
select results_eq($$ select pg_temp.alerts(anna) from ids $$, $$ values ('allergy.peanut breach profile Peanut open') $$, 'CLINICAL 28: the breach that nobody saw is an alert, with what changed');
select results_eq($$ select u.email::text, n.payload from notifications n join memberships m on (m.org_id, m.id) = (n.org_id, n.member_id) join users u on u.id = m.user_id
                      where n.kind = 'safety_alert' and n.client_id = (select anna from ids) order by 1 $$,
  $$ select e, jsonb_build_object('alertCount', 1, 'actorName', (select display_name from users where email = 'assistant@demo.test'), 'clientName', (select full_name from clients c where c.id = (select anna from ids)))
       from unnest(array['assistant@demo.test', 'dietitian@demo.test']) e $$,
  'the care team is told, the one who entered it included, without a word about health');
select ok((select a.caused_by = tests.user_id('assistant@demo.test') and a.finding ->> 'message' <> '' and a.finding ->> 'evidenceHash' = a.evidence_hash from safety_alerts a where a.client_id = (select anna from ids)),
  'the alert keeps the finding and who made the change');
do $$ begin perform set_config('app.org_id', (select org::text from ids), true); perform app_private.begin_nightly_sweep((select org from ids)); end $$;
select ok((select pg_temp.work() >= 2), 'every night all followed plans are checked');
select is((select app_private.begin_nightly_sweep((select org from ids))), 0, 'once a night');
select results_eq($$ select pg_temp.alerts(anna) from ids $$, $$ values ('allergy.peanut breach profile Peanut open') $$, 'a check that finds the same opens nothing');
select is((select count(*) from notifications n where n.kind = 'safety_alert' and n.client_id = (select anna from ids)), 2::bigint, 'and rings no bell');

update client_allergies set reaction = 'Hives' where client_id = (select anna from ids);
select is(pg_temp.touched(), '{}'::text[], 'a remark touches no plan');
update client_allergies set status = 'refuted' where client_id = (select anna from ids);
select is(pg_temp.work(), 1, 'when the allergy is refuted');
select results_eq($$ select pg_temp.alerts(anna) from ids $$, $$ values ('allergy.peanut breach profile Peanut gone') $$, 'CLINICAL 28: the alert closes because its cause is gone, and stays listed');
update client_allergies set status = 'active' where client_id = (select anna from ids);
do $$ begin perform pg_temp.work(); end $$;
select results_eq($$ select pg_temp.alerts(anna) from ids $$, $$ values ('allergy.peanut breach profile Peanut gone'), ('allergy.peanut breach profile Peanut open') $$, 'what comes back is a new alert');

-- Who sees and decides
create temp table opened as select a.id from safety_alerts a where a.client_id = (select anna from ids) and a.closed_at is null;
grant select on opened to public;
select tests.authenticate_as('dietitian@other.test');
select is_empty($$ select from safety_alerts where id = (select id from opened) $$, 'another organisation sees no alert');
select throws_ok($$ select decide_safety_alert((select id from opened), 'Not mine') $$, 'TF404', null, 'and decides none');
select tests.authenticate_as('org_admin@demo.test');
select is_empty($$ select from open_safety_alerts() a where a.client_id = (select anna from ids) $$, 'an org_admin who does not care for her sees none');
select is((select clients_open_alert_count(c) from clients c where c.id = (select anna from ids)), 0, 'and counts none');
select throws_ok($$ select decide_safety_alert((select id from opened), 'Not mine') $$, 'TF404', null, 'and decides none');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select from safety_alerts $$, '42501', null, 'clients read no alerts');
select tests.authenticate_as('assistant@demo.test');
select is((select clients_open_alert_count(c) from clients c where c.id = (select anna from ids)), 1, 'an assistant who cares for her counts it');
select results_eq($$ select a.id from open_safety_alerts(outcome => 'breach') a where a.client_id = (select anna from ids) $$, $$ select id from opened $$, 'and has it on the list of work');
select throws_ok($$ select decide_safety_alert((select id from opened), 'Tolerated in a challenge') $$, '42501', null, 'but cannot decide');
select throws_ok($$ update safety_alerts set closed_at = now(), close_cause = 'gone' $$, '42501', null, 'nobody closes one by hand');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select decide_safety_alert((select id from opened), ' no ') $$, 'TF400', null, 'a decision says why');
select is((decide_safety_alert((select id from opened), 'Tolerated in a challenge')).close_cause, 'decided', 'a dietitian decides');
select is((decide_safety_alert((select id from opened), 'Sent again')).close_cause, 'decided', 'sent again it is the same answer');
select results_eq($$ select o.kind::text, o.reason, o.created_by from safety_overrides o join safety_alerts a on a.safety_override_id = o.id where a.id = (select id from opened) and a.place = o.place and a.evidence_hash = o.evidence_hash $$,
  $$ select 'override', 'Tolerated in a challenge', tests.user_id('dietitian@demo.test') $$, 'CLINICAL 27: the decision is one override of that place and evidence');
select throws_ok($$ select decide_safety_alert((select a.id from safety_alerts a where a.client_id = (select anna from ids) and a.close_cause = 'gone'), 'Too late') $$, 'TF095', null, 'what closed by itself is not decided any more');

-- A food
select tests.as_owner();
update food_allergens set presence = 'contains' where food_id = (select rice from ids) and allergen_id = md5('allergen:peanut')::uuid;
select is(pg_temp.touched(), array['anna', 'bert'], 'CLINICAL 28: a fact about a food touches the plans that use it');
do $$ begin perform pg_temp.work(); end $$;
select results_eq($$ select pg_temp.alerts(anna) from ids offset 2 $$, $$ values ('allergy.peanut breach food Rice open') $$, 'CLINICAL 27: the decided place stays decided, the other is an alert');
select is_empty($$ select pg_temp.alerts(bert) from ids $$, 'who is not allergic has none');
update food_allergens set note = 'Read again', presence = 'contains' where food_id = (select rice from ids) and allergen_id = md5('allergen:peanut')::uuid;
select is(pg_temp.touched(), '{}'::text[], 'the same fact written again touches nothing');
update food_allergens set presence = 'free' where food_id = (select rice from ids) and allergen_id = md5('allergen:peanut')::uuid;
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.alerts(anna) from ids offset 2), array['allergy.peanut breach food Rice gone'], 'and closes when the fact is taken back');
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select '00000000-0000-0000-0000-000000000000', tests.new_food('Not planned'), 307, 1;
select is(pg_temp.touched(), '{}'::text[], 'a food that nobody eats touches nothing');

-- A rule
insert into client_conditions (org_id, client_id, condition_id) select org, bert, md5('condition:osteoporosis')::uuid from ids;
do $$ begin perform pg_temp.work(); end $$;
select app_private.define_rule('osteoporosis.test_sodium', 1, 'caution', 'The day has too much sodium.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.', condition => 'osteoporosis', nutrient => 'sodium', per => 'day', maximum => 100, unit => 'mg');
select is(pg_temp.touched(), array['bert'], 'CLINICAL 28: a new rule touches the plans of those for whom it holds');
do $$ begin perform pg_temp.work(); end $$;
select results_eq($$ select pg_temp.alerts(bert) from ids $$, $$ values ('osteoporosis.test_sodium warning rule osteoporosis.test_sodium open') $$, 'and opens an alert that names it');
select app_private.define_rule('osteoporosis.test_sodium', 2, 'caution', 'The day has too much sodium.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.', condition => 'osteoporosis', nutrient => 'sodium', per => 'day', maximum => 10000, unit => 'mg');
do $$ begin perform pg_temp.work(); end $$;
select results_eq($$ select pg_temp.alerts(bert) from ids $$, $$ values ('osteoporosis.test_sodium warning rule osteoporosis.test_sodium gone') $$, 'a new version that is kept closes it');
select app_private.retire_rule('osteoporosis.test_sodium');
do $$ begin perform pg_temp.work(); end $$;
update contraindication_rules set reviewed_by = 'Dr. Reader' where code = 'osteoporosis.test_sodium';
select is(pg_temp.touched(), '{}'::text[], 'a review of a rule touches no plan');

-- A weight
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, bert, 'weight', 50, current_date from ids;
select is(pg_temp.touched(), '{}'::text[], 'a weight that no rule asks for touches nothing');
select app_private.define_rule('osteoporosis.test_per_kg', 1, 'caution', 'The day has too much sodium.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.', condition => 'osteoporosis', nutrient => 'sodium', per => 'day', maximum => 9, unit => 'mg/kg', weight => 'actual', weight_max_age_days => 30);
do $$ begin perform pg_temp.work(); end $$;
select is_empty($$ select a from (select pg_temp.alerts(bert) as a from ids) t where a like '%per_kg%' $$, '50 kg allow 450 mg');
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, bert, 'waist', 80, current_date from ids;
select is(pg_temp.touched(), '{}'::text[], 'a waist is no weight');
insert into body_metrics (org_id, client_id, kind, value, measured_on, created_at) select org, bert, 'weight', 40, current_date, now() + interval '1 second' from ids;
do $$ begin perform pg_temp.work(); end $$;
select is(array(select a from (select pg_temp.alerts(bert) as a from ids) t where a like '%per_kg%'), array['osteoporosis.test_per_kg warning weight weight open'], 'CLINICAL 28: 40 kg do not');
-- Nothing but time
alter table body_metrics disable trigger user;
update body_metrics set measured_on = current_date - 40 where client_id = (select bert from ids) and kind = 'weight';
alter table body_metrics enable trigger user;
delete from app_private.safety_sweeps;
do $$ begin perform set_config('app.org_id', (select org::text from ids), true); perform app_private.begin_nightly_sweep((select org from ids)); perform pg_temp.work(); end $$;
select is(array(select a from (select pg_temp.alerts(bert) as a from ids) t where a like '%per_kg%'),
  array['osteoporosis.test_per_kg warning weight weight gone', 'osteoporosis.test_per_kg undetermined nightly open'], 'CLINICAL 28: every night weights age');

-- A laboratory value, a limit, and what the organisation decides
create function pg_temp.bert_by(because app_public.safety_cause) returns setof text language sql as $$
  select concat_ws(' ', a.rule_code, a.outcome, a.cause_detail ->> 'table', a.cause_detail ->> 'what') from app_public.safety_alerts a, ids i where a.client_id = i.bert and a.cause = because and a.closed_at is null order by 1
$$;
select app_private.define_rule('potassium.test_sodium', 1, 'caution', 'The day has too much sodium.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.',
  lab_test => 'potassium_serum', lab_from => 5.5, lab_unit => 'mmol/L', lab_max_age_days => 30, nutrient => 'sodium', per => 'day', maximum => 100, unit => 'mg');
select is(pg_temp.touched(), '{}'::text[], 'a rule about a value that nobody has touches no plan');
insert into client_labs (org_id, client_id, lab_test_code, entered_value, entered_unit, taken_on) select org, bert, 'potassium_serum', 5.9, 'mmol/L', current_date from ids;
select is(pg_temp.touched(), array['bert'], 'CLINICAL 28: a laboratory value touches the plan of the client');
select is((select q.causes -> -1 from app_private.safety_rechecks q where q.client_id = (select bert from ids)) -> 'detail', '{"table": "client_labs", "what": "Potassium"}', 'and says which');
do $$ begin perform pg_temp.work(); end $$;
select ok((select bool_or(a = 'potassium.test_sodium warning client_labs Potassium') from pg_temp.bert_by('lab') a), 'and opens an alert that names it');
update client_labs set note = 'By telephone' where client_id = (select bert from ids);
select is(pg_temp.touched(), '{}'::text[], 'a note on it does not');
insert into client_limits (org_id, client_id, nutrient_id, scope, maximum, ordered_by, ordered_on, starts_on) select org, bert, 307, 'day', 50, 'Dr. Lee', current_date, current_date from ids;
select is(pg_temp.touched(), array['bert'], 'CLINICAL 28: a physician''s limit does');
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.bert_by('limit')), array['limit.sodium_day breach client_limits Sodium'], 'and opens an alert that names it');
update client_limits set ends_on = starts_on where client_id = (select bert from ids);
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.bert_by('limit')), array['potassium.test_sodium warning client_limits Sodium'], 'taken back, it says nothing any more, and what it had replaced speaks again');
select app_private.define_rule('osteoporosis.test_wide', 1, 'caution', 'The day has too much sodium.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.', condition => 'osteoporosis', nutrient => 'sodium', per => 'day', maximum => 5000, unit => 'mg');
do $$ begin perform pg_temp.work(); end $$;
insert into rule_adjustments (org_id, rule_org_id, rule_id, rule_code, rule_version, kind, maximum, unit, reason)
  select i.org, r.org_id, r.id, r.code, r.version, 'tighten', 300, 'mg', 'Our patients are frail' from ids i, contraindication_rules r where r.code = 'osteoporosis.test_wide';
select is(pg_temp.touched(), array['bert'], 'a rule that the organisation tightens touches those for whom it holds');
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.bert_by('organisation')), array['osteoporosis.test_wide warning rule_adjustments osteoporosis.test_wide'], 'and opens an alert that names it');
update organizations set may_contain_is_breach = true where id = (select org from ids);
select ok((select pg_temp.touched() @> array['anna'] and not pg_temp.touched() @> array['bert']), 'how "may contain" counts touches those who are allergic');
do $$ begin perform pg_temp.work(); end $$;

-- A medicine that ends, a hierarchy that changes
insert into client_medications (org_id, client_id, medication_id, ended_on) select org, bert, md5('medication:warfarin')::uuid, current_date from ids;
select is(pg_temp.touched(), array['bert'], 'a medicine touches the plan of whoever takes it');
do $$ begin perform pg_temp.work(); end $$;
update conditions set parent_id = md5('condition:hypertension')::uuid where id = md5('condition:osteoporosis')::uuid;
select is(pg_temp.touched(), array['bert'], 'a condition that is hung under another touches those who have it');
do $$ begin perform pg_temp.work(); end $$;
update medications set class_id = (select id from medications where is_class and code like 'ace%') where id = md5('medication:warfarin')::uuid;
select is((select 'bert' = any (pg_temp.touched())), true, 'a medicine that is put into a class likewise');
do $$ begin perform pg_temp.work(); end $$;
update allergens set parent_id = md5('allergen:tree_nuts')::uuid where id = md5('allergen:peanut')::uuid;
select is((select 'anna' = any (pg_temp.touched())), true, 'an allergen that is hung under another touches those who are allergic to it');
do $$ begin perform pg_temp.work(); end $$;
update clients set phone = '123' where id = (select anna from ids);
select is(pg_temp.touched(), '{}'::text[], 'a telephone number touches no plan');
update clients set born_on = '2020-01-01' where id = (select anna from ids);
select is(pg_temp.touched(), array['anna'], 'a date of birth does');
do $$ begin perform pg_temp.work(); end $$;

-- Stopping
select tests.authenticate_as('assistant@demo.test');
select isnt((select clients_open_alert_count(c) from clients c where c.id = (select bert from ids)), 0, 'alerts are open');
do $$ begin perform suspend_meal_plan_assignment((select bert_assignment from ids), 'See the alert'); end $$;
select is((select clients_open_alert_count(c) from clients c where c.id = (select bert from ids)), 0, 'CLINICAL 17: suspending the plan closes them at once');
select ok((select bool_and(a.closed_by = tests.user_id('assistant@demo.test')) and count(*) > 0 from safety_alerts a where a.client_id = (select bert from ids) and a.close_cause = 'suspended'), 'with that cause and who did it');
insert into client_allergies (client_id, allergen_id, kind, criticality) select bert, md5('allergen:peanut')::uuid, 'allergy', 'high' from ids;
select is(pg_temp.touched(), '{}'::text[], 'a plan that is not followed is not checked');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select resume_meal_plan_assignment((select bert_assignment from ids), 'Goes on') $$, 'TF022', null, 'resuming asks for a decision about what came meanwhile');
do $$ begin perform resume_meal_plan_assignment((select bert_assignment from ids), 'Goes on', pg_temp.decisions((select bert_version from followed))); end $$;
select is(pg_temp.touched(), array['bert'], 'resumed, it is checked again');
do $$ begin perform pg_temp.work(); end $$;
select is((select count(*) from safety_alerts a where a.client_id = (select bert from ids) and a.closed_at is null), 0::bigint, 'what was seen then is no alert');

-- A clone, an end
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform clone_meal_plan_version('00000000-0000-4000-8009-000000000001', (select anna_version from followed)); end $$;
select throws_ok($$ select publish_meal_plan_version('00000000-0000-4000-8009-000000000001', (select revision from meal_plan_versions where id = '00000000-0000-4000-8009-000000000001'), 'Clone') $$, 'TF022', null,
  'CLINICAL 27: a clone inherits no decision that was written about an alert');
select tests.as_owner();
update client_allergies set criticality = 'low' where client_id = (select anna from ids);
do $$ begin perform pg_temp.work(); end $$;
select isnt_empty($$ select from safety_alerts a where a.client_id = (select anna from ids) and a.closed_at is null $$, 'another outcome is another alert');
update meal_plan_assignments set ends_on = current_date where id = (select anna_assignment from ids);
do $$ begin perform pg_temp.work(); end $$;
select ok((select count(*) > 0 from safety_alerts a where a.client_id = (select anna from ids) and a.close_cause = 'ended'), 'when the assignment is over, its alerts close');
select is_empty($$ select from safety_alerts a where a.client_id = (select anna from ids) and a.closed_at is null $$, 'all of them');
select is_empty($$ select from audit.events e where e.table_name = 'safety_alerts' and e.action = 'delete' $$, 'and none was deleted');

-- What was seen: by evidence where it is grave, by fewer foods in question where it cannot be determined
create temp table others as
  select tests.new_client() as carla, uuidv7() as assignment, uuidv7() as later, null::uuid as version,
         tests.new_food('Soup of the house', '{"sodium": 800}') as soup, tests.new_food('Cake of the house', '{"sodium": 100}') as cake;
grant select on others to public;
insert into client_conditions (org_id, client_id, condition_id) select org, carla, md5('condition:osteoporosis')::uuid from ids, others;
insert into client_allergies (org_id, client_id, allergen_id, kind, criticality) select org, carla, md5('allergen:soy')::uuid, 'allergy', 'high' from ids, others;
do $$ begin
  perform app_private.retire_rule('osteoporosis.test_per_kg');
  perform app_private.define_rule('osteoporosis.test_cap', 1, 'contraindicated', 'The day has too much sodium.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.',
    condition => 'osteoporosis', nutrient => 'sodium', per => 'day', maximum => 500, unit => 'mg');
  update others set version = tests.new_plan(carla, jsonb_build_array(jsonb_build_array(jsonb_build_array(
    jsonb_build_object('food', soup, 'grams', 100), jsonb_build_object('food', cake, 'grams', 100), jsonb_build_object('text', 'What the neighbour brings')))));
  perform tests.authenticate_as('dietitian@demo.test');
  perform publish_meal_plan_version(v.id, v.revision, 'Go', pg_temp.decisions(v.id)) from meal_plan_versions v where v.id = (select version from others);
  perform assign_meal_plan_version(o.assignment, o.version, current_date, current_date + 30, pg_temp.decisions(o.version)) from others o;
  perform pg_temp.work();
end $$;
create function pg_temp.carla_open() returns setof text language sql as $$
  select concat_ws(' ', a.rule_code, a.outcome, a.cause) from app_public.safety_alerts a, others o
   where a.meal_plan_assignment_id in (o.assignment, o.later) and a.closed_at is null order by 1
$$;
grant execute on function pg_temp.carla_open() to public;
select ok((select count(*) >= 2 from app_private.accepted_findings a, others o where a.meal_plan_assignment_id = o.assignment and a.outcome in ('breach', 'undetermined')), 'a breach and foods of which nothing is known were decided upon');
select is_empty($$ select pg_temp.carla_open() $$, 'and are no alert');
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select '00000000-0000-0000-0000-000000000000', cake, md5('allergen:soy')::uuid, 'free', 'reviewed' from others;
do $$ begin perform pg_temp.work(); end $$;
select is_empty($$ select pg_temp.carla_open() $$, 'CLINICAL 20: fewer foods in question than were acknowledged are no alert');
update food_allergens set presence = 'contains' where food_id = (select cake from others);
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.carla_open()), array['allergy.soy breach food'], 'what turns out to hold it is');
update food_nutrients set amount = 900 where food_id = (select soup from others) and nutrient_id = 307;
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.carla_open()), array['allergy.soy breach food', 'osteoporosis.test_cap breach food'], 'CLINICAL 27: a decision stands only on its evidence: more sodium asks anew');
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform assign_meal_plan_version(o.later, o.version, current_date + 30, current_date + 60, pg_temp.decisions(o.version)) from others o; perform pg_temp.work(); end $$;
select tests.authenticate_as('dietitian@demo.test');
select is_empty($$ select pg_temp.carla_open() $$, 'CLINICAL 27: what is decided when the same version is assigned for later days holds for those before, too');
select tests.as_owner();
update food_nutrients set amount = 1000 where food_id = (select soup from others) and nutrient_id = 307;
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.carla_open()), array['osteoporosis.test_cap breach food', 'osteoporosis.test_cap breach food'], 'other evidence concerns both assignments');
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform decide_safety_alert(a.id, 'She eats half of the soup') from safety_alerts a where a.meal_plan_assignment_id = (select assignment from others) and a.closed_at is null; perform pg_temp.work(); end $$;
select is_empty($$ select pg_temp.carla_open() $$, 'and so does the decision about it');
select results_eq($$ select a.close_cause::text, a.safety_override_id is not null, a.closed_by from safety_alerts a, others o where a.rule_code = 'osteoporosis.test_cap' and a.meal_plan_assignment_id in (o.assignment, o.later) order by a.closed_at desc, 2 desc limit 2 $$,
  $$ values ('decided', true, tests.user_id('dietitian@demo.test')), ('decided', false, null::uuid) $$, 'the one that was decided names the decision, the other one closed because of it');
-- An undetermined contraindication is acknowledged as a whole
select tests.as_owner();
insert into client_allergies (org_id, client_id, allergen_id, kind, criticality) select org, carla, md5('allergen:lupin')::uuid, 'allergy', 'high' from ids, others;
do $$ begin perform pg_temp.work(); end $$;
select ok((select count(*) > 0 from pg_temp.carla_open() a where a = 'allergy.lupin undetermined profile'), 'of which it is not known whether it holds lupin');
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform decide_safety_alert(a.id, 'The labels are read at home') from safety_alerts a where a.rule_code = 'allergy.lupin' and a.meal_plan_assignment_id = (select assignment from others) and a.closed_at is null limit 1; end $$;
select is_empty($$ select from safety_alerts a where a.rule_code = 'allergy.lupin' and a.meal_plan_assignment_id = (select assignment from others) and a.closed_at is null $$, 'one acknowledgement answers all its places');
select results_eq($$ select o.kind::text, o.place, o.foods from safety_overrides o where o.rule_code = 'allergy.lupin' and o.client_id = (select carla from others) $$,
  $$ values ('acknowledgement', 'version', array['Cake of the house', 'Soup of the house', 'What the neighbour brings']) $$, 'CLINICAL 20: for the version, with the foods in question');
do $$ begin perform pg_temp.work(); end $$;
select is_empty($$ select pg_temp.carla_open() $$, 'and is no alert again');
-- What stood as a caution was never decided upon
select tests.as_owner();
insert into client_allergies (org_id, client_id, allergen_id, kind, criticality) select org, carla, md5('allergen:mustard')::uuid, 'allergy', 'low' from ids, others;
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.carla_open()), array['allergy.mustard undetermined profile', 'allergy.mustard undetermined profile'], 'it is not known whether it holds mustard, which would not be grave');
select tests.authenticate_as('dietitian@demo.test');
do $$ begin
  perform decide_safety_alert(a.id, 'She would notice') from safety_alerts a where a.rule_code = 'allergy.mustard' and a.meal_plan_assignment_id = (select assignment from others) and a.closed_at is null;
  perform suspend_meal_plan_assignment(o.later, 'To begin anew') from others o;
  perform resume_meal_plan_assignment(o.later, 'She came back', pg_temp.decisions(o.version)) from others o;
  perform pg_temp.work();
end $$;
select is_empty($$ select pg_temp.carla_open() $$, 'acknowledged for one assignment, and seen when the other one was resumed');
select tests.as_owner();
update client_allergies set criticality = 'high' where client_id = (select carla from others) and allergen_id = md5('allergen:mustard')::uuid;
do $$ begin perform pg_temp.work(); end $$;
select is(array(select pg_temp.carla_open()), array['allergy.mustard undetermined profile', 'allergy.mustard undetermined profile'], 'CLINICAL 20, 28: the same foods in question are news when the allergy turns out to be grave: nobody acknowledged that');
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform decide_safety_alert(a.id, 'The labels are read at home') from safety_alerts a where a.rule_code = 'allergy.mustard' and a.meal_plan_assignment_id = (select assignment from others) and a.closed_at is null; perform pg_temp.work(); end $$;
select is_empty($$ select pg_temp.carla_open() $$, 'one acknowledgement answers both, and is no alert again');
-- A caution is acknowledged at its place
select tests.as_owner();
do $$ begin
  perform app_private.define_rule('osteoporosis.test_caution', 1, 'caution', 'The day has much sodium.', 'A rule of the tests, which means nothing.', 'None: a rule of the tests, 2026.',
    condition => 'osteoporosis', nutrient => 'sodium', per => 'day', maximum => 400, unit => 'mg');
  perform pg_temp.work();
  perform tests.authenticate_as('dietitian@demo.test');
  perform decide_safety_alert(a.id, 'Known and accepted') from safety_alerts a where a.rule_code = 'osteoporosis.test_caution' and a.meal_plan_assignment_id = (select assignment from others) and a.closed_at is null;
  perform pg_temp.work();
end $$;
select tests.authenticate_as('dietitian@demo.test');
select results_eq($$ select o.kind::text, o.place, o.reason from safety_overrides o where o.rule_code = 'osteoporosis.test_caution' and o.client_id = (select carla from others) $$,
  $$ values ('acknowledgement', 'day:1', 'Known and accepted') $$, 'a caution is acknowledged at its place');
select throws_ok($$ select decide_safety_alert(gen_random_uuid(), 'Nobody knows it') $$, 'TF404', null, 'an alert that does not exist is not decided');
select tests.as_owner();
update food_nutrients set amount = 50 where food_id = (select soup from others) and nutrient_id = 307;
do $$ begin perform pg_temp.work(); end $$;
update food_nutrients set amount = 2000 where food_id = (select soup from others) and nutrient_id = 307;
do $$ begin perform pg_temp.work(); end $$;
create temp table stale as select a.id from safety_alerts a, others o where a.rule_code = 'osteoporosis.test_cap' and a.meal_plan_assignment_id = o.assignment and a.closed_at is null;
grant select on stale to public;
update food_nutrients set amount = 3000 where food_id = (select soup from others) and nutrient_id = 307;
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select decide_safety_alert((select id from stale), 'She eats half of the soup') $$, 'TF096', null, 'nobody decides on evidence that has changed since it was shown');

select * from finish();
