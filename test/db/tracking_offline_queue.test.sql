-- A device's queue after days without a net: sent whole, in parts and again, it loses nothing and doubles nothing (CLINICAL 12).
select no_plan();

create temp table ids as
  select tests.client_id('client@demo.test') as client, gen_random_uuid() as amended, gen_random_uuid() as deleted, gen_random_uuid() as late, gen_random_uuid() as night, gen_random_uuid() as ahead,
         uuidv7() as assignment, tests.new_plan(tests.client_id('client@demo.test'), '[[[{"text": "Soup"}]]]') as version;
grant select on ids to public;
select tests.authenticate_as('dietitian@demo.test');
do $$
declare
  v_decisions app_public.safety_decision[];
begin
  select coalesce(array_agg(row(f.key, 'Talked about it')::app_public.safety_decision), '{}') into v_decisions
    from ids, app_public.meal_plan_versions v, app_public.explain_finding(v.id, v.client_id, null, '2026-01-01') f where v.id = ids.version and (f.needs_reason or f.needs_acknowledgement);
  perform app_public.publish_meal_plan_version(v.id, v.revision, 'Go', v_decisions) from app_public.meal_plan_versions v, ids where v.id = ids.version;
  perform app_public.assign_meal_plan_version(assignment, version, '2026-01-01', '2026-02-01', v_decisions) from ids; -- over, long since
end $$;

create function pg_temp.log(id uuid, day date, occurred text, words text, revision integer default null) returns jsonb language sql as $$
  select jsonb_strip_nulls(jsonb_build_object('type', 'meal_log', 'id', id, 'revision', revision, 'loggedOn', day, 'occurredAt', occurred, 'utcOffsetMinutes', 60, 'mealName', 'Snack',
    'outcome', 'unplanned', 'items', jsonb_build_array(jsonb_build_object('freeText', words))))
$$;
create temp table queue as
  select n, event from ids, lateral (values
    (1, pg_temp.log(amended, '2026-01-05', '2026-01-05T08:00:00Z', 'Apple')),
    (2, pg_temp.log(deleted, '2026-01-05', '2026-01-05T09:00:00Z', 'Cake')),
    (3, pg_temp.log(amended, '2026-01-05', '2026-01-05T08:00:00Z', 'Pear', 1)),
    (4, jsonb_build_object('type', 'meal_log_delete', 'id', deleted, 'revision', 1)),
    (5, pg_temp.log(late, '2026-01-31', '2026-01-31T12:00:00Z', 'Last day')),
    -- Half past midnight where the client is, and still the day before in UTC.
    (6, pg_temp.log(night, '2026-02-01', '2026-01-31T23:30:00Z', 'Midnight')),
    -- A clock that is a year ahead in its instant says the day all the same.
    (7, pg_temp.log(ahead, '2026-01-06', '2027-01-06T10:00:00Z', 'Ahead'))) q(n, event);
grant select on queue to public;
create function pg_temp.send(first integer, last integer) returns text language sql as $$
  select string_agg(a ->> 'status', ' ' order by o) from json_array_elements(app_public.log_batch((select json_agg(q.event order by q.n) from queue q where q.n between first and last))) with ordinality x(a, o)
$$;
create function pg_temp.stored() returns setof text language sql as $$
  select concat_ws(' ', l.logged_on, l.revision, case when l.deleted_at is null then 'counts' else 'deleted' end, case when l.meal_plan_assignment_id = ids.assignment then 'of the plan' end,
                   (select string_agg(i.free_text, ', ') from app_public.meal_log_items i where i.meal_log_id = l.id))
    from ids, app_public.meal_logs l where l.id in (amended, deleted, late, night, ahead) order by l.occurred_at
$$;
create temp table kept as select unnest(array['2026-01-05 2 counts of the plan Pear', '2026-01-05 2 deleted of the plan Cake', '2026-01-31 1 counts of the plan Last day', '2026-02-01 1 counts Midnight', '2026-01-06 1 counts of the plan Ahead']) as line;
grant select on kept to public;
grant execute on all functions in schema pg_temp to public;

select tests.authenticate_as('client@demo.test');
select is(pg_temp.send(1, 2), 'created created', 'what got through before the net was lost');
select is(pg_temp.send(1, 7), 'unchanged unchanged amended deleted created created created', 'the whole queue, of which nobody had heard an answer');
select results_eq($$ select pg_temp.stored() $$, $$ select line from kept $$, 'CLINICAL 12: each counts for its local date and the plan of that date, though it has ended since');
select is(pg_temp.send(1, 7), 'unchanged unchanged unchanged deleted unchanged unchanged unchanged', 'sent again it says what became of each');
select is(pg_temp.send(5, 7), 'unchanged unchanged unchanged', 'a later part again');
select is(pg_temp.send(1, 4), 'unchanged unchanged unchanged deleted', 'and then an earlier part');
select is((select string_agg(pg_temp.send(q.n, q.n), ' ' order by q.n desc) from queue q), 'unchanged unchanged unchanged deleted unchanged unchanged unchanged', 'and each alone');
select results_eq($$ select pg_temp.stored() $$, $$ select line from kept $$, 'nothing is lost, and nothing is doubled');
select is((select count(*) from meal_log_items i, ids where i.meal_log_id in (amended, late, night, ahead)), 4::bigint, 'nor is an item');

-- Requests that overtake each other: what was deleted does not come back.
select tests.authenticate_as('dietitian@demo.test'); -- whose the queue is
create temp table overtaken as select gen_random_uuid() as cake, gen_random_uuid() as pear;
grant select on overtaken to public;
truncate queue;
insert into queue select n, event from overtaken, lateral (values
    (1, pg_temp.log(cake, '2026-01-07', '2026-01-07T09:00:00Z', 'Cake')),
    (2, jsonb_build_object('type', 'meal_log_delete', 'id', cake, 'revision', 1)),
    (3, pg_temp.log(pear, '2026-01-07', '2026-01-07T10:00:00Z', 'Apple')),
    (4, pg_temp.log(pear, '2026-01-07', '2026-01-07T10:00:00Z', 'Pear', 1)),
    (5, jsonb_build_object('type', 'meal_log_delete', 'id', pear, 'revision', 2))) q(n, event);
create function pg_temp.overtaken() returns setof text language sql as $$
  select concat_ws(' ', l.revision, case when l.deleted_at is null then 'counts' else 'deleted' end, (select i.free_text from app_public.meal_log_items i where i.meal_log_id = l.id))
    from overtaken o, app_public.meal_logs l where l.id in (o.cake, o.pear) order by l.occurred_at
$$;
grant execute on all functions in schema pg_temp to public;
select tests.authenticate_as('client@demo.test');
select is(pg_temp.send(2, 2), 'deleted', 'a deletion that comes before its log is kept');
select is(pg_temp.send(2, 2), 'deleted', 'and sent again says the same');
select is(pg_temp.send(1, 1), 'deleted', 'its log is told to be deleted when it comes');
select is(pg_temp.send(1, 2), 'unchanged deleted', 'and the queue sent again, in its order, says what it would have said');
select is(pg_temp.send(5, 5), 'deleted', 'one of an amended log');
select is(pg_temp.send(3, 3), 'created', 'waits for the amendment');
select is(pg_temp.send(4, 4), 'deleted', 'which comes as deleted');
select results_eq($$ select pg_temp.overtaken() $$, array['2 deleted Cake', '3 deleted Pear'], 'as if each had come in order');
select tests.as_owner();
select is_empty($$ select from app_private.early_log_deletions d, overtaken o where d.meal_log_id in (o.cake, o.pear) $$, 'and nothing waits any more');
select * from finish();
