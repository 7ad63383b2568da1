-- A client's copy of her own record: she asks, or a guardian for the child; nobody else, and nobody for anybody else.
select no_plan();

create temp table ids as
  select tests.org_id('client@demo.test') as org, tests.client_id('client@demo.test') as client, uuidv7() as copy, uuidv7() as second, uuidv7() as of_child,
         (select g.client_id from client_guardians g where g.user_id = tests.user_id('parent@demo.test') limit 1) as child;
grant select on ids to public;
update client_conditions set note = 'staff only' from ids where client_id = client;

-- The client
select tests.authenticate_as('client@demo.test');
select is((request_record_copy((select copy from ids))).status, 'requested', 'a client asks for a copy of her record, and nobody has to approve it');
select is((request_record_copy((select copy from ids))).status, 'requested', 'sent again it is the same request');
select throws_ok($$ select request_record_copy((select second from ids)) $$, 'TF154', null, 'within a day there is one');
select results_eq($$ select id, client_id, requested_by from record_copies $$, $$ select copy, client, tests.user_id('client@demo.test') from ids $$, 'she sees what she asked for');
select throws_ok($$ update record_copies set status = 'ready' $$, '42501', null, 'and writes nothing of it');
select throws_ok($$ select app_hidden.begin_record_copy_download((select copy from ids)) $$, 'TF061', null, 'it is fetched when it is there');
select tests.as_owner();
select is((select count(*) from graphile_worker.jobs j, ids where j.task_identifier = 'record_copies__write' and j.key = 'record_copy:' || ids.copy), 1::bigint, 'the worker is asked once');

-- What is in it
select tests.authenticate_as('client@demo.test');
select ok(count(*) filter (where r.section = 'profile') = 1 and count(*) filter (where r.section = 'conditions') > 0, 'her profile and her record are in it') from ids, app_hidden.record_copy(client) r;
select doesnt_match(string_agg(r.content::text, ' '), 'staff only', 'what is the staff''s is not') from ids, app_hidden.record_copy(client) r;
select is_empty($$ select from ids, app_hidden.record_copy(child) r $$, 'nor anything of somebody else');

-- The worker
select tests.as_owner();
select results_eq($$ select b.user_id, b.client_id from ids, app_private.begin_record_copy(org, copy) b $$, $$ select tests.user_id('client@demo.test'), client from ids $$, 'it is written with her rights');
select is((select app_private.finish_record_copy(org, copy, 'record-copies/a/b', 10, 'ab', '7 days') from ids), true, 'and is ready in one step');
select is((select app_private.finish_record_copy(org, copy, 'record-copies/a/c', 10, 'ab', '7 days') from ids), false, 'once');
select is_empty($$ select from ids, app_private.begin_record_copy(org, copy) $$, 'a job that comes again finds nothing to do');
select tests.authenticate_as('client@demo.test');
select results_eq($$ select d.storage_key, d.byte_size from ids, app_hidden.begin_record_copy_download(copy) d $$, $$ values ('record-copies/a/b', 10::bigint) $$, 'she fetches it');
select tests.as_owner();
select is((select count(*) from audit.events e, ids where e.action = 'download' and e.table_name = 'record_copies' and e.row_id = copy::text and e.client_id = client), 1::bigint, 'which is history');

-- Everybody else
select tests.authenticate_as('parent@demo.test');
select is_empty($$ select from record_copies $$, 'another client sees none');
select throws_ok($$ select app_hidden.begin_record_copy_download((select copy from ids)) $$, 'TF404', null, 'and fetches none');
select throws_ok($$ select request_record_copy((select copy from ids)) $$, 'TF409', null, 'her id is taken');
select throws_ok($$ select app_hidden.begin_record_copy_download(gen_random_uuid()) $$, 'TF404', null, 'one that is not there answers the same');
select tests.authenticate_as('client@other.test');
select is_empty($$ select from record_copies $$, 'a client of another organisation sees none');
select throws_ok($$ select app_hidden.begin_record_copy_download((select copy from ids)) $$, 'TF404', null, 'and fetches none');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select from record_copies $$, '42501', null, 'staff read none');
select throws_ok($$ select request_record_copy(gen_random_uuid()) $$, '42501', null, 'and ask for none');
select throws_ok($$ select app_hidden.begin_record_copy_download((select copy from ids)) $$, '42501', null, 'nor fetch one');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select app_hidden.begin_record_copy_download((select copy from ids)) $$, '42501', null, 'an org_admin neither');

-- A guardian
select tests.authenticate_as('parent@demo.test');
select is((request_record_copy((select of_child from ids))).client_id, (select child from ids), 'a guardian asks for the child''s');
select tests.as_owner();
update client_guardians g set started_on = current_date - 100, ended_on = current_date - 1 from ids where g.client_id = child;
select is_empty($$ select from ids, app_private.begin_record_copy(org, of_child) $$, 'whose guardianship ended before it was written gets none');
select is((select r.status from record_copies r, ids where r.id = of_child), 'failed', 'and it is given up');
select tests.authenticate_as('parent@demo.test');
select is_empty($$ select from record_copies $$, 'nothing is seen any more');
select throws_ok($$ select request_record_copy(gen_random_uuid()) $$, 'TF404', null, 'nor asked for');

-- Time
select tests.as_owner();
update record_copies r set expires_at = now() - interval '1 second' from ids where r.id = copy;
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select app_hidden.begin_record_copy_download((select copy from ids)) $$, 'TF062', null, 'what has expired is not fetched');
select tests.as_owner();
select results_eq($$ select app_private.expire_record_copies() $$, $$ values ('record-copies/a/b') $$, 'its file is deleted');
select is((select r.status from record_copies r, ids where r.id = copy), 'expired', 'and it says so');
update record_copies r set created_at = now() - interval '2 days' from ids where r.id = copy;
select tests.authenticate_as('client@demo.test');
select is((request_record_copy((select second from ids))).status, 'requested', 'another day there is another one');
select tests.as_owner();
do $$ begin perform graphile_worker.complete_jobs(array(select j.id from graphile_worker.jobs j where j.task_identifier = 'record_copies__write')); end $$;
select is(app_private.fail_abandoned_record_copies(), 1::bigint, 'one whose job is lost is given up');
select tests.authenticate_as('client@demo.test');
select is((select r.failure from record_copies r, ids where r.id = second), 'Writing the file was interrupted too often. Ask for a copy again.', 'and she reads it');
select is((request_record_copy(gen_random_uuid())).status, 'requested', 'after which she may ask again at once');
select * from finish();
