-- How a client followed the plan (CLINICAL 14), and who may know.
select plan(45);

-- arrange: a cyclic plan of two days (day 1: breakfast and dinner, day 2: lunch), followed for six days from a Monday
create temp table ids as
  select tests.org_id('client@demo.test') as org, tests.client_id('client@demo.test') as client, tests.member_id('nutritionist@demo.test') as member,
         tests.user_id('dietitian@demo.test') as dietitian, date '2004-03-01' as monday, uuidv7() as bread, uuidv7() as water, uuidv7() as plan, uuidv7() as version,
         uuidv7() as day1, uuidv7() as day2, uuidv7() as breakfast, uuidv7() as dinner, uuidv7() as lunch, uuidv7() as assignment,
         uuidv7() as i_breakfast, uuidv7() as i_dinner, uuidv7() as i_lunch, uuidv7() as log1, uuidv7() as nobodys;
grant select on ids to public;
insert into clients (org_id, id, given_name, family_name) select org, nobodys, 'Nobody', 'Cares' from ids;
-- the demo dietitian cares for the client from now on, the nutritionist no longer
delete from care_assignments using ids where care_assignments.client_id = client;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, tests.member_id('dietitian@demo.test'), current_date - 30 from ids
  union all select org, client, tests.member_id('assistant@demo.test'), current_date - 30 from ids;
insert into care_assignments (org_id, client_id, member_id, starts_on, ends_on) select org, client, member, current_date - 30, current_date - 1 from ids;
insert into foods (org_id, id, name) select org, bread, 'Bread' from ids union all select org, water, 'Water' from ids;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select org, bread, n.id, n.amount from ids, (values (208, 250), (203, 10), (205, 50), (204, 2)) n(id, amount);
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select org, water, n.id, 0 from ids, (values (203), (205), (204)) n(id); -- its energy is unknown
insert into meal_plans (org_id, id, client_id, name) select org, plan, client, 'Plan' from ids;
insert into meal_plan_versions (org_id, id, meal_plan_id, client_id, number) select org, version, plan, client, 1 from ids;
insert into meal_plan_days (org_id, id, meal_plan_version_id, day_number) select org, day1, version, 1 from ids union all select org, day2, version, 2 from ids;
insert into meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name) select org, m.id, version, m.day, m.position, m.name
  from ids, lateral (values (breakfast, day1, 1, 'Breakfast'), (dinner, day1, 2, 'Dinner'), (lunch, day2, 1, 'Lunch')) m(id, day, position, name);
insert into meal_plan_items (org_id, id, meal_plan_version_id, meal_plan_meal_id, position, food_id, amount, unit_code, grams)
  select org, i.id, version, i.meal, 1, bread, i.grams, 'g', i.grams from ids, lateral (values (i_breakfast, breakfast, 100), (i_dinner, dinner, 300), (i_lunch, lunch, 200)) i(id, meal, grams);
insert into published_contents (org_id, meal_plan_version_id, content, facts, nutrition)
  select org, version, app_private.meal_plan_content(org, version), '{}', app_private.nutrition_now(org, version) from ids;
update meal_plan_versions set status = 'published', content_hash = 'x', published_at = now(), published_by = dietitian from ids where id = version;
insert into meal_plan_assignments (org_id, id, client_id, meal_plan_version_id, starts_on, ends_on, created_by) select org, assignment, client, version, monday, monday + 6, dietitian from ids;
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, client, 'weight'::body_metric_kind, 80.5, monday from ids
  union all select org, client, 'weight', 79.9, monday + 3 from ids union all select org, client, 'weight', 70, monday + 40 from ids union all select org, client, 'waist', 90, monday + 1 from ids;

create function pg_temp.log(id uuid, meal uuid, on_date date, outcome text, items json default '[]') returns text language sql as $$
  select app_public.log_batch(json_build_array(json_build_object('type', 'meal_log', 'id', id, 'loggedOn', on_date, 'occurredAt', '2004-03-01T12:00:00Z',
         'utcOffsetMinutes', 60, 'mealId', meal, 'outcome', outcome, 'items', items))) -> 0 ->> 'status' $$;
create function pg_temp.progress(variadic path text[]) returns text language sql as $$
  select app_public.client_progress(client, monday, monday + 8) #>> path from ids $$;
create function pg_temp.day(n integer, variadic path text[]) returns text language sql as $$
  select app_public.client_progress(client, monday, monday + 8) -> 'days' -> (n - 1) #>> path from ids $$;
grant execute on function pg_temp.log(uuid, uuid, date, text, json), pg_temp.progress(text[]), pg_temp.day(integer, text[]) to public;

-- before anything is logged
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.progress('loggedDays'), '0', 'nothing is logged');
select is(pg_temp.progress('adherencePercent'), null, 'CLINICAL 14: that is not 0 %');
select is(pg_temp.progress('compliance'), null, 'nor is compliance');
select is(pg_temp.day(1, 'status'), 'not_logged', 'a day without a log is not logged');
select is(pg_temp.day(1, 'adherencePercent'), null, 'and has no percentage');
select is(pg_temp.day(7, 'status'), 'nothing_prescribed', 'after the last day nothing is prescribed');
select is(pg_temp.progress('prescribedDays'), '6', 'six days are prescribed');
select is(pg_temp.progress('dayCount'), '8', 'of eight');
select is(pg_temp.day(3, 'dayNumber'), '1', 'days go round');

-- Monday: breakfast eaten, dinner otherwise. Tuesday: lunch partly. Wednesday: breakfast skipped. Sunday: something unplanned.
select tests.authenticate_as('client@demo.test');
select is(pg_temp.log(log1, breakfast, monday, 'eaten'), 'created', 'Monday''s breakfast was eaten') from ids;
select is(pg_temp.log(uuidv7(), dinner, monday, 'alternative', json_build_array(json_build_object('foodId', bread, 'grams', 100))), 'created', 'its dinner was replaced') from ids;
select is(pg_temp.log(uuidv7(), lunch, monday + 1, 'partly', json_build_array(json_build_object('planItemId', i_lunch, 'grams', 50))), 'created', 'Tuesday''s lunch was eaten in part') from ids;
select is(pg_temp.log(uuidv7(), breakfast, monday + 2, 'skipped'), 'created', 'Wednesday''s breakfast was skipped') from ids;
select is(pg_temp.log(uuidv7(), null, monday + 6, 'unplanned', json_build_array(json_build_object('foodId', bread, 'grams', 10))), 'created', 'Sunday had something unplanned') from ids;
select is(pg_temp.log(uuidv7(), breakfast, monday + 1, 'eaten'), 'created', 'and on Tuesday Monday''s breakfast again') from ids;

select is(pg_temp.progress('loggedDays'), '4', 'every percentage stands beside the number of logged days: a client asks for their own');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.day(1, 'adherencePercent')::numeric, 100.0, 'an alternative counts as eaten');
select is(pg_temp.day(1, 'eatenMeals'), '2', 'two of two');
select is(pg_temp.day(2, 'adherencePercent')::numeric, 0.0, 'partly is not eaten, and another day''s meal is not this day''s');
select is(pg_temp.day(2, 'partlyMeals'), '1', 'but is shown');
select is(pg_temp.day(3, 'skippedMeals'), '1', 'a skipped meal is shown');
select is(pg_temp.day(3, 'adherencePercent')::numeric, 0.0, 'a logged day with nothing eaten is 0 %');
select is(pg_temp.day(4, 'status'), 'not_logged', 'Thursday is not logged');
select is(pg_temp.day(7, 'adherencePercent'), null, 'where nothing is prescribed there is no percentage');
select is(pg_temp.progress('adherencePercent')::numeric, round(100 * 2 / 5.0, 1), 'over the period: eaten / prescribed meals of logged days');
select is(pg_temp.progress('comparedDays'), '3', 'compliance compares logged days with a prescription');
select is(pg_temp.progress('compliance', 'energy', 'prescribed', 'known')::numeric, 2500.000, 'prescribed on those days: 1000 + 500 + 1000 kcal');
select is(pg_temp.progress('compliance', 'energy', 'logged', 'known')::numeric, 875.000, 'logged: 500 + 375 + 0 kcal');
select is(pg_temp.progress('compliance', 'energy', 'percent')::numeric, 35.0, 'compared');
select is(pg_temp.progress('compliance', 'protein', 'percent')::numeric, 35.0, 'macros, too');
select is(pg_temp.progress('weights', '0', 'kg')::numeric, 80.5, 'the weights of the period');
select is((select json_array_length(app_public.client_progress(client, monday, monday + 8) -> 'weights') from ids), 2, 'and of no other, nor other measures');

-- intervals
select tests.authenticate_as('client@demo.test');
select is(pg_temp.log(uuidv7(), null, monday, 'unplanned', json_build_array(json_build_object('foodId', water, 'grams', 10))), 'created', 'a food of unknown energy') from ids;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.progress('compliance', 'energy', 'percent'), null, 'CLINICAL 3, 19: makes an interval of the sum, and no percentage of it');
select is(pg_temp.progress('compliance', 'energy', 'unknown'), '1', 'and says why');
select is(pg_temp.progress('compliance', 'protein', 'percent')::numeric, 35.0, 'nutrient by nutrient');
select is(pg_temp.day(1, 'energy', 'unknown'), '1', 'also for the day');

-- a deleted log counts no more
select tests.authenticate_as('client@demo.test');
select is(app_public.log_batch(json_build_array(json_build_object('type', 'meal_log_delete', 'id', log1, 'revision', 1))) -> 0 ->> 'status', 'deleted', 'Monday''s breakfast is taken back') from ids;
select is(pg_temp.day(1, 'eatenMeals'), '1', 'and counts no more');

-- who may know
select tests.authenticate_as('assistant@demo.test');
select is(pg_temp.progress('loggedDays'), '4', 'an assistant in the care team asks');
select tests.authenticate_as('nutritionist@demo.test');
select throws_ok($$ select pg_temp.progress('loggedDays') $$, 'TF404', 'There is no such client.', 'a dietitian whose care has ended may not');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select pg_temp.progress('loggedDays') $$, 'TF404', null, 'nor an org_admin who is not assigned');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select pg_temp.progress('loggedDays') $$, 'TF404', null, 'nor another practice');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select app_public.client_progress(nobodys, monday, monday + 1) from ids $$, 'TF404', null, 'a client asks for nobody else');
select throws_ok($$ select app_public.client_progress(client, monday, monday) from ids $$, 'TF400', null, 'a period has a day');
select * from finish();
