-- What an offline app is told to fetch again. Commits that come late are raced in test/server/mobile/changes.test.ts.
select plan(25);

create temp table ids as
  select tests.org_id('client@demo.test') as org, tests.client_id('client@demo.test') as client, tests.client_id('client@other.test') as others,
         uuidv7() as log, uuidv7() as comment;
grant select on ids to public;
delete from care_assignments using ids where care_assignments.client_id = client;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, tests.member_id('dietitian@demo.test'), current_date - 30 from ids;

-- Within one transaction everything is of the same time, so a cursor from before it is made up: as if this transaction had been running then.
create function pg_temp.cursor(since interval default '0', place text default app_private.change_place(), client uuid default null, snapshot text default null) returns text language sql as $$
  select app_private.seal_cursor(concat_ws('|', 'c1', place, coalesce(cursor.client, ids.client), extract(epoch from now() - since)::bigint,
           coalesce(snapshot, concat(least(pg_snapshot_xmin(s), x), ':', pg_snapshot_xmax(s), ':', case when x < pg_snapshot_xmax(s) then x end))))
    from ids, pg_current_xact_id() x, pg_current_snapshot() s $$;
create temp table cursors as
  select pg_temp.cursor() as fresh, pg_temp.cursor('89 days') as old, pg_temp.cursor('91 days') as too_old, pg_temp.cursor('-2 days') as ahead,
         pg_temp.cursor(place => 'elsewhere') as elsewhere, pg_temp.cursor(client => (select others from ids)) as somebody_elses,
         pg_temp.cursor(snapshot => '9:1:5') as broken, pg_temp.cursor(snapshot => '900000000:900000001:') as of_the_future;
grant select on cursors to public;
create function pg_temp.told(cursor text) returns setof text language sql as $$
  select concat_ws(' ', c.value ->> 'kind', c.value ->> 'fromOn', c.value ->> 'toOn') from json_array_elements(app_public.changes(cursor) -> 'changes') c $$;
grant execute on function pg_temp.told(text) to public;

select tests.authenticate_as('client@demo.test');
select is(changes() ->> 'isEverything', 'true', 'without a cursor an app begins with everything');
select is(changes(changes() ->> 'cursor') ->> 'isEverything', 'false', 'with the answer''s cursor it goes on from there');
select is_empty($$ select pg_temp.told(changes() ->> 'cursor') $$, 'and is told nothing where nothing changed');
select isnt(changes() ->> 'cursor', changes() ->> 'cursor', 'a cursor is sealed: it says nothing of how much others write, and two of one moment differ');
select ok(encode(decode(changes() ->> 'cursor', 'base64'), 'escape') !~ '[0-9]+:[0-9]+:', 'whoever opens it reads nothing');
select is_empty('select pg_temp.told(fresh) from cursors', 'nothing has changed in this transaction yet');

select log_batch(json_build_array(json_build_object('type', 'meal_log', 'id', log, 'loggedOn', '2032-03-01', 'occurredAt', '2032-03-01T12:00:00Z', 'utcOffsetMinutes', 60, 'outcome', 'unplanned'))) from ids;
select set_eq('select pg_temp.told(fresh) from cursors', array['log 2032-03-01 2032-03-02'], 'what one device logs, another is told');
select log_batch(json_build_array(json_build_object('type', 'meal_log', 'id', log, 'revision', 1, 'loggedOn', '2032-03-03', 'occurredAt', '2032-03-03T12:00:00Z', 'utcOffsetMinutes', 60, 'outcome', 'unplanned'))) from ids;
select set_eq('select pg_temp.told(fresh) from cursors', array['log 2032-03-01 2032-03-04'], 'of a log that moved, both days, once');
select tests.authenticate_as('dietitian@demo.test');
select write_diary_comment(comment, client, '2032-03-01', 'Well done') from ids;
select tests.as_owner();
insert into client_allergies (org_id, client_id, allergen_id, kind, criticality) select org, client, (select id from allergens where code = 'sesame' limit 1), 'allergy', 'high' from ids;
update clients set phone = '1' from ids where clients.id = client;
select tests.authenticate_as('client@demo.test');
select set_eq('select pg_temp.told(fresh) from cursors', array['log 2032-03-01 2032-03-04', 'comment 2032-03-01 2032-03-02', 'allergy', 'profile'], 'comments, the record and the profile are told');
select tests.as_owner();
insert into client_conditions (org_id, client_id, condition_id) select org, client, (select id from conditions where code = 'gout' limit 1) from ids;
update client_conditions set note = 'For the team only' from ids where client_conditions.client_id = client;
select is((select count(*) from app_private.client_changes c, ids where c.client_id = client and c.kind = 'condition' and c.xact = pg_current_xact_id()), 1::bigint, 'what a client does not see is not');

-- a plan: its days, those that it had before included
select tests.as_owner();
create temp table assigned as select a.id, a.client_id, a.starts_on from meal_plan_assignments a, ids where a.org_id = org and a.status = 'active' and a.ends_on is null limit 1;
grant select on assigned to public;
delete from app_private.client_changes c using assigned where c.subject_id = assigned.id;
update meal_plan_assignments a set ends_on = a.starts_on + 100 from assigned where a.id = assigned.id;
select is((select to_on from app_private.client_changes c, assigned where c.subject_id = assigned.id), null, 'a plan that ended later touches all days from its first');
select is((select from_on from app_private.client_changes c, assigned where c.subject_id = assigned.id), (select starts_on from assigned), 'beginning with that');
delete from app_private.client_changes c using assigned where c.subject_id = assigned.id;
update meal_plan_assignments a set ends_on = a.starts_on + 50 from assigned where a.id = assigned.id;
select is((select to_on from app_private.client_changes c, assigned where c.subject_id = assigned.id), (select starts_on + 100 from assigned), 'one that is cut short touches the days that it had');
update meal_plan_assignments a set updated_at = now() from assigned where a.id = assigned.id;
select is((select count(*) from app_private.client_changes c, assigned where c.subject_id = assigned.id), 1::bigint, 'an update that changes nothing is none');

-- cursors that say nothing here
select tests.authenticate_as('client@demo.test');
select is(changes(old) ->> 'isEverything', 'false', 'a cursor counts for 90 days') from cursors;
select is(changes(too_old) ->> 'isEverything', 'true', 'an older one is everything') from cursors;
select is(changes(ahead) ->> 'isEverything', 'true', 'one from tomorrow too') from cursors;
select is(changes(elsewhere) ->> 'isEverything', 'true', 'one of another server or a restored backup too') from cursors;
select is(changes(somebody_elses) ->> 'isEverything', 'true', 'one of another login too') from cursors;
select is(changes(broken) ->> 'isEverything', 'true', 'one that is no cursor too') from cursors;
select is(changes(of_the_future) ->> 'isEverything', 'true', 'one that this server has not come to too') from cursors;
select is((select bool_and((changes(c) ->> 'isEverything')::boolean) from unnest(array['', 'x', '====', 'bm9uZQ==', '%', repeat('A', 30000)]) c), true, 'and anything else');
select tests.as_owner();
insert into app_private.client_changes (org_id, client_id, kind, subject_id) select org, client, 'log', uuidv7() from ids, generate_series(1, 501);
select tests.authenticate_as('client@demo.test');
select is(changes(fresh) ->> 'isEverything', 'true', 'more than 500 changes are everything') from cursors;
select tests.authenticate_as('dietitian@demo.test');
select throws_ok('select changes()', '42501', null, 'staff keep no copies offline');
select tests.as_owner();
update app_private.client_changes set created_at = now() - interval '101 days' from ids where client_id = client;
select cmp_ok(app_private.sweep_client_changes(), '>=', 501, 'what no cursor asks for any more is swept');
select * from finish();
