-- Who reads and writes the medical record, the dictionaries, the rules and the checks: actor by actor.
select plan(54);

create temp table who as
  select tests.org_id('dietitian@demo.test') as org, tests.new_client() as cared_for, uuidv7() as nobodys, tests.client_id('client@demo.test') as own,
         tests.client_id('client@other.test') as foreign_client, app_private.kb_id('condition', 'gout') as gout;
insert into clients (org_id, id, given_name, family_name) select org, nobodys, 'Nobody', 'Cares' from who;
insert into client_conditions (org_id, client_id, condition_id, note)
  select org, unnest(array[cared_for, nobodys]), gout, 'for staff' from who;
insert into client_medications (org_id, client_id, medication_id) select org, unnest(array[cared_for, nobodys]), app_private.kb_id('medication', 'warfarin') from who;
insert into client_allergies (org_id, client_id, allergen_id, criticality) select org, unnest(array[cared_for, nobodys]), app_private.kb_id('allergen', 'milk'), 'high' from who;
insert into client_life_stages (org_id, client_id, life_stage, started_on) select org, unnest(array[cared_for, nobodys]), 'lactation', current_date from who;
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, unnest(array[cared_for, nobodys]), 'weight', 70, current_date from who;
create temp table plans as select tests.new_plan(cared_for, '[[[{"text": "soup"}]]]') as cared_for, tests.new_plan(nobodys, '[[[{"text": "soup"}]]]') as nobodys from who;
grant select on who, plans to public;
create function pg_temp.seen() returns setof text language sql as $$
  select 'condition' from who, client_conditions c where c.client_id in (cared_for, nobodys) union all
  select 'medication' from who, client_medications c where c.client_id in (cared_for, nobodys) union all
  select 'allergy' from who, client_allergies c where c.client_id in (cared_for, nobodys) union all
  select 'life stage' from who, client_life_stages c where c.client_id in (cared_for, nobodys) union all
  select 'metric' from who, body_metrics c where c.client_id in (cared_for, nobodys)
$$;
grant execute on function pg_temp.seen() to public;

-- the dietitian
select tests.authenticate_as('dietitian@demo.test');
select bag_eq('select pg_temp.seen()', array['condition', 'medication', 'allergy', 'life stage', 'metric'], 'a dietitian reads the record of the client in her care, and nobody else''s');
select lives_ok($$ insert into client_conditions (client_id, condition_id, started_on) select cared_for, c.id, current_date from who, conditions c where code = 'hypertension' $$, 'a dietitian records a condition');
select lives_ok($$ insert into client_medications (client_id, medication_id, dose) select cared_for, m.id, '1 g' from who, medications m where code = 'metformin' $$, 'a dietitian records a medicine');
select lives_ok($$ insert into client_allergies (client_id, allergen_id, kind, criticality) select cared_for, a.id, 'intolerance', 'low' from who, allergens a where code = 'eggs' $$, 'a dietitian records an intolerance');
select lives_ok($$ insert into client_life_stages (client_id, life_stage, started_on) select cared_for, 'pregnancy', current_date from who $$, 'a dietitian records a pregnancy');
select lives_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select cared_for, 'dry_weight', 69, current_date from who $$, 'a dietitian records a dry weight');
select throws_ok($$ insert into client_conditions (client_id, condition_id) select nobodys, gout from who $$, '42501', null, 'but nothing of a client who is not in her care');
select throws_ok($$ insert into client_conditions (client_id, condition_id) select foreign_client, gout from who $$, '42501', null, 'nor of another organisation''s client');
select throws_ok($$ insert into client_conditions (client_id, condition_id) select cared_for, uuidv7() from who $$, 'TF404', 'There is no such condition.', 'nor an unknown condition');
select throws_ok($$ insert into client_medications (client_id, medication_id) select cared_for, uuidv7() from who $$, 'TF404', 'There is no such medication.', 'nor an unknown medicine');
select throws_ok($$ insert into client_allergies (client_id, allergen_id, criticality) select cared_for, uuidv7(), 'low' from who $$, 'TF404', 'There is no such allergen.', 'nor an unknown allergen');
select throws_ok($$ insert into client_conditions (client_id, condition_id, started_on, ended_on) select cared_for, gout, current_date, current_date from who $$, '23514', null, 'nor a condition that ends before it begins');
select throws_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select cared_for, 'weight', -1, current_date from who $$, '23514', null, 'nor a weight below zero');
select results_eq($$ with u as (update client_conditions c set ended_on = current_date + 1 from who where c.client_id = cared_for and c.condition_id = gout returning 1) select count(*) from u $$, 'values (1::bigint)', 'an entry ends');
select throws_ok($$ update client_conditions set client_id = (select nobodys from who) $$, '42501', null, 'and is never moved to somebody else');
select throws_ok($$ update client_conditions set condition_id = (select gout from who) $$, '42501', null, 'nor made into another condition');
select results_eq($$ with d as (delete from body_metrics b using who where b.client_id in (cared_for, nobodys) and b.kind = 'dry_weight' returning 1) select count(*) from d $$, 'values (1::bigint)', 'a dietitian deletes what was recorded by mistake');
select results_eq($$ with d as (delete from client_conditions c using who where c.client_id = nobodys returning 1) select count(*) from d $$, 'values (0::bigint)', 'but nothing that she does not see');
select throws_ok($$ delete from client_allergies $$, '42501', null, 'an allergy is refuted, never deleted');
select tests.as_owner();
select is(count(*), 1::bigint, 'the row that she does not see is still there') from who, client_conditions c where c.client_id = nobodys;
select is(count(*), 1::bigint, 'and history keeps what was deleted') from audit.events e, who where e.table_name = 'body_metrics' and e.action = 'delete' and e.client_id = cared_for;

-- the assistant
select tests.authenticate_as('assistant@demo.test');
select ok(exists (select from client_conditions, who where client_id = cared_for), 'an assistant reads the record of a client in their care');
select lives_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select cared_for, 'weight', 71, current_date from who $$, 'an assistant enters data');
select throws_ok($$ delete from body_metrics $$, '42501', null, 'an assistant deletes nothing');

-- the org_admin
select tests.authenticate_as('org_admin@demo.test');
select is_empty('select pg_temp.seen()', 'an org_admin reads no record without being assigned');
select throws_ok($$ insert into client_conditions (client_id, condition_id) select cared_for, gout from who $$, '42501', null, 'nor writes one');
select tests.as_owner();
insert into care_assignments (org_id, client_id, member_id) select org, cared_for, tests.member_id('org_admin@demo.test') from who;
select tests.authenticate_as('org_admin@demo.test');
select ok((select count(*) from pg_temp.seen()) > 4, 'an org_admin who is assigned reads it');

-- the researcher, nobody, another organisation
select tests.authenticate_as('researcher@demo.test');
select throws_ok('select client_id from client_conditions', '42501', null, 'a researcher reads no conditions');
select throws_ok('select client_id from client_medications', '42501', null, 'nor medicines');
select throws_ok('select client_id from client_allergies', '42501', null, 'nor allergies');
select throws_ok('select client_id from client_life_stages', '42501', null, 'nor stages of life');
select throws_ok('select client_id from body_metrics', '42501', null, 'nor measurements');
select tests.authenticate_as('dietitian@other.test');
select is_empty('select pg_temp.seen()', 'another organisation''s dietitian reads nothing of it');
select tests.authenticate_as_anonymous();
select throws_ok('select code from conditions', '42501', null, 'nobody signed in reads not even a dictionary');

-- the client
select tests.authenticate_as('client@demo.test');
select set_eq('select distinct client_id from client_conditions', 'select own from who', 'a client reads their own conditions and no other');
select throws_ok('select note from client_conditions', '42501', null, 'but not the notes of staff');
select throws_ok($$ insert into client_conditions (client_id, condition_id) select own, gout from who $$, '42501', null, 'a client records no conditions');
select lives_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select own, 'weight', 75, current_date from who $$, 'a client sends their weight');
select throws_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select own, 'dry_weight', 75, current_date from who $$, '42501', null, 'but no dry weight, which is a clinical judgement');
select throws_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select cared_for, 'weight', 75, current_date from who $$, '42501', null, 'nor anybody else''s weight');
select throws_ok($$ select code from contraindication_rules $$, '42501', null, 'a client reads no rules');
select throws_ok($$ select app_public.check_food(uuidv7(), own) from who $$, '42501', null, 'nor asks for checks');

-- dictionaries and rules
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ insert into conditions (code, name, parent_id) select 'gout_of_ours', 'Gout of ours', gout from who $$, 'an organisation adds a condition of its own below a shared one');
select results_eq($$ with u as (update conditions set name = 'x' where code = 'gout' returning 1) select count(*) from u $$, 'values (0::bigint)', 'the knowledge base''s entries are read, never written');
select throws_ok($$ insert into conditions (id, code, name) select gout, 'not_gout', 'Not gout' from who $$, 'TF409', 'The id belongs to an entry of the knowledge base.', 'an entry of one''s own never takes the id of a shared one');
select throws_ok($$ insert into medications (code, name, class_id) select 'odd', 'Odd', m.id from medications m where code = 'warfarin' $$, 'TF404', 'There is no such medication class.', 'a medicine is no class');
select throws_ok($$ update contraindication_rules set retired_at = now() $$, '42501', null, 'nobody writes rules through the application');

-- the checks
select isnt_empty($$ select json_array_elements(app_public.check_meal_plan_version(p.cared_for, w.cared_for) -> 'findings') from plans p, who w $$, 'a dietitian checks a plan of a client in her care');
select isnt_empty($$ select f from plans p, who w, app_public.explain_finding(p.cared_for, w.cared_for) f $$, 'and has them listed as rows');
select throws_ok($$ select app_public.check_meal_plan_version(p.nobodys, w.cared_for) from plans p, who w $$, 'TF404', null, 'but no plan of another client');
select throws_ok($$ select app_public.check_meal_plan_version(p.cared_for, w.nobodys) from plans p, who w $$, 'TF404', 'There is no such client.', 'nor against another client''s record');
select throws_ok($$ select app_public.check_food(uuidv7(), cared_for) from who $$, 'TF404', 'There is no such food.', 'nor an unknown food');
select throws_ok($$ select app_public.check_recipe(uuidv7(), cared_for) from who $$, 'TF404', 'There is no such recipe.', 'nor an unknown recipe');
select throws_ok($$ select app_public.check_meal_plan_version(p.cared_for, w.cared_for, '2026-01-02', '2026-01-02') from plans p, who w $$, 'TF400', null, 'nor for an empty period');

select * from finish();
