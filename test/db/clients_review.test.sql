select plan(11);

create temp table here as select tests.org_id('org_admin@demo.test') as org, tests.new_client() as cared_for, uuidv7() as new_one, tests.client_id('client@other.test') as foreign_client;
insert into clients (org_id, given_name, family_name, next_review_on) select org, 'Nobody', 'Reviews', '2026-01-01' from here;
alter table here add column nobodys uuid;
update here set nobodys = (select id from clients where family_name = 'Reviews');
grant select on here to public;
update organizations set review_interval_days = 14 where id = (select org from here);

select tests.authenticate_as('dietitian@demo.test');
select is((record_review(cared_for, '2026-03-01')).next_review_on, '2026-03-15'::date, 'the next review is due after the organisation''s interval') from here;
select is((record_review(cared_for, '2026-03-01')).next_review_on, '2026-03-15'::date, 'saying it again changes nothing') from here;
select lives_ok($$ update clients set next_review_on = '2026-03-20' where id = (select cared_for from here) $$, 'it can be moved to another day');
select throws_ok($$ select record_review(nobodys, '2026-03-01') from here $$, 'TF404', null, 'a client in nobody''s care is not hers to review');
select throws_ok($$ select record_review(foreign_client, '2026-03-01') from here $$, 'TF404', null, 'nor another organisation''s');
select is((create_client(new_one, 'New', 'Comer')).next_review_on, app_hidden.org_today() + 14, 'a new client''s first review is proposed') from here;
select tests.authenticate_as('assistant@demo.test');
select is((record_review(cared_for, '2026-04-01')).next_review_on, '2026-04-15'::date, 'an assistant records it, too') from here;
select tests.authenticate_as('org_admin@demo.test');
select is((record_review(nobodys, '2026-04-01')).next_review_on, '2026-04-15'::date, 'an org_admin looks after the whole directory') from here;
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select record_review(app_hidden.current_client_id(), '2026-03-01') $$, '42501', null, 'a client does not');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select record_review(cared_for, '2026-03-01') from here $$, '42501', null, 'a researcher does not');
select tests.as_owner();
select is((select next_review_on from clients, here where id = cared_for), '2026-04-15'::date, 'what was said last stands');

select * from finish();
