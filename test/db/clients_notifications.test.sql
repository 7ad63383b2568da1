-- What members of staff are told: only the recipient sees it, and only the recipient says that it was read.
select plan(19);

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.member_id('dietitian@demo.test') as hannah, tests.member_id('nutritionist@demo.test') as jonas,
         tests.member_id('org_admin@demo.test') as admin, uuidv7() as hers, uuidv7() as also_hers, uuidv7() as his, uuidv7() as request,
         tests.client_id('client@demo.test') as maria;
grant select on ids to public;
delete from notifications;
insert into notifications (org_id, id, member_id, kind, client_id) select org, hers, hannah, 'care_assigned', maria from ids
  union all select org, also_hers, hannah, 'care_ended', maria from ids union all select org, his, jonas, 'care_ended', maria from ids;

select tests.authenticate_as('dietitian@demo.test');
select set_eq('select id from notifications', 'select unnest(array[hers, also_hers]) from ids', 'a member sees what they were told');
select is(unread_notification_count(), 2, 'and how much of it is unread');
select is_empty('select id from mark_notifications_read(array[(select his from ids)])', 'what a colleague was told is not theirs to read');
select set_eq('select id from mark_notifications_read(array[(select hers from ids)])', 'select hers from ids', 'one is marked as read');
select is_empty('select id from mark_notifications_read(array[(select hers from ids)])', 'a second time changes nothing');
select is(unread_notification_count(), 1, 'one is left');
select set_eq('select id from mark_notifications_read()', 'select also_hers from ids', 'all are marked as read');
select throws_ok('update notifications set read_at = null', '42501', null, 'notifications are not written directly');
select throws_ok('delete from notifications', '42501', null, 'nor deleted');
select tests.authenticate_as('org_admin@demo.test');
select is_empty('select id from notifications', 'an org_admin does not read what others were told');
select tests.authenticate_as('client@demo.test');
select throws_ok('select id from notifications', '42501', null, 'clients are told nothing here');
select tests.as_owner();
select is((select read_at from notifications, ids where id = his), null, 'the colleague''s is unread still');

-- exports tell whoever asked
select tests.authenticate_as('dietitian@demo.test');
select lives_ok('select request_export(request, maria, current_date - 9, current_date, ''for the physician'') from ids', 'a dietitian asks for an export');
select tests.authenticate_as('org_admin@demo.test');
select lives_ok('select approve_export(request, ''go ahead'') from ids', 'an org_admin approves');
select tests.as_owner();
select results_eq($$ select n.member_id, n.payload ->> 'status', n.payload ->> 'actorName', n.payload ->> 'exportRequestId' from notifications n where n.kind = 'export_decided' $$,
  $$ select hannah, 'approved', 'Oliver Brandt', request::text from ids $$, 'whoever asked is told');
update export_requests set status = 'running', started_at = now() where id = (select request from ids);
select is((select count(*) from notifications where kind = 'export_ready'), 0::bigint, 'while it is written, nobody is');
update export_requests set status = 'failed', finished_at = now(), failure = 'Tried.' where id = (select request from ids);
select is((select payload ->> 'status' from notifications, ids where kind = 'export_ready' and member_id = hannah), 'failed', 'and told when it is over');

-- retention
update notifications n set read_at = now() - interval '91 days' from ids where n.id = hers;
update notifications n set read_at = null, created_at = now() - interval '2 years' from ids where n.id = his;
select is(app_private.sweep_notifications(), 2, 'what was read 90 days ago, or is older than a year, is swept');
select set_eq('select id from notifications n where n.kind like ''care%''', 'select also_hers from ids', 'and the rest stays');

select * from finish();
