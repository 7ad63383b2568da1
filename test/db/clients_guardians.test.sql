-- A guardian acts for a client: sees what the client would see, logs for them, is recorded as who acted, and sees nothing when it is over.
select plan(33);

create temp table ids as
  select tests.org_id('parent@demo.test') as org, tests.user_id('parent@demo.test') as anna, g.client_id as noah, g.id as guardianship,
         tests.client_id('client@demo.test') as maria, tests.client_id('client@other.test') as grace, tests.org_id('client@other.test') as other,
         (select (now() at time zone o.time_zone)::date from organizations o where o.id = tests.org_id('dietitian@demo.test')) as today, uuidv7() as log
    from client_guardians g where g.user_id = tests.user_id('parent@demo.test');
grant select on ids to public;
insert into client_conditions (org_id, client_id, condition_id) select org, noah, c.id from ids, conditions c where c.code = 'hypertension';

-- the guardian
select tests.authenticate_as('parent@demo.test');
select is(current_user::text, 'tf_client', 'a guardian acts in the client''s place');
select set_eq('select id from clients', 'select noah from ids', 'and sees the dependant, and nobody else');
select isnt_empty('select from client_conditions', 'and the dependant''s record');
select set_eq('select client_id from client_guardians', 'select noah from ids', 'and who his guardians are');
select is(log_batch(json_build_array(json_build_object('type', 'meal_log', 'id', log, 'loggedOn', today, 'occurredAt', now()::date || 'T07:00:00Z', 'utcOffsetMinutes', 0,
            'mealName', 'Breakfast', 'outcome', 'unplanned', 'items', json_build_array(json_build_object('freeText', 'Toast'))))) -> 0 ->> 'status', 'created', 'and logs for him') from ids;
select lives_ok('insert into body_metrics (client_id, kind, value, measured_on) select noah, ''weight'', 62, today - 400 from ids', 'and sends his weight');
select throws_ok('insert into body_metrics (client_id, kind, value) select maria, ''weight'', 62 from ids', '42501', null, 'not somebody else''s');
select throws_ok('select end_guardianship(guardianship, today) from ids', '42501', null, 'a guardian does not end it herself');
select throws_ok('update client_guardians set ended_on = null', '42501', null, 'nor prolong it');
select is((select meal_logs_logged_by(l) from meal_logs l, ids where l.id = log), 'Anna Fischer, mother', 'the log says who logged it');
select tests.as_owner();
select is((select updated_by from meal_logs, ids where id = log), (select anna from ids), 'the row is hers');
select set_eq($$ select distinct e.user_id, e.on_behalf_of_client_id from audit.events e, ids where e.client_id = noah and e.table_name = 'body_metrics' and (e.after ->> 'measured_on')::date = today - 400 $$,
  'select anna, noah from ids', 'history says who acted, and for whom');

-- with the identity of another client, a guardian is nobody
select tests.set_identity(anna, org, null, maria, 'client') from ids;
select is_empty('select id from clients', 'a guardian of one client sees no other');
select tests.set_identity(anna, other, null, grace, 'client') from ids;
select is_empty('select id from clients', 'and none of another organisation');
select tests.set_identity(tests.user_id('client@demo.test'), org, null, noah, 'client') from ids;
select is_empty('select id from clients', 'a client who is no guardian of his sees nothing of him');
select tests.authenticate_as('client@demo.test');
select set_eq('select id from clients', 'select maria from ids', 'while her own record is open to her');
select is_empty('select id from client_guardians', 'and his guardians are not');

-- staff
select tests.authenticate_as('nutritionist@demo.test');
select set_eq('select client_id from client_guardians', 'select noah from ids', 'the care team sees who the guardians are');
select set_eq('select display_name from users u, ids where u.id = anna', $$ values ('Anna Fischer') $$, 'by name');
select is((select meal_logs_logged_by(l) from meal_logs l, ids where l.id = log), 'Anna Fischer, mother', 'and who logged');
select ok((client_progress(noah, today, today + 1) -> 'days' -> 0 -> 'loggedBy')::text = '["Anna Fischer, mother"]', 'also on the days of his progress') from ids;
select tests.authenticate_as('dietitian@demo.test');
select is_empty('select id from client_guardians', 'a dietitian who does not care for him does not');
select is_empty('select id from users u, ids where u.id = anna', 'nor who she is');
select throws_ok('select end_guardianship(guardianship, today) from ids', 'TF404', null, 'nor does she end anything');
select throws_ok('select end_guardianship(uuidv7(), today) from ids', 'TF404', null, 'as if it did not exist');
select tests.authenticate_as('org_admin@demo.test');
select set_eq('select client_id from client_guardians', 'select noah from ids', 'an org_admin sees all guardians of the organisation');
select tests.authenticate_as('assistant@demo.test');
select throws_ok('select end_guardianship(guardianship, today) from ids', '42501', null, 'an assistant does not end a guardianship');

-- the end
select tests.authenticate_as('nutritionist@demo.test');
select lives_ok('select end_guardianship(guardianship, today) from ids', 'who cares for him ends it');
select throws_ok('select end_guardianship(guardianship, today + 3) from ids', 'TF400', null, 'and does not prolong it');
select set_eq('select display_name from users u, ids where u.id = anna', $$ values ('Anna Fischer') $$, 'the past stays legible');
select tests.set_identity(anna, org, null, noah, 'client') from ids;
select is_empty('select id from clients union all select client_id from client_conditions union all select client_id from meal_logs', 'from that day on she sees nothing');
select throws_ok('select log_batch(''[]'')', 'TF403', null, 'and logs nothing');
select tests.as_owner();
select is((select count(*) from meal_logs, ids where id = log), 1::bigint, 'what she logged is kept');

select * from finish();
