-- Exports: asked for, approved by another person, written and downloaded only while the requester's rights last.
select plan(29);

create temp table people as
  select tests.org_id('dietitian@demo.test') as demo, uuidv7() as client_id, uuidv7() as export_id, uuidv7() as admins_own;
grant select on people to public;
insert into clients (org_id, id, given_name, family_name) select demo, client_id, 'Ex', 'Port' from people;
insert into care_assignments (org_id, client_id, member_id)
  select demo, client_id, tests.member_id('dietitian@demo.test') from people union all
  select demo, client_id, tests.member_id('assistant@demo.test') from people union all
  select demo, client_id, tests.member_id('org_admin@demo.test') from people;

-- asking
select tests.authenticate_as('assistant@demo.test');
select throws_ok($$ select request_export(export_id, client_id, '2026-01-01', '2026-02-01', 'For the record') from people $$, '42501', null, 'an assistant cannot ask for an export');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select request_export(export_id, client_id, '2026-01-01', '2026-02-01', 'For the record') from people $$, '42501', null, 'a researcher cannot ask for a client''s export');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select request_export(export_id, client_id, '2026-01-01', '2026-02-01', 'For the record') from people $$, 'TF404', 'There is no such client.', 'another organisation''s client does not exist');
select throws_ok($$ select request_export(export_id, uuidv7(), '2026-01-01', '2026-02-01', 'For the record') from people $$, 'TF404', 'There is no such client.', 'and neither does one that is not there: the answers are alike');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select request_export(export_id, client_id, '2026-02-01', '2026-01-01', 'For the record') from people $$, 'TF400', null, 'a period must not end before it begins');
select throws_ok($$ select request_export(export_id, client_id, '2026-01-01', '2026-02-01', '   ') from people $$, 'TF400', null, 'a reason is needed');
select is((select (request_export(export_id, client_id, '2026-01-01', '2026-02-01', 'For the record')).status from people), 'requested', 'a dietitian asks');
select is((select (request_export(export_id, client_id, '2026-01-01', '2026-02-01', 'For the record')).status from people), 'requested', 'asking again is asking once');
select throws_ok($$ select request_export(export_id, client_id, '2026-01-01', '2026-03-01', 'For the record') from people $$, 'TF409', null, 'the same id for another period is a conflict');
select throws_ok($$ select approve_export(export_id) from people $$, '42501', null, 'a dietitian cannot approve');
select throws_ok($$ update export_requests set status = 'approved' $$, '42501', null, 'nor write the state directly');
select throws_ok($$ select app_hidden.begin_export_download(export_id) from people $$, 'TF061', null, 'nothing can be downloaded before it is ready');

-- deciding
select tests.authenticate_as('org_admin@demo.test');
select is((select (request_export(admins_own, client_id, '2026-01-01', '2026-02-01', 'Own request')).status from people), 'requested', 'an org_admin in care may ask');
select throws_ok($$ select approve_export(admins_own) from people $$, 'TF060', null, 'but nobody approves their own request');
select tests.authenticate_as('org_admin@other.test');
select throws_ok($$ select approve_export(export_id) from people $$, 'TF404', null, 'another organisation''s org_admin sees no such export');
select tests.authenticate_as('org_admin@demo.test');
select is((select (approve_export(export_id, 'Fine')).status from people), 'approved', 'another person approves');
select is((select (approve_export(export_id)).status from people), 'approved', 'approving again answers the same');
select throws_ok($$ select reject_export(export_id) from people $$, 'TF061', null, 'what is approved cannot be rejected');
select tests.as_owner();
select is((select count(*) from graphile_worker.jobs j, people p where j.key = 'export:' || p.export_id), 1::bigint, 'one job writes it, however often it was approved');

-- the worker
select is((select count(*) from people p, app_private.begin_export(p.demo, p.export_id) b where b.member_id = tests.member_id('dietitian@demo.test')), 1::bigint, 'the worker acts with the requester''s rights');
select ok((select app_private.finish_export(demo, export_id, 'a/b/c', 3, 100, 'abc', '7 days') from people), 'and finishes once …');
select ok((select not app_private.finish_export(demo, export_id, 'd/e/f', 3, 100, 'abc', '7 days') from people), '… and only once');

-- downloading
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select app_hidden.begin_export_download(export_id) from people $$, 'TF404', null, 'who approved cannot download');
select tests.authenticate_as('dietitian@demo.test');
select is((select storage_key from people p, app_hidden.begin_export_download(p.export_id)), 'a/b/c', 'who asked can');
select tests.as_owner();
select is((select count(*) from audit.events e, people p where e.action = 'download' and e.row_id = p.export_id::text), 1::bigint, 'and it is recorded');
update care_assignments set ends_on = current_date - 1, starts_on = current_date - 9 where client_id = (select client_id from people);
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select app_hidden.begin_export_download(export_id) from people $$, 'TF062', null, 'the right to download ends with care');
select tests.as_owner();
update export_requests set status = 'running' where id = (select export_id from people);
select is_empty($$ select b.* from people p, app_private.begin_export(p.demo, p.export_id) b $$, 'nothing is written for somebody whose care has ended');
select is((select status from export_requests where id = (select export_id from people)), 'failed', 'it fails visibly');
update export_requests set status = 'approved' where id = (select export_id from people);
delete from graphile_worker._private_jobs where key = (select 'export:' || export_id from people);
select is((select app_private.fail_abandoned_exports()), 1::bigint, 'an export whose job is gone is marked failed');

select * from finish();
