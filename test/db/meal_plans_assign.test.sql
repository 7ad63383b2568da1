-- Assigning, stopping and ending plans; what is prescribed on a date; clones, templates and comparison.
select no_plan();

create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create function pg_temp.id(n text) returns uuid language sql immutable as $$ select ('00000000-0000-4000-8002-' || lpad(n, 12, '0'))::uuid $$;
create function pg_temp.version(plan text, number integer default 1) returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = pg_temp.id(plan) and v.number = version.number $$;
create function pg_temp.edit(version_id uuid, edits json) returns json language sql as
  $$ select app_public.edit_meal_plan_version(v.id, v.revision, pg_temp.edits(edits)) from app_public.meal_plan_versions v where v.id = version_id $$;
create function pg_temp.publish(version_id uuid) returns app_public.meal_plan_versions language sql as
  $$ select app_public.publish_meal_plan_version(v.id, v.revision, 'Go') from app_public.meal_plan_versions v where v.id = version_id $$;
create function pg_temp.detail_of(statement text) returns json language plpgsql as $$
declare v_detail text;
begin execute statement; return null;
exception when others then get stacked diagnostics v_detail = pg_exception_detail; return v_detail::json; end $$;
-- A plan with one item a day, whose text names the day.
create function pg_temp.make_plan(plan text, client uuid, days integer) returns void language plpgsql as $$
begin
  perform app_public.create_meal_plan(pg_temp.id(plan), 'Plan ' || plan, client, days, array['Breakfast', 'Lunch']);
  perform pg_temp.edit(pg_temp.version(plan), (
    select json_agg(json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', m.id, 'free_text', 'Day ' || d.day_number))
      from app_public.meal_plan_days d join app_public.meal_plan_meals m on m.meal_plan_day_id = d.id and m.position = 1 where d.meal_plan_version_id = pg_temp.version(plan)));
end $$;
grant execute on all functions in schema pg_temp to public;
-- What the rules would say is another file's matter: here the findings are what a test says they are.
create or replace function app_private.meal_plan_version_findings(org uuid, version_id uuid, client uuid, period daterange, explained text[] default '{}', to_decide_only boolean default false, is_brief boolean default false) returns setof app_public.safety_finding
  language sql stable as $$ select * from json_populate_recordset(null::app_public.safety_finding, nullif(current_setting('test.findings', true), '')::json) $$;

-- Two clients of the dietitian and the assistant; the first signs in as nobody else does
create temp table people as select tests.org_id('dietitian@demo.test') as org, uuidv7() as anna, uuidv7() as bert, uuidv7() as anna_user;
grant select on people to public;
insert into users (id, email, display_name) select anna_user, 'anna@assign.test', 'Anna' from people;
insert into clients (org_id, id, given_name, family_name, user_id, time_zone)
  select org, anna, 'Anna', 'Assigned', anna_user, 'Pacific/Auckland' from people union all select org, bert, 'Bert', 'Bystander', null, null from people;
insert into care_assignments (org_id, client_id, member_id)
  select p.org, c.id, tests.member_id(m.email) from people p, unnest(array[p.anna, p.bert]) c(id), unnest(array['dietitian@demo.test', 'assistant@demo.test']) m(email);

select tests.authenticate_as('dietitian@demo.test');
do $$ begin
  perform pg_temp.make_plan('1', (select anna from people), 3);
  perform pg_temp.make_plan('2', (select anna from people), 7);
  perform pg_temp.edit(pg_temp.version('2'), '[{"op": "update_version", "day_mapping": "weekday"}]');
  perform pg_temp.make_plan('3', null, 2);
  perform pg_temp.make_plan('4', (select bert from people), 2);
end $$;

create temp table known as select pg_temp.version('1') as version_id;
create temp table other_plan as select pg_temp.version('4') as version_id, v.revision from meal_plan_versions v where v.id = pg_temp.version('4');
grant select on known, other_plan to public;

-- Assigning
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('1'), '2026-03-02') $$, 'TF025', null, 'a draft is not assigned');
select is((pg_temp.publish(pg_temp.version('1'))).status, 'published', 'it is published first');
select is((pg_temp.publish(pg_temp.version('3'))).status, 'published', 'so is the template');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('3'), '2026-03-02') $$, 'TF026', null, 'a template is not assigned');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('1'), '2026-03-02', '2026-03-02') $$, 'TF400', null, 'a period has a day');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('1'), 'infinity') $$, 'TF400', null, 'and a first one');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), gen_random_uuid(), '2026-03-02') $$, 'TF404', null, 'an unknown version is not assigned');
select tests.authenticate_as('assistant@demo.test');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('1'), '2026-03-02') $$, '42501', null, 'an assistant cannot assign');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), (select version_id from known), '2026-03-02') $$, 'TF404', null, 'nor can another organisation');
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform set_config('test.findings', '[{"key": "k", "rule_code": "a.b", "rule_version": 1, "outcome": "breach", "place": "day:1", "evidence_hash": "e", "needs_reason": true, "needs_acknowledgement": false}]', true); end $$;
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('1'), '2026-03-02') $$, 'TF022', null, 'the plan is checked again for the days that it is assigned for');
select is((assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('1'), '2026-03-02', '2026-03-12', array[row('k', 'Agreed with her')::safety_decision])).status, 'active', 'a dietitian decides and assigns');
select is((assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('1'), '2026-03-02', '2026-03-12')).id, pg_temp.id('a1'), 'the same request again gives the same assignment');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a1'), pg_temp.version('1'), '2026-03-02') $$, 'TF409', null, 'the id of an assignment is not taken twice');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a2'), pg_temp.version('1'), '2026-03-11') $$, 'TF024', 'Another plan is assigned from 2026-03-02 to 2026-03-11.', 'no two plans overlap');
select is(pg_temp.detail_of($$ select assign_meal_plan_version(pg_temp.id('a2'), pg_temp.version('1'), '2026-03-11') $$)::jsonb,
  jsonb_build_object('assignmentId', pg_temp.id('a1'), 'startsOn', '2026-03-02', 'endsOn', '2026-03-12', 'planName', 'Plan 1', 'versionNumber', 1, 'endsBefore', true), 'and the other one is named');
select is((assign_meal_plan_version(pg_temp.id('a2'), pg_temp.version('1'), '2026-03-12')).ends_on, null, 'the day after the last is free, and the decision of before stands while its evidence does');
do $$ begin perform set_config('test.findings', replace(current_setting('test.findings'), '"e"', '"other"'), true); end $$;
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a3'), pg_temp.version('1'), '2026-01-01', '2026-02-01') $$, 'TF022', null, 'other evidence asks again');
do $$ begin perform set_config('test.findings', '', true); end $$;

-- What is prescribed
create function pg_temp.day(assignment text, on_date date) returns text language sql as
  $$ select case when d ->> 'status' = 'prescribed' then d #>> '{meals,0,items,0,name}' else d ->> 'status' end from app_public.prescribed_day(pg_temp.id(assignment), on_date) d $$;
grant execute on function pg_temp.day(text, date) to public;
select results_eq($$ select pg_temp.day('a1', d::date) from generate_series(date '2026-03-01', '2026-03-06', '1 day') d $$, array['nothing', 'Day 1', 'Day 2', 'Day 3', 'Day 1', 'Day 2'],
  'a cyclic plan begins with day 1 on its first day and starts again');
select results_eq($$ select pg_temp.day('a1', d::date) from generate_series(date '2026-03-11', '2026-03-12', '1 day') d $$, array['Day 1', 'nothing'], 'the end is not included');
select results_eq($$ select json_object_keys(prescribed_day(pg_temp.id('a1'), '2026-03-03')) order by 1 $$,
  $$ select unnest(array['assignmentId', 'assignmentNote', 'date', 'dayNumber', 'mealPlanVersionId', 'meals', 'message', 'note', 'nutrients', 'nutrition', 'planName', 'planNote', 'recipes', 'status', 'targets', 'versionNumber']) order by 1 $$,
  'a prescribed day is one document');
select is((end_meal_plan_assignment(pg_temp.id('a2'), '2026-03-30')).ends_on, '2026-03-30'::date, 'an assignment is ended earlier');
select throws_ok($$ select end_meal_plan_assignment(pg_temp.id('a2'), '2026-04-30') $$, 'TF400', null, 'but not made longer without a check');
select throws_ok($$ select end_meal_plan_assignment(pg_temp.id('a2'), '2026-03-12') $$, 'TF400', null, 'nor emptied');
do $$ begin perform pg_temp.publish(pg_temp.version('2')); end $$;
select is((assign_meal_plan_version(pg_temp.id('a4'), pg_temp.version('2'), '2026-04-01', '2026-05-01')).status, 'active', 'a plan by weekday is assigned from a Wednesday');
select results_eq($$ select pg_temp.day('a4', d::date) from generate_series(date '2026-04-01', '2026-04-07', '1 day') d $$,
  array['Day 3', 'Day 4', 'Day 5', 'Day 6', 'Day 7', 'Day 1', 'Day 2'], 'and day 1 is Monday');
select is((clone_meal_plan_version(pg_temp.id('c1'), pg_temp.version('1'))).number, 2, 'a published version is cloned into a new draft');
do $$ begin perform pg_temp.edit(pg_temp.id('c1'), '[{"op": "update_version", "is_repeating": false}]'); perform pg_temp.publish(pg_temp.id('c1')); end $$;
select is((assign_meal_plan_version(pg_temp.id('a5'), pg_temp.id('c1'), '2026-06-01')).status, 'active', 'a plan that does not repeat is assigned without an end');
select results_eq($$ select pg_temp.day('a5', d::date) from generate_series(date '2026-06-02', '2026-06-04', '1 day') d $$, array['Day 2', 'Day 3', 'nothing'], 'after its last day nothing is prescribed');

-- Stopping
select throws_ok($$ select suspend_meal_plan_assignment(pg_temp.id('a5'), '  ') $$, 'TF400', null, 'stopping a plan needs a reason');
select tests.authenticate_as('assistant@demo.test');
select throws_ok($$ select cancel_meal_plan_assignment(pg_temp.id('a5'), 'By mistake') $$, '42501', null, 'an assistant cannot take an assignment back');
select is((suspend_meal_plan_assignment(pg_temp.id('a5'), 'Rash after lunch')).status, 'suspended', 'but stops a dangerous one at once');
select is((suspend_meal_plan_assignment(pg_temp.id('a5'), 'Rash after lunch')).status_reason, 'Rash after lunch', 'once');
select throws_ok($$ select resume_meal_plan_assignment(pg_temp.id('a5'), 'All is well') $$, '42501', null, 'and cannot resume it');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a6'), pg_temp.version('1'), '2026-07-01') $$, 'TF024', null, 'a suspended plan still holds its days');
select is((cancel_meal_plan_assignment(pg_temp.id('a5'), 'Wrong plan')).status, 'cancelled', 'a cancelled one');
select is((assign_meal_plan_version(pg_temp.id('a6'), pg_temp.version('1'), '2026-07-01')).status, 'active', 'does not');
select is(pg_temp.day('a5', '2026-06-02'), 'nothing', 'and prescribes nothing');
select throws_ok($$ select suspend_meal_plan_assignment(pg_temp.id('a5'), 'Too late') $$, 'TF400', null, 'what is cancelled is not suspended');
select is((suspend_meal_plan_assignment(pg_temp.id('a6'), 'A new drug')).status, 'suspended', 'a plan is suspended');
select is(pg_temp.day('a6', current_date + 400), 'stopped', 'from now on the client is told to stop');
do $$ begin perform set_config('test.findings', '[{"key": "n", "rule_code": "new.drug", "rule_version": 1, "outcome": "breach", "place": "version", "evidence_hash": "n", "needs_reason": true, "needs_acknowledgement": false}]', true); end $$;
select throws_ok($$ select resume_meal_plan_assignment(pg_temp.id('a6'), 'Drug is stopped') $$, 'TF022', null, 'a plan is checked again before it goes on');
select is((resume_meal_plan_assignment(pg_temp.id('a6'), 'Drug is stopped', array[row('n', 'Not taken any more')::safety_decision])).status, 'active', 'and goes on with a decision');
do $$ begin perform set_config('test.findings', '', true); end $$;
select throws_ok($$ update meal_plan_assignments set status = 'active' $$, '42501', null, 'nobody writes assignments directly');

-- The client
select tests.as_owner();
do $$ begin
  perform tests.set_identity(p.anna_user, p.org, null, p.anna, 'client') from people p;
end $$;
select is(current_user::text, 'tf_client', 'the client signs in');
select is(my_prescribed_day('2026-03-03') #>> '{meals,0,items,0,name}', 'Day 2', 'and reads what is prescribed without knowing the assignment');
select is(my_prescribed_day('2026-03-03') #>> '{nutrition,unknown,0}', '1', 'with its nutrition, words counting as one unknown food');
select is(my_prescribed_day('2026-05-15') ->> 'status', 'nothing', 'a day without a plan says so');
select is(pg_temp.day('a1', '2026-03-02'), 'Day 1', 'an assignment of her own can be named');
select results_eq($$ select v.meal_plan_id, v.number from meal_plan_versions v order by 1, 2 $$, $$ values (pg_temp.id('1'), 1), (pg_temp.id('2'), 1) $$,
  'she sees the versions that she follows: not the cancelled one, no drafts, no templates');
select results_eq($$ select p.id from meal_plans p order by 1 $$, $$ values (pg_temp.id('1')), (pg_temp.id('2')) $$, 'and their plans');
select is((select count(*) from published_contents), 2::bigint, 'and what was frozen with them');
select isnt_empty($$ select 1 from meal_plan_assignments $$, 'and her assignments');
select throws_ok($$ select 1 from safety_overrides $$, '42501', null, 'but not what staff decided');
select throws_ok($$ select 1 from meal_plan_meals $$, '42501', null, 'nor the tables behind');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select prescribed_day(pg_temp.id('a1'), '2026-03-02') $$, 'TF404', 'There is no such assignment.', 'another client reads nothing of it');
select is_empty($$ select 1 from meal_plan_assignments a where a.id = pg_temp.id('a1') $$, 'nor sees it');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select prescribed_day(pg_temp.id('a1'), '2026-03-02') $$, 'TF404', 'There is no such assignment.', 'nor does another organisation');
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform suspend_meal_plan_assignment(pg_temp.id('a4'), 'For the test'); end $$;
select tests.as_owner();
update meal_plan_assignments set status_changed_at = '2026-04-10 13:00+00' where id = pg_temp.id('a4'); -- it is the 11th in Auckland
do $$ begin perform tests.set_identity(p.anna_user, p.org, null, p.anna, 'client') from people p; end $$;
select results_eq($$ select my_prescribed_day(d::date) ->> 'status' from generate_series(date '2026-04-10', '2026-04-12', '1 day') d $$, array['prescribed', 'stopped', 'stopped'],
  'a suspended plan is stopped from the day of the suspension, where the client lives; the days before stay prescribed');
select is(my_prescribed_day('2026-04-12') ->> 'message', 'This plan was stopped. Please contact the clinic.', 'and says what to do');
select is((select count(*) from published_contents), 1::bigint, 'its content does not reach the client through another door');

-- For adherence
select tests.as_owner();
do $$ begin perform set_config('app.org_id', (select org::text from people), true); end $$;
select results_eq($$ select m.on_date, m.day_number, m.meal_name, m.unknown[1] from people p, app_private.prescribed_meals(p.org, p.anna, '2026-03-10', '2026-03-14') m order by 1 $$,
  $$ values (date '2026-03-10', 3, 'Breakfast', 1), ('2026-03-11', 1, 'Breakfast', 1), ('2026-03-12', 1, 'Breakfast', 1), ('2026-03-13', 2, 'Breakfast', 1) $$,
  'prescribed meals of a period cross assignments; an empty meal prescribes nothing');
select results_eq($$ select distinct m.on_date from people p, app_private.prescribed_meals(p.org, p.anna, '2026-04-09', '2026-04-20') m order by 1 $$,
  array[date '2026-04-09', '2026-04-10'], 'days after a suspension prescribe nothing');

select results_eq($$ select e.action, e.after ->> 'status', e.user_id = tests.user_id('assistant@demo.test') from audit.events e
                      where e.table_name = 'meal_plan_assignments' and e.row_id = pg_temp.id('a5')::text order by e.id $$,
  $$ values ('insert', 'active', false), ('update', 'suspended', true), ('update', 'cancelled', false) $$, 'history tells who assigned, stopped and cancelled');

-- Clones and templates
select tests.authenticate_as('dietitian@demo.test');
select is((clone_meal_plan_version(pg_temp.id('c1'), pg_temp.version('1'))).id, pg_temp.id('c1'), 'cloning again gives the same clone, also when it is published by now');
select throws_ok($$ select clone_meal_plan_version(pg_temp.id('c1'), pg_temp.version('2')) $$, 'TF409', null, 'its id is not taken twice');
select is((clone_meal_plan_version(pg_temp.id('c2'), pg_temp.id('c1'))).number, 3, 'a plan has many versions');
select is(pg_temp.detail_of($$ select clone_meal_plan_version(pg_temp.id('c3'), pg_temp.version('1')) $$) ->> 'mealPlanVersionId', pg_temp.id('c2')::text, 'but one draft, which is named');
select is((create_meal_plan_from_version(pg_temp.id('5'), (select bert from people), 'For Bert', pg_temp.version('3'))).client_id, (select bert from people), 'a template becomes a client''s own plan');
select is((create_meal_plan_from_version(pg_temp.id('5'), (select bert from people), 'For Bert', pg_temp.version('3'))).id, pg_temp.id('5'), 'once');
select throws_ok($$ select create_meal_plan_from_version(pg_temp.id('5'), (select bert from people), 'Other', pg_temp.version('3')) $$, 'TF409', null, 'its id is not taken twice');
select results_eq($$ select i.free_text from meal_plan_items i where i.meal_plan_version_id = pg_temp.version('5') order by 1 $$, array['Day 1', 'Day 2'], 'with all that is in it');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('a9'), pg_temp.version('5'), '2026-03-02') $$, 'TF025', null, 'which is checked and published for that client first');
select throws_ok($$ select create_meal_plan_from_version(pg_temp.id('6'), (select bert from people), 'From Anna', pg_temp.version('1')) $$, 'TF026', null, 'a plan made for one client does not become another''s');
select is((create_meal_plan_from_version(pg_temp.id('6'), (select anna from people), 'Next', pg_temp.version('1'))).name, 'Next', 'but a new one of the same client');
select tests.as_owner();
select throws_ok($$ update meal_plans set client_id = (select bert from people) where id = pg_temp.id('1') $$, 'TF026', null, 'not even the owner moves a plan to another client');
select throws_ok($$ insert into meal_plan_assignments (org_id, client_id, meal_plan_version_id, starts_on, created_by)
    select org, bert, pg_temp.version('1'), date '2030-01-01', anna_user from people $$, '23503', null, 'and the key itself refuses another client''s plan');

-- Care decides, for administrators too, and ends
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select publish_meal_plan_version((select version_id from other_plan), (select revision from other_plan), 'Go') $$, 'TF404', null, 'an administrator without care publishes nothing of a client');
select tests.as_owner();
insert into care_assignments (org_id, client_id, member_id) select org, bert, tests.member_id('org_admin@demo.test') from people;
select tests.authenticate_as('org_admin@demo.test');
select is((publish_meal_plan_version((select version_id from other_plan), (select revision from other_plan), 'Go')).status, 'published', 'in care, an administrator publishes');
select is((assign_meal_plan_version(pg_temp.id('b1'), (select version_id from other_plan), current_date - 20)).status, 'active', 'and assigns');
select is((suspend_meal_plan_assignment(pg_temp.id('b1'), 'Waiting for a lab value')).status, 'suspended', 'suspends');
select tests.as_owner();
update meal_plan_assignments set status_changed_at = now() - interval '5 days' where id = pg_temp.id('b1');
select tests.authenticate_as('org_admin@demo.test');
select is((resume_meal_plan_assignment(pg_temp.id('b1'), 'The value is in')).status, 'active', 'and resumes');
select results_eq($$ select prescribed_day(pg_temp.id('b1'), t.today + d.days) ->> 'status' from (select (now() at time zone 'Europe/Berlin')::date as today) t, unnest(array[-6, -5, -1, 0]) d(days) $$,
  array['prescribed', 'stopped', 'stopped', 'prescribed'], 'the days of a suspension stay stopped when it is over');
select tests.as_owner();
update care_assignments set ends_on = current_date, starts_on = current_date - 9 where client_id = (select bert from people);
select tests.authenticate_as('dietitian@demo.test');
select is_empty($$ select 1 from meal_plan_assignments a where a.id = pg_temp.id('b1') union all select 1 from meal_plan_versions v where v.id = (select version_id from other_plan) $$,
  'when care has ended, plans and assignments are out of sight');
select throws_ok($$ select suspend_meal_plan_assignment(pg_temp.id('b1'), 'Not mine any more') $$, 'TF404', null, 'and out of reach');
select throws_ok($$ select meal_plan_version_document((select version_id from other_plan)) $$, 'TF404', null, 'the document too');

-- Comparison
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform pg_temp.edit(pg_temp.id('c2'), json_build_array(
    json_build_object('op', 'remove_item', 'id', (select i.id from meal_plan_items i where i.meal_plan_version_id = pg_temp.id('c2') and i.free_text = 'Day 2')),
    json_build_object('op', 'update_item', 'id', (select i.id from meal_plan_items i where i.meal_plan_version_id = pg_temp.id('c2') and i.free_text = 'Day 3'), 'amount', 2),
    json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', (select m.id from meal_plan_meals m join meal_plan_days d on d.id = m.meal_plan_day_id
      where d.meal_plan_version_id = pg_temp.id('c2') and d.day_number = 1 and m.position = 2), 'food_id', md5('food:08120')::uuid, 'amount', 50, 'unit_code', 'g'))); end $$;
create temp table comparison as select compare_meal_plan_versions(pg_temp.version('1'), pg_temp.id('c2'))::jsonb as c;
select is(c #>> '{removed,0,item,name}', 'Day 2', 'what is gone is named') from comparison;
select is(c #>> '{added,0,item,name}' || ' at ' || (c #>> '{added,0,mealName}'), 'Oats, rolled, dry at Lunch', 'what is new, and where') from comparison;
select is((c #>> '{changed,0,before,amount}') || ' ' || (c #>> '{changed,0,after,amount}'), '1 2', 'and what changed') from comparison;
select results_eq($$ select jsonb_array_length(c -> 'added'), jsonb_array_length(c -> 'removed'), jsonb_array_length(c -> 'changed') from comparison $$, $$ values (1, 1, 1) $$, 'and nothing else');
select ok((c #>> '{nutrition,0,after,known}')::numeric > 0 and c #> '{nutrition,0,difference}' = 'null', 'between what is only known to be "at least" no difference is stated') from comparison;
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select compare_meal_plan_versions(pg_temp.id('c1'), pg_temp.id('c2')) $$, 'TF404', null, 'another organisation compares nothing');

select * from finish();
