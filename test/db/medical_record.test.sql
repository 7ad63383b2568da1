-- Laboratory values, physicians' limits and preferences: who enters them, actor by actor, and what is refused.
select plan(78);

create temp table who as
  select tests.org_id('dietitian@demo.test') as org, tests.new_client() as cared_for, uuidv7() as nobodys, tests.client_id('client@demo.test') as own,
         tests.client_id('client@other.test') as foreign_client, uuidv7() as lab, uuidv7() as limit_id, uuidv7() as stricter;
insert into clients (org_id, id, given_name, family_name) select org, nobodys, 'Nobody', 'Cares' from who;
insert into client_labs (org_id, client_id, lab_test_code, taken_on, entered_value, entered_unit, note)
  select org, unnest(array[cared_for, nobodys, own]), 'potassium_serum', current_date - 400, 4.8, 'mmol/L', 'for staff' from who;
insert into client_limits (org_id, client_id, nutrient_id, scope, maximum, ordered_by, ordered_on, starts_on, note)
  select org, unnest(array[cared_for, nobodys, own]), 301, 'day', 800, 'Dr. Lee', current_date - 10, current_date - 10, 'for staff' from who;
insert into client_preferences (org_id, client_id, kind, tag_code, note)
  select org, unnest(array[cared_for, nobodys, own]), 'dislike', 'poultry', 'for staff' from who;
grant select on who to public;
create function pg_temp.seen() returns setof text language sql as $$
  select 'lab' from who, client_labs c where c.client_id in (cared_for, nobodys) union all
  select 'limit' from who, client_limits c where c.client_id in (cared_for, nobodys) union all
  select 'preference' from who, client_preferences c where c.client_id in (cared_for, nobodys)
$$;
-- What a laboratory value is stored as.
create function pg_temp.stored(test text, entered numeric, unit text) returns numeric language sql as $$
  insert into client_labs (org_id, client_id, lab_test_code, taken_on, entered_value, entered_unit)
    select org, nobodys, test, current_date - 30, entered, unit from who returning value
$$;
grant execute on function pg_temp.seen() to public;

-- the dietitian: laboratory values
select tests.authenticate_as('dietitian@demo.test');
select bag_eq('select pg_temp.seen()', array['lab', 'limit', 'preference'], 'a dietitian reads the record of the client in her care, and nobody else''s');
select lives_ok($$ insert into client_labs (id, client_id, lab_test_code, taken_on, entered_value, entered_unit) select lab, cared_for, 'potassium_serum', current_date - 1, 5.6, 'mEq/L' from who $$, 'a dietitian records a laboratory value');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select nobodys, 'potassium_serum', current_date, 5, 'mmol/L' from who $$, '42501', null, 'but none of a client who is not in her care');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select foreign_client, 'potassium_serum', current_date, 5, 'mmol/L' from who $$, '42501', null, 'nor of another organisation''s client');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, value, entered_value, entered_unit) select cared_for, 'potassium_serum', current_date, 4, 5, 'mmol/L' from who $$, '42501', null, 'the stored value is nobody''s to write');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'moon_dust', current_date, 5, 'mmol/L' from who $$, 'TF404', 'There is no such laboratory test.', 'an unknown test is refused');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'potassium_serum', current_date, 20, 'mg/dL' from who $$, 'TF090', 'Potassium is not given in “mg/dL”. Choose mmol/L or mEq/L.', 'so is a unit that the test is not given in');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'potassium_serum', current_date, 45, 'mmol/L' from who $$, 'TF091', 'Potassium of 45 mmol/L cannot be right: only values from 1 to 12 mmol/L are taken. Check the number and the unit.', 'a typo neither raises nor silences a rule');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'glucose_fasting', current_date, 95, 'mmol/L' from who $$, 'TF091', null, 'nor does a number in the wrong unit');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'egfr', current_date, 'NaN', 'mL/min/1.73m²' from who $$, 'TF091', null, 'not a number is no value');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'egfr', current_date, 'Infinity', 'mL/min/1.73m²' from who $$, 'TF091', null, 'nor is infinity');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'egfr', current_date + 2, 50, 'mL/min/1.73m²' from who $$, 'TF092', 'A sample is taken today at the latest.', 'nor is a sample of the future');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'egfr', '1026-03-01', 50, 'mL/min/1.73m²' from who $$, '23514', null, 'nor one of another age');
select throws_ok($$ update client_labs l set entered_value = 56 from who where l.id = lab $$, 'TF091', null, 'a correction is held to the same');
select results_eq($$ update client_labs l set entered_value = 5.7 from who where l.id = lab returning l.value $$, 'values (5.7)', 'and makes the value anew');
select throws_ok($$ update client_labs set lab_test_code = 'egfr' $$, '42501', null, 'a value is never moved to another test');
select throws_ok($$ update client_labs set client_id = (select nobodys from who) $$, '42501', null, 'nor to somebody else');
select results_eq($$ select l.value from who, clients c, lateral clients_latest_labs(c) l where c.id = cared_for $$, 'values (5.7)', 'CLINICAL 23: the latest is the one of the last sample');
insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'potassium_serum', current_date - 3, 6.4, 'mmol/L' from who;
select results_eq($$ select l.value from who, clients c, lateral clients_latest_labs(c) l where c.id = cared_for $$, 'values (5.7)', 'CLINICAL 23: also when an older sample is recorded later');

-- what laboratories print, converted once (the expected values are those of published tables)
select tests.as_owner();
select is(round(pg_temp.stored('creatinine', 1.2, 'mg/dL')), 106::numeric, 'creatinine 1.2 mg/dL is 106 µmol/L');
select is(round(pg_temp.stored('hba1c', 53, 'mmol/mol'), 1), 7.0, 'HbA1c 53 mmol/mol is 7.0 %');
select is(round(pg_temp.stored('hba1c', 42, 'mmol/mol'), 1), 6.0, 'and 42 mmol/mol 6.0 %');
select is(round(pg_temp.stored('glucose_fasting', 126, 'mg/dL'), 1), 7.0, 'glucose 126 mg/dL is 7.0 mmol/L');
select is(round(pg_temp.stored('ldl_cholesterol', 100, 'mg/dL'), 1), 2.6, 'LDL cholesterol 100 mg/dL is 2.6 mmol/L');
select is(round(pg_temp.stored('triglycerides', 150, 'mg/dL'), 1), 1.7, 'triglycerides 150 mg/dL are 1.7 mmol/L');
select is(round(pg_temp.stored('phosphate_serum', 4.5, 'mg/dL'), 2), 1.45, 'phosphate 4.5 mg/dL is 1.45 mmol/L');
select is(round(pg_temp.stored('uric_acid', 6, 'mg/dL')), 357::numeric, 'uric acid 6 mg/dL is 357 µmol/L');
select is(round(pg_temp.stored('urea', 20, 'mg/dL of urea nitrogen (BUN)'), 1), 7.1, 'urea nitrogen 20 mg/dL is urea 7.1 mmol/L');
select is(round(pg_temp.stored('phenylalanine', 6, 'mg/dL')), 363::numeric, 'phenylalanine 6 mg/dL is 363 µmol/L');
select is(round(pg_temp.stored('vitamin_d_25oh', 20, 'ng/mL')), 50::numeric, '25-hydroxyvitamin D 20 ng/mL is 50 nmol/L');
select is_empty($$ select t.code from lab_tests t where not exists (
  select from lab_test_units u where (u.lab_test_code, u.unit, u.factor, u.addend) = (t.code, t.unit, 1, 0)
     and u.sort_order = (select min(x.sort_order) from lab_test_units x where x.lab_test_code = t.code)) $$, 'every test is given in its own unit first');

update lab_test_units set factor = 0.5 where (lab_test_code, unit) = ('calcium_serum', 'mg/dL');
do $$ begin perform pg_temp.stored('calcium_serum', 10, 'mg/dL'); end $$;
update lab_test_units set factor = 0.25 where (lab_test_code, unit) = ('calcium_serum', 'mg/dL');
update client_labs set entered_value = entered_value where lab_test_code = 'calcium_serum';
select is((select value from client_labs, who where client_id = nobodys and lab_test_code = 'calcium_serum'), 2.5, 'what a wrong factor made is converted anew, as db/README.md says');

-- the dietitian: limits
select tests.authenticate_as('dietitian@demo.test');
prepare order_potassium as select maximum, severity from who, add_client_limit(limit_id, cared_for, 306, 'day', 'Dr. Lee', current_date, current_date, maximum => 2000, ends_on => current_date + 60);
select results_eq('order_potassium', $$ values (2000::numeric, 'contraindicated'::rule_severity) $$, 'CLINICAL 23: a dietitian records what a physician ordered; it blocks unless said otherwise');
select results_eq('order_potassium', $$ values (2000::numeric, 'contraindicated'::rule_severity) $$, 'sent again, it answers the same');
select results_eq('select count(*) from client_limits l, who where l.id = limit_id', 'values (1::bigint)', 'and is there once');
select throws_ok($$ select add_client_limit(limit_id, cared_for, 306, 'day', 'Dr. Lee', current_date, current_date, maximum => 3000) from who $$, 'TF409', 'This id belongs to another limit.', 'the id with other content is a conflict');
select throws_ok($$ select add_client_limit(uuidv7(), cared_for, 306, 'day', 'Dr. Ito', current_date, current_date + 7, maximum => 1500) from who $$, 'TF094', 'An order by Dr. Lee for potassium holds in that period already. Replace it, or end it first.', 'of a nutrient and scope one order holds at a time');
select lives_ok($$ select add_client_limit(uuidv7(), cared_for, 306, 'meal', 'Dr. Ito', current_date, current_date, maximum => 800) from who $$, 'another scope is another order');
select lives_ok($$ select add_client_limit(stricter, cared_for, 306, 'day', 'Dr. Ito', current_date, current_date + 7, maximum => 1500, replaces_id => limit_id) from who $$, 'a new order replaces the one before');
select results_eq('select ends_on from client_limits l, who where l.id = limit_id', 'values (current_date + 7)', 'which ends on the first day of the new one');
select throws_ok($$ update client_limits l set ends_on = null from who where l.id = limit_id $$, 'TF094', null, 'and cannot be made to overlap afterwards');
select results_eq($$ update client_limits l set ends_on = starts_on from who where l.id = stricter returning isempty(daterange(starts_on, ends_on)) $$, 'values (true)', 'an order is taken back by ending it on its first day');
select results_eq($$ update client_limits l set ends_on = current_date + 60 from who where l.id = limit_id returning 1 $$, 'values (1)', 'and then the one before may hold again');
select throws_ok($$ select add_client_limit(uuidv7(), cared_for, 268, 'day', 'Dr. Lee', current_date, current_date, maximum => 9000) from who $$, 'TF093', null, 'no limit stands on energy in kJ, which is never summed');
select throws_ok($$ select add_client_limit(uuidv7(), cared_for, 307, 'day', 'Dr. Lee', current_date, current_date) from who $$, '23514', null, 'a limit has a bound');
select throws_ok($$ select add_client_limit(uuidv7(), cared_for, 307, 'day', 'Dr. Lee', current_date, current_date, minimum => 3000, maximum => 2000) from who $$, '23514', null, 'the least is not above the most');
select throws_ok($$ select add_client_limit(uuidv7(), cared_for, 307, 'day', ' ', current_date, current_date, maximum => 2000) from who $$, '23514', null, 'somebody ordered it');
select throws_ok($$ select add_client_limit(uuidv7(), cared_for, 307, 'day', 'Dr. Lee', current_date, current_date, maximum => 2000, ends_on => current_date - 1) from who $$, '23514', null, 'it does not end before it begins');
select throws_ok($$ select add_client_limit(uuidv7(), nobodys, 307, 'day', 'Dr. Lee', current_date, current_date, maximum => 2000) from who $$, 'TF404', 'There is no such client.', 'a client who is not in her care does not exist for her');
select throws_ok($$ select add_client_limit(uuidv7(), foreign_client, 307, 'day', 'Dr. Lee', current_date, current_date, maximum => 2000) from who $$, 'TF404', 'There is no such client.', 'nor does another organisation''s');
select throws_ok($$ select add_client_limit(uuidv7(), cared_for, 307, 'day', 'Dr. Lee', current_date, current_date, maximum => 2000, replaces_id => uuidv7()) from who $$, 'TF404', 'There is no such limit.', 'nor does an unknown order to replace');
select throws_ok($$ update client_limits set maximum = 9999 $$, '42501', null, 'what was ordered never changes');
select throws_ok($$ delete from client_limits $$, '42501', null, 'nor is it deleted');
select throws_ok($$ insert into client_limits (client_id, nutrient_id, scope, maximum, ordered_by, ordered_on, starts_on) select cared_for, 307, 'day', 2000, 'Dr. Lee', current_date, current_date from who $$, '42501', null, 'nor written past the function');
select tests.as_owner();
select throws_ok($$ insert into client_limits (org_id, client_id, nutrient_id, scope, maximum, ordered_by, ordered_on, starts_on) select org, cared_for, 306, 'day', 1000, 'Dr. Lee', current_date, current_date from who $$, 'TF094', null, 'the owner keeps to one order at a time as well');

-- what is checked is the order, while it holds (the limit on calcium is of ten days ago, 800 mg a day)
create temp table plan as
  select tests.new_plan(cared_for, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('food', tests.new_food('Juice', '{"calcium": 300}'), 'grams', 300))))) as version from who;
select is(tests.judged(version, 'limit.calcium_day'), array['breach day:1'], 'CLINICAL 23: a plan above what a physician ordered breaks the order') from plan;
update client_limits l set ends_on = current_date from who where l.client_id = cared_for and l.nutrient_id = 301;
select is(tests.judged(version, 'limit.calcium_day'), '{}', 'CLINICAL 23: from the day on which it ends it asks nothing') from plan;

-- the dietitian: preferences
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ insert into client_preferences (client_id, kind, diet_code) select cared_for, 'diet', 'vegan' from who $$, 'a dietitian records a diet');
select throws_ok($$ insert into client_preferences (client_id, kind, diet_code) select cared_for, 'diet', 'vegan' from who $$, '23505', null, 'once');
select throws_ok($$ insert into client_preferences (client_id, kind, tag_code) select cared_for, 'diet', 'fish' from who $$, '23514', null, 'a diet is one of the diets');
select throws_ok($$ insert into client_preferences (client_id, kind, food_id) select cared_for, 'dislike', uuidv7() from who $$, 'TF404', 'There is no such food.', 'a disliked food exists');
select throws_ok($$ insert into client_preferences (client_id, kind, tag_code) select nobodys, 'dislike', 'fish' from who $$, '42501', null, 'and the client is in her care');
select results_eq($$ with d as (delete from client_preferences p using who where p.client_id in (cared_for, nobodys) and p.tag_code = 'poultry' returning 1) select count(*) from d $$, 'values (1::bigint)', 'a preference is taken away, of a client in her care only');

-- what history calls it
select results_eq($$ select h.subject, (select c ->> 'after' from json_array_elements(h.changes) c where c ->> 'field' = 'entered_value') from who, record_history('client_labs', lab::text) h $$,
  $$ values ('Potassium', '5.7'), ('Potassium', '5.6') $$, 'history names the test of a value, also where it was corrected');
select bag_eq($$ select distinct h.subject from who, record_history('client_limits', client_id => cared_for) h where h.action = 'update' $$, array['Potassium', 'Calcium'], 'and the nutrient of an order that has ended');
select set_eq($$ select h.subject from who, record_history('client_preferences', client_id => cared_for) h $$, array['Vegan', 'Poultry'], 'and what a preference is about');

-- the assistant
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select cared_for, 'inr', current_date, 2.4, 'INR' from who $$, 'an assistant enters laboratory values');
select lives_ok($$ select add_client_limit(uuidv7(), cared_for, 307, 'day', 'Dr. Lee', current_date, current_date, maximum => 2000) from who $$, 'and what a physician ordered');
select lives_ok($$ insert into client_preferences (client_id, kind, food_group_code) select cared_for, 'dislike', '1500' from who $$, 'and preferences');
select throws_ok($$ delete from client_labs $$, '42501', null, 'an assistant deletes no laboratory value');

-- the org_admin, the researcher, another organisation
select tests.authenticate_as('org_admin@demo.test');
select is_empty('select pg_temp.seen()', 'an org_admin reads no record without being assigned');
select throws_ok($$ select add_client_limit(uuidv7(), cared_for, 304, 'day', 'Dr. Lee', current_date, current_date, maximum => 2000) from who $$, 'TF404', 'There is no such client.', 'nor writes one');
select tests.authenticate_as('researcher@demo.test');
select throws_ok('select client_id from client_labs', '42501', null, 'a researcher reads no laboratory values');
select tests.authenticate_as('dietitian@other.test');
select is_empty('select pg_temp.seen()', 'another organisation''s dietitian reads nothing of it');

-- the client
select tests.authenticate_as('client@demo.test');
select bag_eq($$ select distinct 'lab ' || (client_id = own) from client_labs, who union all select 'limit ' || (client_id = own) from client_limits, who where nutrient_id = 301
                 union all select 'preference ' || (client_id = own) from client_preferences, who where tag_code = 'poultry' $$,
  array['lab true', 'limit true', 'preference true'], 'a client reads their own and no other''s');
select throws_ok('select note from client_limits', '42501', null, 'but not the notes of staff');
select throws_ok($$ insert into client_labs (client_id, lab_test_code, taken_on, entered_value, entered_unit) select own, 'inr', current_date, 2.4, 'INR' from who $$, '42501', null, 'a client records no laboratory values');
select throws_ok($$ delete from client_preferences $$, '42501', null, 'nor deletes anything');

select * from finish();
