-- The diary: what was prescribed beside what was eaten, day by day (CLINICAL 12, 13, 14), comments on it and marks of review.
select plan(80);

-- arrange: two days that go round (breakfast and dinner; lunch with an alternative), followed for six days from a Monday
create temp table ids as
  select tests.org_id('client@demo.test') as org, tests.client_id('client@demo.test') as client, tests.user_id('dietitian@demo.test') as dietitian,
         (select u.display_name from users u where u.id = tests.user_id('dietitian@demo.test')) as author,
         date '2032-03-01' as monday, uuidv7() as bread, uuidv7() as water, uuidv7() as plan, uuidv7() as version, uuidv7() as day1, uuidv7() as day2,
         uuidv7() as breakfast, uuidv7() as dinner, uuidv7() as lunch, uuidv7() as assignment, uuidv7() as i_breakfast, uuidv7() as i_dinner, uuidv7() as i_lunch,
         uuidv7() as i_or, uuidv7() as log1, uuidv7() as log2, uuidv7() as log3, uuidv7() as log4, uuidv7() as nobodys, uuidv7() as strangers_log,
         uuidv7() as comment, uuidv7() as meal_comment, uuidv7() as log_comment, uuidv7() as assistants, uuidv7() as mark1, uuidv7() as mark2, uuidv7() as mark3;
grant select on ids to public;
insert into clients (org_id, id, given_name, family_name) select org, nobodys, 'Nobody', 'Cares' from ids;
delete from care_assignments using ids where care_assignments.client_id = client;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, tests.member_id('dietitian@demo.test'), current_date - 30 from ids
  union all select org, client, tests.member_id('assistant@demo.test'), current_date - 30 from ids;
insert into foods (org_id, id, name) select org, bread, 'Bread' from ids union all select org, water, 'Water' from ids;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select org, bread, n.id, n.amount from ids, (values (208, 250), (203, 10), (205, 50), (204, 2)) n(id, amount);
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select org, water, n.id, 0 from ids, (values (203), (205), (204)) n(id); -- its energy is unknown
insert into meal_plans (org_id, id, client_id, name) select org, plan, client, 'Plan' from ids;
insert into meal_plan_versions (org_id, id, meal_plan_id, client_id, number) select org, version, plan, client, 1 from ids;
insert into meal_plan_days (org_id, id, meal_plan_version_id, day_number) select org, day1, version, 1 from ids union all select org, day2, version, 2 from ids;
insert into meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name) select org, m.id, version, m.day, m.position, m.name
  from ids, lateral (values (breakfast, day1, 1, 'Breakfast'), (dinner, day1, 2, 'Dinner'), (lunch, day2, 1, 'Lunch')) m(id, day, position, name);
insert into meal_plan_items (org_id, id, meal_plan_version_id, meal_plan_meal_id, position, food_id, amount, unit_code, grams, alternative_of_id)
  select org, i.id, version, i.meal, i.n, i.food, i.grams, 'g', i.grams, i.first
    from ids, lateral (values (i_breakfast, breakfast, 1, bread, 100, null::uuid), (i_dinner, dinner, 1, bread, 300, null), (i_lunch, lunch, 1, bread, 200, null), (i_or, lunch, 2, water, 200, i_lunch)) i(id, meal, n, food, grams, first);
insert into published_contents (org_id, meal_plan_version_id, content, facts, nutrition)
  select org, version, app_private.meal_plan_content(org, version), app_private.meal_plan_facts(org, version), app_private.nutrition_now(org, version) from ids;
update meal_plan_versions set status = 'published', content_hash = 'x', published_at = now(), published_by = dietitian from ids where id = version;
insert into meal_plan_assignments (org_id, id, client_id, meal_plan_version_id, starts_on, ends_on, created_by) select org, assignment, client, version, monday, monday + 6, dietitian from ids;
insert into meal_logs (org_id, id, client_id, logged_on, occurred_at, utc_offset_minutes, outcome, event_hashes)
  select org, strangers_log, nobodys, monday, now(), 0, 'unplanned', '{x}' from ids;

create function pg_temp.log(id uuid, meal uuid, on_date date, outcome text, items json default '[]', revision integer default null) returns text language sql as $$
  select app_public.log_batch(json_build_array(json_build_object('type', 'meal_log', 'id', id, 'revision', revision, 'loggedOn', on_date, 'occurredAt', '2032-03-01T12:00:00Z',
         'utcOffsetMinutes', 60, 'mealId', meal, 'outcome', outcome, 'items', items))) -> 0 ->> 'status' $$;
-- the n-th day, as the person who acts sees it
create function pg_temp.day(n integer, variadic path text[]) returns text language plpgsql as $$
begin
  if current_user = 'tf_client' then
    return app_public.my_diary((select monday from ids), (select monday + 8 from ids)) -> 'days' -> (n - 1) #>> path;
  end if;
  return app_public.meal_diary((select client from ids), (select monday from ids), (select monday + 8 from ids)) -> 'days' -> (n - 1) #>> path;
end $$;
create function pg_temp.waiting() returns text language sql as $$
  select w.value ->> 'days' from ids, json_array_elements(app_public.diaries_to_review(monday - 7)) w where w.value ->> 'clientId' = client::text $$;
create function pg_temp.seen(n integer) returns text language sql as $$ select pg_temp.day(n, 'seen') $$;
create function pg_temp.mark(id uuid, n integer, seen text) returns setof diary_reviews language sql as $$
  select app_public.review_diary_days(client, array[row(id, monday + n - 1, seen)::diary_day_seen]) from ids $$;
grant execute on function pg_temp.log(uuid, uuid, date, text, json, integer), pg_temp.day(integer, text[]), pg_temp.waiting(), pg_temp.seen(integer), pg_temp.mark(uuid, integer, text) to public;

-- what is prescribed, before anything is logged
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.day(1, 'status'), 'prescribed', 'a day shows what is prescribed for its date');
select is(pg_temp.day(1, 'meals', '1', 'name'), 'Dinner', 'meal by meal');
select is(pg_temp.day(3, 'dayNumber'), '1', 'CLINICAL 10: days go round');
select is(pg_temp.day(7, 'status'), 'nothing', 'CLINICAL 10: after the last day nothing is prescribed');
select is(pg_temp.day(1, 'planned', 'known', '0')::numeric, 1000.0, 'with what it holds: 400 g of bread');
select is(pg_temp.day(2, 'planned', 'unknown', '0'), '0', 'CLINICAL 8: of alternatives the first counts');
select is(pg_temp.day(2, 'meals', '0', 'items', '1', 'alternativeOfId'), i_lunch::text, 'and the other one is shown') from ids;
select is(pg_temp.day(1, 'isLogged'), 'false', 'nothing is logged');
select is(pg_temp.day(1, 'adherencePercent'), null, 'CLINICAL 14: not logged is not 0 %');
select is(pg_temp.day(1, 'eaten'), null, 'nor is nothing eaten');
select is(pg_temp.waiting(), null, 'what nobody logged waits for nobody');

-- what was eaten
select tests.authenticate_as('client@demo.test');
select is(pg_temp.log(log1, breakfast, monday, 'eaten'), 'created', 'Monday''s breakfast was eaten') from ids;
select is(pg_temp.log(log2, lunch, monday + 1, 'alternative', json_build_array(json_build_object('planItemId', i_or))), 'created', 'on Tuesday the alternative') from ids;
select is(pg_temp.log(log3, null, monday + 1, 'unplanned', json_build_array(json_build_object('freeText', 'Cake'))), 'created', 'and a cake') from ids;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.day(1, 'meals', '0', 'logs', '0', 'items', '0', 'name'), 'Bread', 'what was eaten stands beside its meal');
select is(pg_temp.day(1, 'meals', '0', 'logs', '0', 'known', '0')::numeric, 250.0, 'with what it held');
select is(pg_temp.day(1, 'adherencePercent')::numeric, 50.0, 'CLINICAL 14: one of two meals');
select is(pg_temp.day(2, 'adherencePercent')::numeric, 100.0, 'CLINICAL 14: an alternative counts');
select is(pg_temp.day(2, 'meals', '0', 'logs', '0', 'items', '0', 'planItemId'), i_or::text, 'which one was chosen is said') from ids;
select is(pg_temp.day(2, 'otherLogs', '0', 'items', '0', 'name'), 'Cake', 'what was not planned stands apart');
select is(pg_temp.day(2, 'eaten', 'unknown', '0'), '2', 'CLINICAL 3: the energy of water and cake is unknown');
select is(pg_temp.day(1, 'meals', '0', 'items', '0', 'isChanged'), 'false', 'nothing changed since publication');
select tests.as_owner();
update food_nutrients set amount = 260 from ids where food_id = bread and nutrient_id = 208;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.day(1, 'meals', '0', 'items', '0', 'isChanged'), 'true', 'CLINICAL 13: changed since publication is said');
select is(pg_temp.day(1, 'planned', 'known', '0')::numeric, 1000.0, 'CLINICAL 13: what is compared stays as it was frozen');
select is(pg_temp.day(1, 'meals', '0', 'logs', '0', 'known', '0')::numeric, 250.0, 'CLINICAL 13: so does what was logged');
select throws_ok('select meal_diary(client, monday, monday) from ids', 'TF400', null, 'a period without days is refused');
select throws_ok('select meal_diary(client, monday, monday + 93) from ids', 'TF400', null, 'and one of more than 92');
select throws_ok('select meal_diary(nobodys, monday, monday + 1) from ids', 'TF404', null, 'and the diary of somebody who is not in one''s care');
select throws_ok('select meal_diary(uuidv7(), monday, monday + 1) from ids', 'TF404', null, 'as that of nobody');

-- marks of review
select is(pg_temp.waiting(), '2', 'two logged days wait to be looked at');
select isnt_empty('select pg_temp.mark(mark1, 1, pg_temp.seen(1)) from ids', 'a dietitian marks a day as reviewed');
select isnt_empty('select pg_temp.mark(mark1, 1, pg_temp.seen(1)) from ids', 'the same mark sent again is one');
select throws_ok('select pg_temp.mark(mark1, 2, pg_temp.seen(2)) from ids', 'TF409', null, 'the same id for another day is refused');
select is(pg_temp.day(1, 'review', 'isCurrent'), 'true', 'the day is reviewed');
select is(pg_temp.waiting(), '1', 'and waits no longer');
select lives_ok('select pg_temp.mark(mark3, 4, pg_temp.seen(4)) from ids', 'a day on which nothing was logged can be reviewed as well');
select tests.authenticate_as('client@demo.test');
select is(pg_temp.log(log1, breakfast, monday, 'partly', json_build_array(json_build_object('foodId', bread, 'grams', 50)), 1), 'amended', 'the client amends Monday''s breakfast') from ids;
select is(pg_temp.log(log4, lunch, monday + 3, 'eaten'), 'created', 'and logs Thursday late') from ids;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.day(1, 'review', 'isCurrent'), 'false', 'what was amended after the review is to be looked at again');
select is(pg_temp.day(4, 'review', 'isCurrent'), 'false', 'CLINICAL 12: so is a day that was logged late');
select is(pg_temp.waiting(), '3', 'both wait again');
select isnt_empty('select pg_temp.mark(mark2, 1, pg_temp.seen(1)) from ids', 'reviewed again');
select is(pg_temp.day(1, 'review', 'isCurrent'), 'true', 'it is up to date');
select is((select count(*) from ids, withdraw_diary_reviews(array[mark2, mark2])), 1::bigint, 'the mark is taken back');
select is((select count(*) from ids, withdraw_diary_reviews(array[mark2])), 0::bigint, 'once');
select is(pg_temp.day(1, 'review', 'id'), mark1::text, 'and the one before counts again') from ids;
select throws_ok($$ select review_diary_days(client, '{}') from ids $$, 'TF400', null, 'no days are no review');
select throws_ok($$ select review_diary_days(client, array[row(uuidv7(), monday, 'x'), row(uuidv7(), monday, 'x')]::diary_day_seen[]) from ids $$, 'TF400', null, 'nor is one day twice');
select throws_ok($$ select review_diary_days(client, array[row(uuidv7(), monday, null)]::diary_day_seen[]) from ids $$, 'TF400', null, 'nor one that nobody saw');
select throws_ok($$ select review_diary_days(nobodys, array[row(uuidv7(), monday, 'x')]::diary_day_seen[]) from ids $$, 'TF404', null, 'nor somebody else''s client''s');

-- comments
select lives_ok($$ select write_diary_comment(comment, client, monday, '  A good start.  ') from ids $$, 'a dietitian comments on a day');
select lives_ok($$ select write_diary_comment(comment, client, monday, 'A good start.') from ids $$, 'sent again, it is one');
select throws_ok($$ select write_diary_comment(comment, client, monday, 'Something else.') from ids $$, 'TF409', null, 'other words under the same id are refused');
select lives_ok($$ select write_diary_comment(meal_comment, client, monday, 'Try it with fruit.', meal_id => breakfast) from ids $$, 'on a meal');
select lives_ok($$ select write_diary_comment(log_comment, client, monday + 1, 'Whose birthday?', meal_log_id => log3) from ids $$, 'and on something unplanned');
select is(pg_temp.day(1, 'comments', '1', 'mealName'), 'Breakfast', 'it says which meal it is about');
select is(pg_temp.day(1, 'comments', '0', 'body'), 'A good start.', 'and stands in the diary');
select throws_ok($$ select write_diary_comment(uuidv7(), client, monday, '   ') from ids $$, 'TF400', null, 'a comment has words');
select throws_ok($$ select write_diary_comment(uuidv7(), client, monday, 'x', meal_log_id => log3) from ids $$, 'TF404', null, 'a log of another day is none of that day');
select throws_ok($$ select write_diary_comment(uuidv7(), client, monday, 'x', meal_log_id => strangers_log) from ids $$, 'TF404', null, 'nor is somebody else''s');
select throws_ok($$ select write_diary_comment(uuidv7(), client, monday, 'x', meal_id => uuidv7()) from ids $$, 'TF404', null, 'nor a meal that there is not');
select throws_ok($$ select write_diary_comment(uuidv7(), nobodys, monday, 'x') from ids $$, 'TF404', null, 'nobody comments on a diary that they do not see');
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select write_diary_comment(assistants, client, monday, 'See you on Friday.') from ids $$, 'an assistant in the care team comments as well');
select throws_ok($$ select edit_diary_comment(comment, 1, 'Mine now.') from ids $$, 'TF140', null, 'but changes nobody else''s words');
select tests.authenticate_as('client@demo.test');
select is((select count(*) from ids, mark_diary_comments_read(array[comment, assistants])), 2::bigint, 'the client has read two of them');
select is((select count(*) from ids, mark_diary_comments_read(array[comment])), 0::bigint, 'and reads each once');
select is((select string_agg(c.body || ' ' || (c.read_at is not null), '; ' order by c.id) from ids, my_diary_comments(monday, monday + 1) c),
          'A good start. true; Try it with fruit. false; See you on Friday. true', 'the client''s app knows which are unread');
select is((select string_agg(distinct diary_comments_author(c), ', ') from ids, my_diary_comments(monday, monday + 1) c where c.id = comment),
          (select author from ids), 'and who wrote them');
select is(pg_temp.day(1, 'review'), null, 'the marks of the practice are not for the client');
select tests.authenticate_as('dietitian@demo.test');
select is((select c.read_at is null and c.revision = 2 from ids, edit_diary_comment(comment, 1, 'A very good start.') c), true, 'edited words are unread again');
select is((select c.revision from ids, edit_diary_comment(comment, 1, 'A very good start.') c), 2, 'the same edit sent again changes nothing');
select throws_ok($$ select edit_diary_comment(comment, 1, 'From an old screen.') from ids $$, 'TF010', null, 'a stale edit is refused');
select isnt((select c.deleted_at from ids, remove_diary_comment(comment, 2) c), null, 'its author removes it');
select is(pg_temp.day(1, 'comments', '0', 'body'), 'Try it with fruit.', 'and it is gone');
select is((select c.deleted_at from ids, restore_diary_comment(comment, 2) c), null, 'and brings it back');

-- CLINICAL 17: a stopped plan is said to be stopped, and its meals are not shown for the days since
select tests.as_owner();
update meal_plan_assignments set stopped_days = array[daterange(monday + 2, monday + 4)] from ids where meal_plan_assignments.id = assignment;
select tests.authenticate_as('client@demo.test');
select is(pg_temp.day(3, 'status'), 'stopped', 'CLINICAL 17: a day on which the plan was stopped says so to the client');
select is(pg_temp.day(3, 'meals'), '[]', 'without its meals');
select is(pg_temp.day(2, 'status'), 'prescribed', 'the days before stay prescribed');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.day(4, 'status'), 'stopped', 'and to staff');
select is(pg_temp.day(4, 'otherLogs', '0', 'outcome'), 'eaten', 'what was eaten all the same is not lost');
select * from finish();
