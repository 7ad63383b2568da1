select plan(32);

create temp table here as select tests.org_id('org_admin@demo.test') as org, tests.member_id('org_admin@demo.test') as admin,
  tests.member_id('dietitian@demo.test') as dietitian, tests.member_id('assistant@demo.test') as assistant, tests.member_id('dietitian@other.test') as foreigner;
grant select on here to public;

-- an org_admin
select tests.authenticate_as('org_admin@demo.test');
select is((change_member(assistant, 'dietitian', ' Nutritionist ')).title, 'Nutritionist', 'an org_admin gives a member a title') from here;
select is((select role::text from memberships, here where id = assistant), 'dietitian', 'and a role');
select is((deactivate_member(assistant)).status::text, 'deactivated', 'deactivates a member') from here;
select is((deactivate_member(assistant)).status::text, 'deactivated', 'twice is once') from here;
select is((reactivate_member(assistant)).role::text, 'dietitian', 'and lets them in again as what they were') from here;
select throws_ok($$ select change_member(foreigner, 'assistant') from here $$, 'TF404', null, 'another organisation''s member does not exist');
select throws_ok($$ select deactivate_member(uuidv7()) $$, 'TF404', null, 'nor does one that never was');
select throws_ok($$ select change_member(assistant, 'dietitian', repeat('x', 101)) from here $$, '23514', null, 'a title is short');
select throws_ok($$ delete from memberships $$, '42501', null, 'nobody is deleted');

-- oneself
select throws_ok($$ select deactivate_member(admin) from here $$, 'TF072', null, 'nobody deactivates themselves');
select throws_ok($$ select change_member(admin, 'dietitian') from here $$, 'TF072', null, 'or takes their own role away');
select lives_ok($$ select change_member(admin, 'org_admin', 'Head of practice') from here $$, 'the own title is theirs to change');

-- the last org_admin
select lives_ok($$ select change_member(dietitian, 'org_admin') from here $$, 'a second org_admin is made');
select tests.as_owner();
select tests.set_identity(tests.user_id('dietitian@demo.test'), org, dietitian, null, 'org_admin') from here;
select lives_ok($$ select change_member(admin, 'assistant') from here $$, 'who may make the first one something else');
select tests.as_owner();
select tests.set_identity(tests.user_id('org_admin@demo.test'), org, admin, null, 'org_admin') from here;
select throws_ok($$ select deactivate_member(dietitian) from here $$, 'TF070', null, 'but the last one stays, even for somebody who still acts as org_admin');
select tests.as_owner();
select throws_ok($$ update memberships m set role = 'dietitian' from here where m.id = dietitian $$, 'TF070', null, 'for the owner of the database, too');
select throws_ok($$ update memberships m set status = 'deactivated' from here where m.org_id = org $$, 'TF070', null, 'also when all go at once');
with made as (insert into organizations (name) values ('Small practice') returning id)
insert into memberships (org_id, user_id, role) select id, tests.user_id('thomas.berg@example.test'), 'org_admin' from made;
select throws_ok($$ delete from memberships m using organizations o where o.id = m.org_id and o.name = 'Small practice' $$, 'TF070', null, 'or the row goes');
select is((select role::text || ' ' || status from memberships, here where id = dietitian), 'org_admin active', 'the row is as it was');
select lives_ok($$ update memberships m set role = case when m.id = admin then 'org_admin' else 'dietitian' end::app_public.member_role from here where m.id in (admin, dietitian) $$,
  'handing the role over in one step is no gap');

-- history
select is((select count(*)::int from audit.events e, here where e.table_name = 'memberships' and e.row_id = assistant::text and e.action = 'update'
             and e.user_id = tests.user_id('org_admin@demo.test')), 3, 'each change of a membership is an event');

-- last active
insert into app_private.sessions (user_id, org_id, channel, device, last_used_at, created_at)
  select tests.user_id('assistant@demo.test'), x.org, 'web', 'Firefox', x.at, x.at
    from here, lateral (values (org, now() - interval '3 days'), (org, now() - interval '1 day'), (tests.org_id('org_admin@other.test'), now())) x(org, at);
select tests.authenticate_as('org_admin@demo.test');
select is((select memberships_last_active_at(m) from memberships m, here where m.id = assistant), now() - interval '1 day',
  'an org_admin sees when a member was last at work here, and not where else');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select memberships_last_active_at(m) from memberships m $$, '42501', null, 'a dietitian does not watch her colleagues');
select tests.as_owner();

-- a new organisation
create temp table made as select app_private.create_organization(' Practice at the lake ', 'Europe/Berlin', 'de-DE', ' anna@example.test ') as org;
select results_eq($$ select o.name, i.email::text, i.role::text, i.invited_by_member_id from made join organizations o on o.id = made.org join invitations i on i.org_id = made.org $$,
  $$ values ('Practice at the lake', 'anna@example.test', 'org_admin', null::uuid) $$, 'the first org_admin of a new organisation is invited');
select is((select count(*)::int from graphile_worker.jobs j join graphile_worker._private_jobs p using (id), made
            where j.task_identifier = 'invitations__send' and p.payload ->> 'orgId' = made.org::text), 1, 'by mail');
select is_empty($$ select r.rolname from pg_roles r where r.rolname in ('tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher', 'tf_definer')
                      and has_function_privilege(r.oid, 'app_private.create_organization(text, text, text, text)', 'execute') $$, 'which nobody but the owner may do');

-- everybody else
select tests.authenticate_as('dietitian@demo.test');
select isnt_empty('select id from memberships', 'a dietitian sees the staff');
select throws_ok($$ select change_member(assistant, 'assistant') from here $$, '42501', null, 'but changes nobody');
select throws_ok($$ update memberships set role = 'org_admin' where id = app_hidden.current_member_id() $$, '42501', null, 'not even herself');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select deactivate_member(dietitian) from here $$, '42501', null, 'a researcher neither');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select reactivate_member(dietitian) from here $$, '42501', null, 'a client neither');
select tests.as_owner();
select is((select status::text from memberships, here where id = dietitian), 'active', 'and everybody is still who they were');

select * from finish();
