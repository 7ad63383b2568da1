-- Two people on one draft: who is there, and what the draft has come to.
select no_plan();

create function pg_temp.version() returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = '00000000-0000-4000-8000-0000000000f1' $$;
create function pg_temp.names(answer json) returns text language sql as
  $$ select coalesce(string_agg((o ->> 'name') || case when (o ->> 'isEditing')::boolean then ' edits' else ' looks' end, ', ' order by o ->> 'name'), '') from json_array_elements(answer -> 'others') o $$;
grant execute on all functions in schema pg_temp to public;
create temp table ids as select c.id as maria, tests.org_id('dietitian@demo.test') as org, tests.member_id('dietitian@demo.test') as hannah,
  (select u.display_name from users u where u.email = 'dietitian@demo.test') as hannahs_name, (select u.display_name from users u where u.email = 'assistant@demo.test') as assistants_name
  from clients c where c.full_name = 'Maria Keller';
grant select on ids to public;

select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select create_meal_plan('00000000-0000-4000-8000-0000000000f1', 'Together', (select maria from ids), 1, array['Lunch']) $$, 'a dietitian makes a plan');
create temp table draft as select v.id, v.revision from meal_plan_versions v where v.id = pg_temp.version();
grant select on draft to public;
select is(pg_temp.names(visit_draft((select id from draft))), '', 'who opens a draft first is alone in it');
select is((visit_draft((select id from draft)) ->> 'revision')::integer, (select revision from draft), 'and reads the revision that it has');
select tests.authenticate_as('assistant@demo.test');
select is(pg_temp.names(visit_draft((select id from draft), is_editing => true)), (select hannahs_name || ' looks' from ids), 'a colleague who opens it too sees who is there');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.names(visit_draft((select id from draft))), (select assistants_name || ' edits' from ids), 'and is seen, with whether they edit');
select is((edit_meal_plan_version((select id from draft), (select revision from draft), array[json_populate_record(null::meal_plan_edit,
    json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', (select m.id from meal_plan_meals m where m.meal_plan_version_id = (select id from draft)), 'free_text', 'soup'))]) ->> 'revision')::integer > (select revision from draft),
  true, 'the dietitian saves something');
select tests.authenticate_as('assistant@demo.test');
select results_eq($$ select (a ->> 'revision')::integer > (select revision from draft), a ->> 'savedBy', (a ->> 'savedByMe')::boolean from visit_draft((select id from draft)) a $$,
  $$ select true, hannahs_name, false from ids $$, 'and the assistant''s next visit says that, and who it was');

-- What changes in the library while a draft is open: that it is told, test/server/meal-plan-races.test.ts shows with two sessions.
select tests.authenticate_as('dietitian@demo.test');
create temp table mark as select meal_plan_version_document((select id from draft)) ->> 'librarySeen' as seen;
grant select on mark to public;
select is(visit_draft((select id from draft), library_seen => (select seen from mark)) ->> 'libraryChanged', '[]', 'while the library stays as it was when the draft was read, a visit names nothing');
select is(visit_draft((select id from draft), library_seen => 'what nobody made') ->> 'libraryChanged', '[]', 'a mark from elsewhere says nothing');
select isnt(visit_draft((select id from draft)) ->> 'librarySeen', null, 'each visit gives a mark');
select tests.authenticate_as('assistant@demo.test');

-- Who leaves, and who fell asleep
select lives_ok($$ select visit_draft((select id from draft), is_leaving => true) $$, 'the assistant closes it');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.names(visit_draft((select id from draft))), '', 'and is not there any more');
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select visit_draft((select id from draft)) $$, 'the assistant comes back');
select tests.as_owner();
update app_private.draft_visits set seen_at = now() - interval '1 minute' where member_id = tests.member_id('assistant@demo.test');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.names(visit_draft((select id from draft))), '', 'whose computer sleeps is not there after 45 seconds');
select tests.as_owner();
update app_private.draft_visits set seen_at = now() - interval '2 hours';
select tests.authenticate_as('nutritionist@demo.test');
select lives_ok($$ select create_meal_plan('00000000-0000-4000-8000-0000000000f2', 'Template') $$, 'somebody makes a template');
select lives_ok($$ select visit_draft(v.id) from meal_plan_versions v where v.meal_plan_id = '00000000-0000-4000-8000-0000000000f2' $$, 'and opens it');
select tests.as_owner();
select is((select count(*) from app_private.draft_visits), 1::bigint, 'which clears what nobody visits any more');

-- Nobody else
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select visit_draft((select id from draft)) $$, 'TF404', 'There is no such meal plan version.', 'who does not care for the client learns nothing of a draft');
select throws_ok($$ select visit_draft(gen_random_uuid()) $$, 'TF404', 'There is no such meal plan version.', 'just as of one that does not exist');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select visit_draft((select id from draft)) $$, 'TF404', null, 'nor another organisation');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select visit_draft((select id from draft)) $$, '42501', null, 'nor the client');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select visit_draft((select id from draft)) $$, '42501', null, 'nor a researcher');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select * from app_private.draft_visits $$, '42501', null, 'visits are read through the function only');
select tests.as_owner();
select is((select count(*) from app_private.draft_visits where meal_plan_version_id = (select id from draft)), 0::bigint, 'who was refused left no visit');

-- Published
update meal_plan_versions set status = 'published', content_hash = 'x', published_at = now(), published_by = tests.user_id('dietitian@demo.test') where id = (select id from draft);
select tests.authenticate_as('dietitian@demo.test');
select is(visit_draft((select id from draft)) ->> 'status', 'published', 'who has a draft open learns that it was published');
select tests.as_owner();
select is((select count(*) from app_private.draft_visits where meal_plan_version_id = (select id from draft)), 0::bigint, 'and visits it no more');

-- A plan that is too large, however it is written
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select create_meal_plan('00000000-0000-4000-8000-0000000000f3', 'Large', null, 84, array['Breakfast', 'Lunch', 'Dinner']) $$, 'a plan of 84 days');
create temp table large as select v.id, v.revision, (select m.id from meal_plan_meals m where m.meal_plan_version_id = v.id limit 1) as meal
  from meal_plan_versions v where v.meal_plan_id = '00000000-0000-4000-8000-0000000000f3';
grant select on large to public;
create function pg_temp.fill(items integer) returns integer language sql as
  $$ select (edit_meal_plan_version((select id from large), (select v.revision from meal_plan_versions v where v.id = (select id from large)),
       (select array_agg(json_populate_record(null::meal_plan_edit, json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', (select meal from large), 'free_text', 'bread'))) from generate_series(1, items))) ->> 'revision')::integer $$;
grant execute on function pg_temp.fill(integer) to public;
select throws_ok('select pg_temp.fill(10000)', 'TF400', 'An edit has 1 to 1000 steps.', 'ten thousand items at once are refused before anything is done');
select lives_ok('select pg_temp.fill(1000)', 'a thousand may be added');
select lives_ok('select pg_temp.fill(1000)', 'and another thousand');
select lives_ok('select pg_temp.fill(1000)', 'up to three thousand');
select throws_ok('select pg_temp.fill(1)', 'TF125', 'A plan has at most 3,000 items. Make it shorter, or let it repeat.', 'and not one more');
select throws_ok('select pg_temp.fill(1000)', 'TF125', null, 'nor a thousand more');
select throws_ok($$ select edit_meal_plan_version((select id from large), (select v.revision from meal_plan_versions v where v.id = (select id from large)),
    (select array_agg(json_populate_record(null::meal_plan_edit, json_build_object('op', 'add_meal', 'id', gen_random_uuid(), 'name', 'Tea',
       'day_id', (select d.id from meal_plan_days d where d.meal_plan_version_id = (select id from large) limit 1)))) from generate_series(1, 749))) $$,
  'TF125', 'A plan has at most 1,000 meals. Make it shorter, or let it repeat.', 'nor more than a thousand meals');
select tests.as_owner();
select is((select count(*) from meal_plan_items where meal_plan_version_id = (select id from large)), 3000::bigint, 'what was refused wrote nothing');
select throws_ok($$ insert into meal_plan_items (org_id, meal_plan_version_id, meal_plan_meal_id, position, free_text, amount)
    select (select org from ids), id, meal, 4000, 'bread', 1 from large $$, 'TF125', null, 'a database administrator is refused as well');
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select create_meal_plan('00000000-0000-4000-8000-0000000000f5', 'Small', null, 1, array['Lunch', 'Dinner']) $$, 'a small plan beside it');
select tests.as_owner();
create temp table small as select m.meal_plan_version_id as id, m.id as meal from meal_plan_meals m join meal_plan_versions v on v.id = m.meal_plan_version_id
  where v.meal_plan_id = '00000000-0000-4000-8000-0000000000f5' and m.name = 'Lunch';
insert into meal_plan_items (org_id, meal_plan_version_id, meal_plan_meal_id, position, free_text, amount) select org, small.id, meal, 1, 'bread', 1 from ids, small;
select throws_ok($$ update meal_plan_items set meal_plan_version_id = (select id from large), meal_plan_meal_id = (select meal from large), position = 4000
    where meal_plan_version_id = (select id from small) $$, 'TF400', null, 'nor does an item come there from another plan');
select throws_ok($$ update meal_plan_meals set meal_plan_version_id = (select id from large), meal_plan_day_id = (select d.id from meal_plan_days d where d.meal_plan_version_id = (select id from large) limit 1)
    where meal_plan_version_id = (select id from small) and name = 'Dinner' $$, 'TF400', null, 'nor a meal');
select lives_ok($$ update meal_plan_items set meal_plan_version_id = meal_plan_version_id, note = 'fresh' where meal_plan_version_id = (select id from small) $$, 'what stays is written as before');
select * from finish();
