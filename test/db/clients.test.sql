-- Who sees whom: the directory, and whose record is open to whom.
select plan(29);

-- arrange: three clients of the demo practice (cared for, care ended yesterday, nobody's) and one of the other practice
create temp table people as
  select tests.org_id('dietitian@demo.test') as demo, tests.org_id('dietitian@other.test') as other,
         uuidv7() as cared_for, uuidv7() as ended, uuidv7() as nobodys, uuidv7() as foreign_client;
grant select on people to public;
insert into clients (org_id, id, given_name, family_name)
  select demo, cared_for, 'Cared', 'For' from people union all
  select demo, ended, 'Care', 'Ended' from people union all
  select demo, nobodys, 'Nobody', 'Cares' from people union all
  select other, foreign_client, 'For', 'Eign' from people;
insert into care_assignments (org_id, client_id, member_id, starts_on, ends_on)
  select demo, cared_for, tests.member_id('dietitian@demo.test'), current_date - 10, null::date from people union all
  select demo, cared_for, tests.member_id('assistant@demo.test'), current_date - 10, null from people union all
  select demo, ended, tests.member_id('dietitian@demo.test'), current_date - 10, current_date - 1 from people;
create temp view wanted as select unnest(array[cared_for, ended, nobodys, foreign_client]) as id from people;
grant select on wanted to public;

-- reading
select tests.authenticate_as('dietitian@demo.test');
select set_eq('select id from clients natural join wanted', 'select cared_for from people', 'a dietitian sees the clients in her care today, and nobody else');
select tests.authenticate_as('assistant@demo.test');
select set_eq('select id from clients natural join wanted', 'select cared_for from people', 'an assistant sees the clients in their care');
select tests.authenticate_as('org_admin@demo.test');
select set_eq('select id from clients natural join wanted', 'select unnest(array[cared_for, ended, nobodys]) from people', 'an org_admin sees the whole directory of the organisation, and no other');
select is_empty('select client_id from client_conditions', 'an org_admin sees no medical record without being assigned');
select is_empty('select app_hidden.my_client_ids() intersect select id from wanted', 'an org_admin has no client in care without being assigned');
select tests.authenticate_as('researcher@demo.test');
select throws_ok('select id from clients', '42501', null, 'a researcher sees no client rows');
select tests.authenticate_as('client@demo.test');
select set_eq('select id from clients', $$ select app_hidden.current_client_id() $$, 'a client sees their own row and no other');
select tests.authenticate_as('dietitian@other.test');
select is_empty('select c.id from clients c, people p where c.id in (p.cared_for, p.ended, p.nobodys)', 'another organisation''s dietitian sees none of them');
select tests.authenticate_as_anonymous();
select throws_ok('select id from clients', '42501', null, 'nobody signed in sees nothing');

-- care assigned to an org_admin opens the record
select tests.as_owner();
insert into care_assignments (org_id, client_id, member_id) select demo, cared_for, tests.member_id('org_admin@demo.test') from people;
select tests.authenticate_as('org_admin@demo.test');
select set_eq('select app_hidden.my_client_ids() intersect select id from wanted', 'select cared_for from people', 'an org_admin who is assigned has the client in care');

-- a deactivated member loses every client at once
select tests.as_owner();
update memberships set status = 'deactivated' where id = tests.member_id('assistant@demo.test');
select tests.set_identity(tests.user_id('assistant@demo.test'), demo, tests.member_id('assistant@demo.test'), null, 'assistant') from people;
select is_empty('select id from clients', 'a deactivated member sees nobody, even with the identity still set');
select tests.as_owner();
update memberships set status = 'active' where id = tests.member_id('assistant@demo.test');

-- writing
select tests.authenticate_as('dietitian@demo.test');
select lives_ok('update clients set phone = ''1'' where id = (select cared_for from people)', 'a dietitian changes the contact data of a client in care');
select lives_ok('update clients set phone = ''2'' where id in (select unnest(array[ended, nobodys, foreign_client]) from people)', 'and what she does not see …');
select throws_ok('update clients set org_id = (select other from people)', '42501', null, 'the organisation of a client cannot be changed');
select throws_ok('delete from clients', '42501', null, 'clients are not deleted');
select throws_ok('insert into clients (given_name, family_name) values (''A'', ''B'')', '42501', null, 'clients are not inserted past create_client');
select throws_ok($$ insert into care_assignments (client_id, member_id) select nobodys, app_hidden.current_member_id() from people $$, '42501', null, 'a dietitian cannot put herself in charge of a client');
select throws_ok('update clients set time_zone = ''Mars/Olympus'' where id = (select cared_for from people)', 'TF400', null, 'a time zone must exist');
select tests.as_owner();
select set_eq($$ select phone from clients natural join wanted $$, $$ values ('1'), (null) $$, '… is untouched');
select is((select updated_by from clients where id = (select cared_for from people)), tests.user_id('dietitian@demo.test'), 'the row says who changed it');
select is((select after ->> 'phone' from audit.events where table_name = 'clients' and action = 'update' and row_id = (select cared_for::text from people)), '1', 'and history says what');

-- create_client
select tests.authenticate_as('dietitian@demo.test');
create temp table new_client as select uuidv7() as id;
select lives_ok($$ select create_client(id, 'New', 'Client') from new_client $$, 'a dietitian opens a record');
select ok((select id from new_client) = any (array(select app_hidden.my_client_ids())), 'and cares for the client from today');
select lives_ok($$ select create_client(id, 'New', 'Client') from new_client $$, 'the same call again answers the same');
select throws_ok($$ select create_client(id, 'Somebody', 'Else') from new_client $$, 'TF409', null, 'the same id for another person is a conflict');
select tests.authenticate_as('assistant@demo.test');
select throws_ok($$ select create_client(uuidv7(), 'New', 'Client') $$, '42501', null, 'an assistant does not open records');
select throws_ok($$ update clients set status = 'archived' where id = (select cared_for from people) $$, '42501', null, 'nor closes them');
select lives_ok($$ update clients set phone = '030 1234' where id = (select cared_for from people) $$, 'but keeps their data');
select tests.as_owner();
select results_eq($$ select status::text, phone from clients where id = (select cared_for from people) $$, $$ values ('active', '030 1234') $$, 'the record is open, with the new number');

select * from finish();
