-- Templates: saving a client's plan as one, giving one to several clients, and a plan that takes the place of the one that runs.
select no_plan();

create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create function pg_temp.id(n text) returns uuid language sql immutable as $$ select ('00000000-0000-4000-8007-' || lpad(n, 12, '0'))::uuid $$;
create function pg_temp.version(plan text, number integer default 1) returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = pg_temp.id(plan) and v.number = version.number $$;
create function pg_temp.edit(version_id uuid, edits json) returns json language sql as
  $$ select app_public.edit_meal_plan_version(v.id, v.revision, pg_temp.edits(edits)) from app_public.meal_plan_versions v where v.id = version_id $$;
create function pg_temp.publish(version_id uuid) returns app_public.meal_plan_versions language sql as
  $$ select app_public.publish_meal_plan_version(v.id, v.revision, 'Go') from app_public.meal_plan_versions v where v.id = version_id $$;
create function pg_temp.detail_of(statement text) returns jsonb language plpgsql as $$
declare v_detail text;
begin execute statement; return null;
exception when others then get stacked diagnostics v_detail = pg_exception_detail; return v_detail::jsonb; end $$;
grant execute on all functions in schema pg_temp to public;
-- What the rules would say is another file's matter: here the findings of each client are what a test says they are.
create or replace function app_private.meal_plan_version_findings(org uuid, version_id uuid, client uuid, period daterange, explained text[] default '{}', to_decide_only boolean default false, is_brief boolean default false) returns setof app_public.safety_finding
  language sql stable as $$ select * from json_populate_recordset(null::app_public.safety_finding, nullif(current_setting('test.findings', true), '')::json -> client::text) $$;
create temp table people as select tests.org_id('dietitian@demo.test') as org, tests.new_client() as anna, tests.new_client() as bert, tests.new_client() as carl, uuidv7() as dora;
insert into clients (org_id, id, given_name, family_name) select org, dora, 'Dora', 'Nobody''s' from people;
grant select on people to public;

select tests.authenticate_as('dietitian@demo.test');
do $$
declare v_meal uuid;
begin
  perform create_meal_plan(pg_temp.id('1'), 'Anna''s week', (select anna from people), 2, array['Breakfast', 'Lunch']);
  select m.id into v_meal from meal_plan_meals m join meal_plan_days d on d.id = m.meal_plan_day_id where m.meal_plan_version_id = pg_temp.version('1') and d.day_number = 1 and m.position = 1;
  perform pg_temp.edit(pg_temp.version('1'), json_build_array(
    json_build_object('op', 'update_version', 'note', 'For Anna', 'day_mapping', 'cyclic', 'is_repeating', false),
    json_build_object('op', 'update_meal', 'id', v_meal, 'note', 'Anna eats late', 'time_of_day', '09:30'),
    json_build_object('op', 'add_item', 'id', pg_temp.id('11'), 'meal_id', v_meal, 'food_id', md5('food:08120')::uuid, 'amount', 40, 'unit_code', 'g', 'note', 'as Anna likes them'),
    json_build_object('op', 'add_item', 'id', pg_temp.id('12'), 'meal_id', v_meal, 'free_text', 'tea', 'alternative_of_id', pg_temp.id('11')),
    json_build_object('op', 'set_target', 'nutrient_id', 307, 'maximum', 1500)));
end $$;

-- Saving as a template drops the client
select is((make_meal_plan_template(pg_temp.id('2'), ' Oats ', pg_temp.version('1'))).name, 'Oats', 'a client''s plan is saved as a template');
select is((make_meal_plan_template(pg_temp.id('2'), 'Oats', pg_temp.version('1'))).id, pg_temp.id('2'), 'once');
select throws_ok($$ select make_meal_plan_template(pg_temp.id('2'), 'Oats', pg_temp.version('1'), false) $$, 'TF409', null, 'asked otherwise, its id is taken');
select throws_ok($$ select make_meal_plan_template(pg_temp.id('2'), 'Porridge', pg_temp.version('1')) $$, 'TF409', null, 'by another name too');
select throws_ok($$ select make_meal_plan_template(pg_temp.id('3'), '  ', pg_temp.version('1')) $$, 'TF400', null, 'a template has a name');
select throws_ok($$ select make_meal_plan_template(pg_temp.id('3'), 'Oats', gen_random_uuid()) $$, 'TF404', null, 'and a plan that it is made from');
select results_eq($$ select p.client_id, v.client_id, v.cloned_from_version_id, v.number, v.status::text, v.is_repeating from meal_plans p join meal_plan_versions v on v.meal_plan_id = p.id where p.id = pg_temp.id('2') $$,
  $$ values (null::uuid, null::uuid, null::uuid, 1, 'draft', false) $$, 'the template tells neither for whom nor from what it was made');
select results_eq($$ select i.food_id, i.free_text, i.amount, i.note, i.alternative_of_id is not null, m.note, to_char(m.time_of_day, 'HH24:MI') from meal_plan_items i join meal_plan_meals m on m.id = i.meal_plan_meal_id
                      where i.meal_plan_version_id = pg_temp.version('2') order by i.position $$,
  $$ values (md5('food:08120')::uuid, null::text, 40::numeric, 'as Anna likes them', false, 'Anna eats late', '09:30'), (null, 'tea', 1, '', true, 'Anna eats late', '09:30') $$, 'and holds all of it, notes too');
select is((select v.note from meal_plan_versions v where v.id = pg_temp.version('2')), 'For Anna', 'the note above the plan as well');
select results_eq($$ select t.nutrient_id, t.maximum from meal_plan_targets t where t.meal_plan_version_id = pg_temp.version('2') $$, $$ values (307, 1500::numeric) $$, 'and the targets');
select is((make_meal_plan_template(pg_temp.id('4'), 'Oats, plain', pg_temp.version('1'), false, false)).client_id, null, 'or, because a note may name somebody, none of the notes and targets');
select is_empty($$ select 1 from meal_plan_versions v where v.id = pg_temp.version('4') and v.note <> ''
  union all select 1 from meal_plan_items i where i.meal_plan_version_id = pg_temp.version('4') and i.note <> ''
  union all select 1 from meal_plan_meals m where m.meal_plan_version_id = pg_temp.version('4') and m.note <> ''
  union all select 1 from meal_plan_targets t where t.meal_plan_version_id = pg_temp.version('4') $$, 'is left of them');
select isnt_empty($$ select 1 from meal_plan_items i where i.meal_plan_version_id = pg_temp.version('4') $$, 'the food stays');
select tests.authenticate_as('org_admin@demo.test');
select isnt_empty($$ select 1 from meal_plan_versions v where v.id = pg_temp.version('2') $$, 'all staff see the template');
select throws_ok($$ select make_meal_plan_template(pg_temp.id('5'), 'Stolen', pg_temp.id('1')) $$, 'TF404', null, 'nobody makes one of a plan that they may not see');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select make_meal_plan_template(pg_temp.id('5'), 'Mine', pg_temp.id('1')) $$, '42501', null, 'a client makes none');
select is_empty($$ select 1 from meal_plans p where p.client_id is null $$, 'and sees none');
select tests.authenticate_as('assistant@demo.test');
select is((make_meal_plan_template(pg_temp.id('5'), 'By the assistant', pg_temp.version('1'))).name, 'By the assistant', 'an assistant prepares one');

-- Given to several clients (CLINICAL 16): each a clone of its own, checked against that client
select throws_ok($$ select assign_template(pg_temp.id('21'), pg_temp.id('a21'), pg_temp.version('2'), (select bert from people), current_date + 1) $$, '42501', null, 'an assistant gives it to nobody');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select assign_template(pg_temp.id('21'), pg_temp.id('a21'), pg_temp.version('2'), (select bert from people), current_date + 1) $$, 'TF025', null, 'a template is published before all get the same');
do $$ begin perform pg_temp.publish(pg_temp.version('2')); end $$;
select throws_ok($$ select assign_template(pg_temp.id('21'), pg_temp.id('a21'), pg_temp.version('1'), (select bert from people), current_date + 1) $$, 'TF026', null, 'CLINICAL 16: a plan made for one client is given to no other');
select throws_ok($$ select assign_template(pg_temp.id('21'), pg_temp.id('a21'), pg_temp.version('2'), (select dora from people), current_date + 1) $$, 'TF404', null, 'nor a template to a client of somebody else');
select throws_ok($$ select assign_template(pg_temp.id('21'), pg_temp.id('a21'), pg_temp.version('2'), (select bert from people), current_date + 9, current_date + 2) $$, 'TF400', null, 'nor with dates reversed');
select is_empty($$ select 1 from meal_plans p where p.id = pg_temp.id('21') $$, 'of which nothing is left');
do $$ begin perform set_config('test.findings', json_build_object((select carl from people), json_build_array(json_build_object(
  'key', 'c1', 'rule_code', 'allergy.oats', 'rule_version', 1, 'outcome', 'breach', 'place', 'version', 'evidence_hash', 'e1', 'needs_reason', true, 'needs_acknowledgement', false)))::text, true); end $$;
create temp table given as
  select c.n, c.id as client_id, assign_template(pg_temp.id('3' || c.n), pg_temp.id('a3' || c.n), pg_temp.version('2'), c.id, current_date + 10, current_date + 20, '{}', 'Start gently')::jsonb as answer
    from people p cross join lateral (values ('1', p.bert), ('2', p.carl)) c(n, id);
grant all on given to public;
select results_eq($$ select n, answer ->> 'status', answer ->> 'code' from given order by n $$, $$ values ('1', 'assigned', null), ('2', 'waiting', 'TF022') $$,
  'CLINICAL 16: a breach for one of them holds up nobody else');
select results_eq($$ select a.client_id, a.starts_on, a.ends_on, a.note, v.cloned_from_version_id, p.name from meal_plan_assignments a
                       join meal_plan_versions v on v.id = a.meal_plan_version_id join meal_plans p on p.id = v.meal_plan_id where a.id = pg_temp.id('a31') $$,
  $$ select bert, current_date + 10, current_date + 20, 'Start gently', pg_temp.version('2'), 'Oats' from people $$, 'who has nothing to decide follows a clone of their own, with the note');
select is(answer #>> '{detail,findings,0,ruleCode}', 'allergy.oats', 'what is to be decided is told') from given where n = '2';
select results_eq($$ select v.status::text, v.review_note from meal_plans_to_review() v where v.meal_plan_id = pg_temp.id('32') $$,
  $$ select 'draft', format('From the template “Oats”, to be assigned from %s to %s. The plan breaks a rule for this client: write a reason for each breach, or change the plan.', current_date + 10, current_date + 19) $$,
  'and the clone stays as a draft on the worklist, so that nobody is skipped silently');
select is_empty($$ select 1 from meal_plan_assignments a where a.id = pg_temp.id('a32') union all select 1 from safety_overrides o where o.client_id = (select carl from people) $$, 'half of nothing is done');
select is(assign_template(pg_temp.id('31'), pg_temp.id('a31'), pg_temp.version('2'), (select bert from people), current_date + 10, current_date + 20, '{}', 'Start gently')::jsonb ->> 'status', 'assigned', 'the same again is the same');
select is((select count(*) from meal_plan_assignments a where a.client_id = (select bert from people)), 1::bigint, 'once');
select throws_ok($$ select assign_template(pg_temp.id('31'), pg_temp.id('a31'), pg_temp.version('2'), (select bert from people), current_date + 11, current_date + 20, '{}', 'Start gently') $$, 'TF409', null, 'other days under the same ids are not');
select is(assign_template(pg_temp.id('32'), pg_temp.id('a32'), pg_temp.version('2'), (select carl from people), current_date + 10, null, array[row('c1', 'Tolerated in a challenge')::safety_decision])::jsonb ->> 'status', 'assigned',
  'what waited goes on from there with a decision');
select is_empty($$ select 1 from meal_plans_to_review() v where v.meal_plan_id = pg_temp.id('32') $$, 'and is off the worklist');
select is((select o.reason from safety_overrides o where o.client_id = (select carl from people)), 'Tolerated in a challenge', 'the decision is kept for that client''s clone');
select is(assign_template(pg_temp.id('33'), pg_temp.id('a33'), pg_temp.version('2'), (select bert from people), current_date + 15)::jsonb #> '{detail,assignmentId}', to_jsonb(pg_temp.id('a31')), 'a plan that is assigned then is named');
do $$ begin perform pg_temp.edit(pg_temp.version('33'), '[{"op": "update_version", "note": "Changed by a colleague"}]'); end $$;
select is(assign_template(pg_temp.id('33'), pg_temp.id('a33'), pg_temp.version('2'), (select bert from people), current_date + 15, null, '{}', '', pg_temp.id('a31'))::jsonb ->> 'code', 'TF010',
  'what somebody worked on meanwhile is not published unseen');
select is((select a.ends_on from meal_plan_assignments a where a.id = pg_temp.id('a31')), current_date + 20, 'and ends nothing');
select is(assign_template(pg_temp.id('34'), pg_temp.id('a34'), pg_temp.version('2'), (select bert from people), current_date + 15, null, '{}', '', pg_temp.id('a31'))::jsonb ->> 'status', 'assigned', 'told to, it ends the plan that runs');
select is((select a.ends_on from meal_plan_assignments a where a.id = pg_temp.id('a31')), current_date + 15, 'the day before');

-- Prepared for several clients by who may not publish, and published and assigned from the worklist (CLINICAL 16)
select tests.authenticate_as('assistant@demo.test');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('5'), (select bert from people), current_date + 40) $$, 'TF025', null, 'a draft is prepared for nobody');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('1'), (select bert from people), current_date + 40) $$, 'TF026', null, 'CLINICAL 16: nor is a plan that was made for one client');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('2'), (select dora from people), current_date + 40) $$, 'TF404', null, 'nor a template for a client of somebody else');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('2'), (select bert from people), null) $$, 'TF400', null, 'without a first day');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('2'), (select bert from people), current_date + 40, current_date + 40) $$, 'TF400', null, 'or with dates reversed');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('2'), (select bert from people), current_date + 40, null, repeat('x', 1501)) $$, 'TF400', null, 'or with a note that nobody would read');
select is_empty($$ select 1 from meal_plans p where p.id = pg_temp.id('41') $$, 'nothing is left of what was refused');
create temp table prepared as
  select c.n, c.id as client_id, prepare_template(pg_temp.id('4' || c.n), pg_temp.version('2'), c.id, current_date + 40, current_date + 50, ' Is it enough? ')::jsonb as answer
    from people p cross join lateral (values ('1', p.bert), ('2', p.carl)) c(n, id);
grant all on prepared to public;
select results_eq($$ select n, jsonb_array_length(answer -> 'findings'), answer #>> '{findings,0,ruleCode}' from prepared order by n $$, $$ values ('1', 0, null), ('2', 1, 'allergy.oats') $$,
  'CLINICAL 16: an assistant prepares it for several, each clone checked against its client');
select results_eq($$ select v.client_id, v.status::text, v.cloned_from_version_id, v.intended_starts_on, v.intended_ends_on, v.review_requested_by, v.review_requested_revision = v.revision, v.review_note
                       from meal_plans_to_review() v where v.meal_plan_id in (pg_temp.id('41'), pg_temp.id('42')) order by v.meal_plan_id $$,
  $$ select c, 'draft', pg_temp.version('2'), current_date + 40, current_date + 50, tests.user_id('assistant@demo.test'), true,
            format('From the template “Oats”, to be assigned from %s to %s. Is it enough?', current_date + 40, current_date + 49) from people p, unnest(array[p.bert, p.carl]) c $$,
  'a clone of their own waits on the worklist, with its days and the note');
select is(prepare_template(pg_temp.id('41'), pg_temp.version('2'), (select bert from people), current_date + 40, current_date + 50, 'Is it enough?')::jsonb, (select answer from prepared where n = '1'), 'the same again is the same');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('2'), (select bert from people), current_date + 41, current_date + 50, 'Is it enough?') $$, 'TF409', null, 'other days under the same id are not');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('2'), (select bert from people), current_date + 40, current_date + 50, 'Too much?') $$, 'TF409', null, 'nor another note');
select throws_ok($$ select prepare_template(pg_temp.id('41'), pg_temp.version('2'), (select carl from people), current_date + 40, current_date + 50, 'Is it enough?') $$, 'TF409', null, 'nor another client');
select tests.as_owner();
select is((select count(*) from notifications n where n.kind = 'plan_review_requested' and n.payload ->> 'mealPlanId' = pg_temp.id('41')::text), 1::bigint, 'who may publish is told, once');
select is_empty($$ select 1 from meal_plan_assignments a where a.starts_on = current_date + 40 $$, 'nothing is assigned yet');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select prepare_template(pg_temp.id('43'), pg_temp.version('2'), (select bert from people), current_date + 40) $$, '42501', null, 'a client prepares none');
select tests.authenticate_as('assistant@demo.test');
do $$ begin perform pg_temp.edit(pg_temp.version('42'), '[{"op": "update_version", "note": "Less of it"}]'); end $$;
select tests.authenticate_as('dietitian@demo.test');
select is(assign_template(pg_temp.id('41'), pg_temp.id('a41'), pg_temp.version('2'), (select bert from people), current_date + 40, current_date + 50, '{}', '', pg_temp.id('a34'), 'Oats')::jsonb ->> 'status', 'assigned',
  'a dietitian publishes and assigns what was prepared, in one step');
select results_eq($$ select v.status::text, v.published_by, a.starts_on from meal_plan_versions v join meal_plan_assignments a on a.meal_plan_version_id = v.id where v.meal_plan_id = pg_temp.id('41') $$,
  $$ select 'published', tests.user_id('dietitian@demo.test'), current_date + 40 $$, 'as the plan that was prepared, and no other one');
select is(assign_template(pg_temp.id('42'), pg_temp.id('a42'), pg_temp.version('2'), (select carl from people), current_date + 40, current_date + 50, array[row('c1', 'Tolerated in a challenge')::safety_decision], '', null, 'Oats')::jsonb ->> 'code', 'TF010',
  'what was changed since it was said to be ready is not published unseen');
select is((select v.status::text from meal_plan_versions v where v.meal_plan_id = pg_temp.id('42')), 'draft', 'it stays a draft');

-- Assigning instead of the plan that runs
do $$ begin perform pg_temp.publish(pg_temp.version('1')); end $$;
select is((assign_meal_plan_version(pg_temp.id('b1'), pg_temp.version('1'), '2030-01-01', null, '{}', '  Call me on Monday ')).note, 'Call me on Monday', 'a plan is assigned with a note');
select is(prescribed_day(pg_temp.id('b1'), '2030-01-01') ->> 'assignmentNote', 'Call me on Monday', 'which the client reads with the day');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('b1'), pg_temp.version('1'), '2030-01-01', null, '{}', 'Another') $$, 'TF409', null, 'another note is another request');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('b2'), pg_temp.version('1'), '2030-02-01', null, '{}', repeat('x', 2001)) $$, 'TF400', null, 'a note has an end');
select is(pg_temp.detail_of($$ select assign_meal_plan_version(pg_temp.id('b2'), pg_temp.version('1'), '2030-02-01') $$) - 'assignmentId',
  '{"startsOn": "2030-01-01", "endsOn": null, "planName": "Anna''s week", "versionNumber": 1, "endsBefore": true}', 'the plan that runs is shown, and that it could end the day before');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('b2'), pg_temp.version('1'), '2030-02-01', null, '{}', '', pg_temp.id('a31')) $$, 'TF404', null, 'another client''s assignment is not ended');
select is((select a.ends_on from meal_plan_assignments a where a.id = pg_temp.id('a31')), current_date + 15, 'it is as it was');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('b2'), pg_temp.version('1'), '2030-02-01', '2030-01-15', '{}', '', pg_temp.id('b1')) $$, 'TF400', null, 'dates reversed end nothing either');
select is((assign_meal_plan_version(pg_temp.id('b2'), pg_temp.version('1'), '2030-02-01', null, '{}', '', pg_temp.id('b1'))).status, 'active', 'named by who has seen it, it ends the day before');
select is((select a.ends_on from meal_plan_assignments a where a.id = pg_temp.id('b1')), '2030-02-01'::date, 'which is the 31st of January');
select is((assign_meal_plan_version(pg_temp.id('b2'), pg_temp.version('1'), '2030-02-01', null, '{}', '', pg_temp.id('b1'))).id, pg_temp.id('b2'), 'the same request again gives the same assignment');
select throws_ok($$ select assign_meal_plan_version(pg_temp.id('b3'), pg_temp.version('1'), '2030-01-20', null, '{}', '', pg_temp.id('b1')) $$, 'TF024', null, 'what begins later is still in the way');
select is((select a.ends_on from meal_plan_assignments a where a.id = pg_temp.id('b1')), '2030-02-01'::date, 'and then nothing ends');
select is(pg_temp.detail_of($$ select assign_meal_plan_version(pg_temp.id('b3'), pg_temp.version('1'), '2030-02-01', null, '{}', '', pg_temp.id('b2')) $$) ->> 'endsBefore', 'false', 'a plan of the same first day could not end before it');
select tests.as_owner();
select results_eq($$ select e.before ->> 'ends_on', e.after ->> 'ends_on', e.user_id = tests.user_id('dietitian@demo.test') from audit.events e
                      where e.table_name = 'meal_plan_assignments' and e.row_id = pg_temp.id('b1')::text and e.action = 'update' $$,
  $$ values (null, '2030-02-01', true) $$, 'history tells who ended it');
select * from finish();
