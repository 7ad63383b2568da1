-- Who reads history: administrators the organisation's, the care team their clients', and nobody a record that is not theirs to see.
select plan(31);

create temp table people as
  select tests.org_id('dietitian@demo.test') as demo, tests.new_client() as cared_for, uuidv7() as theirs, uuidv7() as condition_row, uuidv7() as other_row, uuidv7() as foreign_row;
grant select on people to public;
insert into clients (org_id, id, given_name, family_name) select demo, theirs, 'Not', 'Mine' from people;
insert into client_conditions (org_id, id, client_id, condition_id) select p.demo, p.other_row, p.theirs, c.id from people p, conditions c where c.code = 'hypertension';
insert into client_conditions (org_id, id, client_id, condition_id)
  select tests.org_id('dietitian@other.test'), p.foreign_row, tests.client_id('client@other.test'), c.id from people p, conditions c where c.code = 'hypertension';

select tests.authenticate_as('assistant@demo.test');
select set_config('app.request_id', 'request-7', true);
insert into client_conditions (id, client_id, condition_id, note) select p.condition_row, p.cared_for, c.id, 'seen' from people p, conditions c where c.code = 'hypertension';
select tests.authenticate_as('dietitian@demo.test');
update client_conditions set note = 'seen again' where id = (select condition_row from people);
insert into body_metrics (client_id, kind, value, measured_on) select cared_for, 'weight', 80, '2026-01-05' from people;

-- the care team
select results_eq($$ select h.action, h.actor_name, h.actor_role, h.subject, h.client_name, h.is_withheld from people p, record_history('client_conditions', p.condition_row::text) h $$,
  $$ select * from (values ('update', (select display_name::text from users where email = 'dietitian@demo.test'), 'dietitian', 'Hypertension', 'Test Client', false),
                           ('insert', (select display_name::text from users where email = 'assistant@demo.test'), 'assistant', 'Hypertension', 'Test Client', false)) v $$,
  'the care team reads who changed a row, newest first');
select is((select h.changes::jsonb from people p, record_history('client_conditions', p.condition_row::text, page_size => 1) h),
  '[{"field": "note", "before": "seen", "after": "seen again"}]', 'field by field');
select ok((select h.changes::jsonb @> '[{"field": "condition_id", "before": null, "after": "Hypertension"}]' and h.changes::text !~ 'org_id|created_at'
             from people p, record_history('client_conditions', p.condition_row::text) h where h.action = 'insert'), 'with names instead of ids, and without plumbing');
select is((select h.request_id from people p, record_history('client_conditions', p.condition_row::text) h where h.action = 'insert'), 'request-7', 'in which request');
select is((select count(*) from people p, record_history('body_metrics', client_id => p.cared_for)), 1::bigint, 'and of a table what is one client''s');
delete from client_conditions where id = (select condition_row from people);
select is((select h.subject || ' ' || h.action from people p, record_history('client_conditions', client_id => p.cared_for, page_size => 1) h), 'Hypertension delete',
  'also what is deleted, still by its name');
select is((select count(*) from people p, record_history('client_conditions', p.condition_row::text, before_id => (
             select h.event_id from record_history('client_conditions', p.condition_row::text, page_size => 2) h order by h.occurred_at, h.event_id limit 1)) h), 1::bigint, 'the next page goes on');
select is_empty($$ select from people p, record_history('client_conditions', p.other_row::text) $$, 'not of a client who is not theirs');
select is_empty($$ select from people p, record_history('client_conditions', client_id => p.theirs) $$, 'by no way');
select is_empty($$ select from people p, record_history('client_conditions', p.foreign_row::text) $$, 'nor of another organisation');
select is_empty($$ select from record_history('memberships', tests.member_id('assistant@demo.test')::text) $$, 'nor of staff');
select throws_ok($$ select record_history('client_conditions') $$, 'TF400', null, 'it is that of one row or one client');
select throws_ok($$ select record_history('client_conditions', 'x', page_size => 201) $$, 'TF400', null, 'in pages of at most 200');
select throws_ok($$ select record_history('client_conditions', 'x', before_id => uuidv7()) $$, 'TF404', null, 'that go on from an event that there is');
select throws_ok($$ select audit_trail() $$, '42501', null, 'the whole organisation''s is not a dietitian''s to read');
select lives_ok($$ select record_history('foods', 'x') $$, 'the library''s is every member''s');

-- a reading is history, and no change
select app_hidden.record_reads(json_build_array(json_build_object('subject', 'client', 'id', cared_for, 'part', 'client_conditions'))) from people;
select app_hidden.record_reads(json_build_array(json_build_object('subject', 'client', 'id', theirs, 'part', 'client_conditions'))) from people;
select is_empty($$ select from people p, record_history('clients', p.cared_for::text) h where h.action = 'read' $$, 'a reading is no change of the record');

-- administrators
select tests.authenticate_as('org_admin@demo.test');
select results_eq($$ select t.action, t.subject, t.changes::text, t.is_withheld, t.client_name from people p, audit_trail(client_id => p.cared_for, table_name => 'client_conditions', page_size => 1) t $$,
  $$ values ('delete', null, null, true, 'Test Client') $$, 'an administrator reads that somebody changed a record, and not what');
select results_eq($$ select t.changes::jsonb from people p, audit_trail(client_id => p.cared_for, action => 'read') t $$,
  $$ values ('[{"field": "parts", "before": null, "after": ["client_conditions"]}]'::jsonb) $$, 'and who read which part of it');
select is_empty($$ select from people p, audit_trail(client_id => p.theirs, action => 'read') $$, 'what was not shown was not read');
select isnt_empty($$ select from people p, audit_trail(client_id => p.cared_for, table_name => 'care_assignments') t where t.changes is not null $$, 'who cares is not withheld');
select isnt_empty($$ select from people p, audit_trail(client_id => p.cared_for, table_name => 'clients') t where t.changes::text ~ 'family_name' $$, 'nor the directory');
select is_empty($$ select from people p, record_history('client_conditions', client_id => p.cared_for) $$, 'a record''s history is not shown without care');
select isnt_empty($$ select from people p, record_history('clients', p.cared_for::text) $$, 'a directory entry''s is');
select isnt_empty($$ select from record_history('memberships', tests.member_id('assistant@demo.test')::text) $$, 'and a member''s');
select is_empty($$ select from people p, audit_trail() t where t.client_id = tests.client_id('client@other.test') $$, 'another organisation''s events are not there');
select ok((select bool_and(t.user_id = tests.user_id('assistant@demo.test')) and count(*) >= 1 from audit_trail(user_id => tests.user_id('assistant@demo.test')) t), 'events of one person');
select is_empty($$ select from audit_trail(from_at => now() - interval '2 days', to_at => now() - interval '1 day') t where t.occurred_at > now() - interval '1 day' $$, 'of some days');
select throws_ok($$ select audit_trail(page_size => 0) $$, 'TF400', null, 'in pages');

select tests.as_owner();
insert into care_assignments (org_id, client_id, member_id, starts_on) select demo, cared_for, tests.member_id('org_admin@demo.test'), current_date - 1 from people;
select tests.authenticate_as('org_admin@demo.test');
select results_eq($$ select t.subject, t.is_withheld from people p, audit_trail(client_id => p.cared_for, table_name => 'client_conditions', page_size => 1) t $$,
  $$ values ('Hypertension', false) $$, 'an administrator who cares for the client reads what changed');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select record_history('foods', 'x') $$, '42501', null, 'a researcher reads no history');

select * from finish();
