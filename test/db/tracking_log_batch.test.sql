-- What clients log: idempotent, in revisions, pinned to the plan of its day (CLINICAL 7, 12, 13).
select plan(61);

-- arrange: a client with a published version assigned for ten days that ended yesterday, a cancelled one before it, and one in force
create temp table ids as
  select tests.org_id('client@demo.test') as org, tests.client_id('client@demo.test') as client, tests.member_id('dietitian@demo.test') as member,
         tests.user_id('dietitian@demo.test') as dietitian, tests.org_id('client@other.test') as other, date '2031-05-05' as monday,
         uuidv7() as plan, uuidv7() as version, uuidv7() as day, uuidv7() as breakfast, uuidv7() as dinner, uuidv7() as i_bread, uuidv7() as i_dish, uuidv7() as i_or,
         uuidv7() as bread, uuidv7() as dish, uuidv7() as foreign_food, uuidv7() as assignment, uuidv7() as cancelled,
         uuidv7() as log1, uuidv7() as log2, uuidv7() as log3, uuidv7() as strangers_log, uuidv7() as stranger, uuidv7() as draft, uuidv7() as draft_day, uuidv7() as draft_meal;
grant select on ids to public;
insert into clients (org_id, id, given_name, family_name) select org, stranger, 'Some', 'Stranger' from ids;
insert into foods (org_id, id, name) select org, bread, 'Bread' from ids union all select other, foreign_food, 'Foreign' from ids;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select org, bread, 208, 250 from ids;
insert into recipes (org_id, id, name, servings) select org, dish, 'Dish', 2 from ids;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, dish, 1, bread, 100 from ids;
insert into meal_plans (org_id, id, client_id, name) select org, plan, client, 'Plan' from ids;
insert into meal_plan_versions (org_id, id, meal_plan_id, client_id, number) select org, version, plan, client, 1 from ids;
insert into meal_plan_days (org_id, id, meal_plan_version_id, day_number) select org, day, version, 1 from ids;
insert into meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name) select org, breakfast, version, day, 1, 'Breakfast' from ids
  union all select org, dinner, version, day, 2, 'Dinner' from ids;
insert into meal_plan_items (org_id, id, meal_plan_version_id, meal_plan_meal_id, position, alternative_of_id, food_id, recipe_id, amount, unit_code, grams)
  select org, i_bread, version, breakfast, 1, null::uuid, bread, null::uuid, 80, 'g', 80 from ids union all
  select org, i_or, version, breakfast, 2, i_bread, null, dish, 1, 'serving', null from ids union all
  select org, i_dish, version, dinner, 1, null, null, dish, 1.5, 'serving', null from ids;
update meal_plan_versions set status = 'published', content_hash = 'x', published_at = now(), published_by = dietitian from ids where id = version;
insert into meal_plan_assignments (org_id, id, client_id, meal_plan_version_id, starts_on, ends_on, created_by)
  select org, assignment, client, version, monday, monday + 10, dietitian from ids;
insert into meal_plan_assignments (org_id, id, client_id, meal_plan_version_id, starts_on, ends_on, created_by, status, status_reason)
  select org, cancelled, client, version, monday - 10, monday, dietitian, 'cancelled', 'A mistake' from ids;
insert into meal_plan_versions (org_id, id, meal_plan_id, client_id, number) select org, draft, plan, client, 2 from ids;
insert into meal_plan_days (org_id, id, meal_plan_version_id, day_number) select org, draft_day, draft, 1 from ids;
insert into meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name) select org, draft_meal, draft, draft_day, 1, 'Unseen' from ids;
insert into meal_logs (org_id, id, client_id, logged_on, occurred_at, utc_offset_minutes, outcome, event_hashes)
  select org, strangers_log, stranger, monday, now(), 0, 'unplanned', '{x}' from ids;

create function pg_temp.event(id uuid, meal uuid, on_date date, change json default '{}') returns jsonb language sql as $$
  select jsonb_build_object('type', 'meal_log', 'id', id, 'loggedOn', on_date, 'occurredAt', '2031-05-05T07:30:00Z', 'utcOffsetMinutes', 120,
                            'mealId', meal, 'outcome', 'eaten', 'items', '[]'::json) || change::jsonb $$;
create function pg_temp.send(variadic events jsonb[]) returns text language sql as $$
  select string_agg((a ->> 'status') || coalesce(' ' || (a ->> 'revision'), '') || coalesce(' ' || (a ->> 'code'), ''), ', ')
    from json_array_elements(app_public.log_batch(array_to_json(events))) a $$;
grant execute on function pg_temp.event(uuid, uuid, date, json), pg_temp.send(jsonb[]) to public;
create function pg_temp.energy(log uuid) returns text language sql as $$
  select string_agg((i.nutrition -> 'known' ->> 0)::numeric || ' +' || (i.nutrition -> 'unknown' ->> 0), ', ' order by i.position) from meal_log_items i where i.meal_log_id = log $$;
grant execute on function pg_temp.energy(uuid) to public;

-- the story: two meals, and the same batch again
select tests.authenticate_as('client@demo.test');
select is(pg_temp.send(pg_temp.event(log1, breakfast, monday), pg_temp.event(log2, dinner, monday, json_build_object('items', json_build_array(json_build_object('recipeId', dish, 'servings', 2))))),
  'created 1, created 1', 'a client logs two meals') from ids;
select is(pg_temp.send(pg_temp.event(log1, breakfast, monday), pg_temp.event(log2, dinner, monday, json_build_object('items', json_build_array(json_build_object('recipeId', dish, 'servings', 2.0))))),
  'unchanged 1, unchanged 1', 'the same batch again changes nothing, also where 2 became 2.0') from ids;
select is(pg_temp.send(pg_temp.event(log1, breakfast, monday, '{"occurredAt": "2031-05-05T09:30:00+02:00"}')), 'unchanged 1', 'the same instant in other letters is the same') from ids;
select is((select count(*) from meal_logs l, ids where l.id in (log1, log2)), 2::bigint, 'two logs stand');
select is((select count(*) from meal_log_items i, ids where i.meal_log_id in (log1, log2)), 2::bigint, 'with one item each');
select set_eq('select meal_plan_assignment_id, meal_plan_version_id, meal_id, meal_name, logged_on from meal_logs, ids where meal_logs.id = log1',
  $$ select assignment, version, breakfast, 'Breakfast', monday from ids $$, 'CLINICAL 12: pinned to the version that was assigned on its date');

-- what was eaten
select is(pg_temp.energy(log1), '200.00 +0', 'a planned meal eaten, without items, means what was planned; of alternatives the first') from ids;
select is(pg_temp.energy(log2), '250.000000000 +0', 'stated items count as stated') from ids;
select tests.as_owner();
update food_nutrients set amount = 300 from ids where food_id = bread;
select is(pg_temp.energy(log1), '200.00 +0', 'CLINICAL 13: each logged item froze its own nutrition') from ids;
select tests.authenticate_as('client@demo.test');
select is(pg_temp.send(pg_temp.event(log3, breakfast, monday + 1, json_build_object('outcome', 'alternative', 'items', json_build_array(json_build_object('planItemId', i_or),
                       json_build_object('planItemId', i_bread, 'grams', 40), json_build_object('freeText', 'A biscuit'))))), 'created 1', 'items may name planned ones') from ids;
select is(pg_temp.energy(log3), '150.000000000 +0, 120.00 +0, 0.00 +1', 'with the planned amount, or their own; words are one unknown food') from ids;
select set_eq('select plan_item_id, food_id, recipe_id, grams, servings, free_text from meal_log_items, ids where meal_log_id = log3',
  $$ select i_or as a, null::uuid as b, dish as c, null::numeric as d, 1::numeric as e, null as f from ids union all select i_bread, bread, null, 40, null, null from ids union all select null, null, null, null, null, 'A biscuit' from ids $$,
  'as they were resolved');

-- conflicts and amendments
select is(pg_temp.send(pg_temp.event(log1, breakfast, monday, '{"note": "Late"}')), 'conflict 1 TF050', 'the same id with other content is a conflict that names the current revision') from ids;
select is((select note from meal_logs, ids where id = log1), '', 'and changes nothing');
select is(pg_temp.send(pg_temp.event(log1, breakfast, monday, '{"note": "Late", "revision": 7}')), 'conflict 1 TF050', 'so is an amendment of another revision') from ids;
select is(pg_temp.send(pg_temp.event(log1, breakfast, monday, json_build_object('note', 'Late', 'revision', 1, 'items', json_build_array(json_build_object('foodId', bread, 'grams', 10))))),
  'amended 2', 'an amendment names the revision that it amends') from ids;
select is((select note from meal_logs, ids where id = log1), 'Late', 'it is stored');
select is(pg_temp.energy(log1), '30.00 +0', 'its items replace the earlier ones') from ids;
select is(pg_temp.send(pg_temp.event(log1, breakfast, monday), pg_temp.event(log1, breakfast, monday, json_build_object('note', 'Late', 'revision', 1, 'items', json_build_array(json_build_object('foodId', bread, 'grams', 10))))),
  'unchanged 2, unchanged 2', 'the whole queue again, first and amended, changes nothing') from ids;
select is(pg_temp.send(pg_temp.event(log1, breakfast, monday, '{"note": "Later", "revision": 1}')), 'conflict 2 TF050', 'an amendment of what was amended since is a conflict') from ids;
select is(pg_temp.send(pg_temp.event(uuidv7(), breakfast, monday, '{"revision": 1}')), 'invalid TF404', 'what was never logged cannot be amended') from ids;

-- deleting
select is(pg_temp.send(jsonb_build_object('type', 'meal_log_delete', 'id', log3, 'revision', 9)), 'conflict 1 TF050', 'deleting names the revision, too') from ids;
select is(pg_temp.send(jsonb_build_object('type', 'meal_log_delete', 'id', log3)), 'conflict 1 TF050', 'always') from ids;
select is(pg_temp.send(jsonb_build_object('type', 'meal_log_delete', 'id', log3, 'revision', 1)), 'deleted 2', 'then it is deleted') from ids;
select is(pg_temp.send(jsonb_build_object('type', 'meal_log_delete', 'id', log3, 'revision', 1)), 'deleted 2', 'again is the same answer') from ids;
select isnt((select deleted_at from meal_logs, ids where id = log3), null, 'the row stays, marked');
select is(pg_temp.send(jsonb_build_object('type', 'meal_log_delete', 'id', uuidv7())), 'invalid TF404', 'also of what is not there');
select is(pg_temp.send(jsonb_build_object('type', 'meal_log_delete', 'id', uuidv7(), 'revision', 1)), 'deleted 2', 'what is not there may still come');
select is(pg_temp.send(jsonb_build_object('type', 'meal_log_delete', 'id', strangers_log, 'revision', 1)), 'deleted 2', 'somebody else''s log answers like none') from ids;
select tests.as_owner();
select is((select deleted_at from meal_logs, ids where id = strangers_log), null, 'and stays theirs');
select tests.authenticate_as('client@demo.test');
select is(pg_temp.send(pg_temp.event(strangers_log, null, monday, '{"outcome": "unplanned"}')), 'conflict TF050', 'its id is taken, and nothing more is said') from ids;

-- late logs
create temp table late as select uuidv7() as before_it, uuidv7() as last_day, uuidv7() as after_it;
grant select on late to public;
select is(pg_temp.send(pg_temp.event(before_it, breakfast, monday - 3), pg_temp.event(last_day, breakfast, monday + 9), pg_temp.event(after_it, breakfast, monday + 10)),
  'created 1, created 1, created 1', 'a late log is never lost') from ids, late;
select is((select meal_plan_assignment_id from meal_logs, late where id = last_day), (select assignment from ids), 'CLINICAL 12: it counts for the assignment of its day, which has ended since');
select is((select meal_plan_assignment_id from meal_logs, late where id = before_it), null, 'never for a cancelled one');
select is((select meal_plan_assignment_id from meal_logs, late where id = after_it), null, 'CLINICAL 11: the day after the last is not in it');

-- bad events, each by itself
create temp table bad as select uuidv7() as id;
grant select on bad to public;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, '{"outcome": "swallowed"}'), pg_temp.event(uuidv7(), breakfast, monday + 2)), 'invalid TF400, created 1', 'one bad event does not stop the others') from ids, bad b;
select is((select count(*) from meal_logs l, bad b where l.id = b.id), 0::bigint, 'and leaves nothing behind');
select unalike(log_batch(json_build_array(pg_temp.event(b.id, breakfast, monday, '{"outcome": "swallowed"}'))) -> 0 ->> 'message', '%meal_log_outcome%', 'nor does it tell what a type of the database is called') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, json_build_object('items', json_build_array(json_build_object('foodId', foreign_food, 'grams', 1))))), 'invalid TF404', 'another practice''s food') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, json_build_object('items', json_build_array(json_build_object('foodId', bread, 'grams', -1))))), 'invalid TF030', 'negative grams') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, json_build_object('items', json_build_array(json_build_object('foodId', bread))))), 'invalid TF030', 'a food without an amount') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, json_build_object('items', json_build_array(json_build_object('recipeId', dish, 'grams', 100))))), 'invalid TF034', 'grams of a recipe without cooked weight') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, json_build_object('items', json_build_array(json_build_object('foodId', bread, 'recipeId', dish, 'grams', 1))))), 'invalid TF400', 'a food that is a recipe') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, json_build_object('items', json_build_array(json_build_object('planItemId', uuidv7()))))), 'invalid TF404', 'an item of no plan') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, uuidv7(), monday)), 'invalid TF404', 'a meal of no plan') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, draft_meal, monday)), 'invalid TF404', 'a meal of a draft') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, null, monday)), 'invalid TF400', 'a meal that was eaten as planned, without the plan''s meal') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, '{"loggedOn": "today"}')), 'invalid TF400', 'a date that depends on when it is read') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, '{"loggedOn": "2031-02-30"}')), 'invalid TF400', 'a date that does not exist') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, '{"occurredAt": "2031-05-05T07:30:00"}')), 'invalid TF400', 'an instant without its offset') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, '{"utcOffsetMinutes": 9000}')), 'invalid TF400', 'an offset that no place has') from ids, bad b;
select is(pg_temp.send(pg_temp.event(b.id, breakfast, monday, '{"id": "seven"}')), 'invalid TF400', 'an id that is none') from ids, bad b;
select is(pg_temp.send('7', '{"type": "party"}', 'null'), 'invalid TF400, invalid TF400, invalid TF400', 'what is no event') from ids;
select throws_ok($$ select app_public.log_batch('{}') $$, 'TF400', null, 'a batch is a list');
select throws_ok($$ select app_public.log_batch((select json_agg(pg_temp.event(uuidv7(), null, monday)) from ids, generate_series(1, 51))) $$, 'TF051', null, 'of at most 50');
select is(json_array_length(app_public.log_batch((select json_agg(pg_temp.event(uuidv7(), null, monday, '{"outcome": "unplanned"}')) from ids, generate_series(1, 50)))), 50, '50 are answered');

-- who logs
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select app_public.log_batch('[]') $$, '42501', null, 'staff do not log for a client');
select tests.authenticate_as('client@other.test');
select is(pg_temp.send(pg_temp.event(log1, null, monday, '{"outcome": "unplanned"}')), 'created 1', 'in another practice the same id is another log') from ids;
select tests.as_owner();
select is((select count(*) from meal_logs l, ids where l.id = log1), 2::bigint, 'each in its own organisation');
select tests.set_identity(tests.user_id('client@other.test'), org, null, client, 'client') from ids;
select throws_ok($$ select app_public.log_batch('[]') $$, 'TF403', null, 'a client''s identity without its own user logs nothing');
select tests.authenticate_as_anonymous();
select throws_ok($$ select app_public.log_batch('[]') $$, '42501', null, 'nobody signed in logs');
select * from finish();
