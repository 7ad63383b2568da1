-- Giving, handing over, taking over and ending care: who may, what it opens, what stays, and who is told.
select plan(72);

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.org_id('dietitian@other.test') as other,
         uuidv7() as client, uuidv7() as second, uuidv7() as foreign_client, uuidv7() as team, uuidv7() as care, uuidv7() as given, uuidv7() as taken,
         tests.member_id('org_admin@demo.test') as admin, tests.member_id('dietitian@demo.test') as hannah, tests.member_id('nutritionist@demo.test') as jonas,
         tests.member_id('assistant@demo.test') as ben, tests.member_id('researcher@demo.test') as rosa, tests.member_id('dietitian@other.test') as samuel,
         (select (now() at time zone o.time_zone)::date from organizations o where o.id = tests.org_id('dietitian@demo.test')) as today;
grant select on ids to public;
insert into clients (org_id, id, given_name, family_name)
  select org, client, 'Clara', 'Care' from ids union all select org, second, 'Sven', 'Second' from ids union all select other, foreign_client, 'For', 'Eign' from ids;
insert into teams (org_id, id, name) select org, team, 'Renal' from ids;
insert into team_members (org_id, team_id, member_id, starts_on) select org, team, ben, today - 5 from ids;
-- What everybody sees, as owner: who reaches a client on a day.
create function pg_temp.reaches(p_email text) returns boolean language plpgsql volatile as $$
declare v boolean;
begin
  perform tests.authenticate_as(p_email);
  select exists (select from app_hidden.my_client_ids() c(id) join ids on c.id = ids.client) into v;
  perform tests.as_owner();
  return v;
end $$;
create function pg_temp.told(p_email text, p_kind text) returns bigint language sql volatile as $$
  select count(*) from app_public.notifications n join ids on n.client_id is null or n.client_id in (ids.client, ids.second)
   where n.member_id = tests.member_id(p_email) and n.kind = p_kind
$$;

-- an org_admin assigns
select tests.authenticate_as('org_admin@demo.test');
select ok(not (select c.clients_has_carer_on from (select clients_has_carer_on(c, today) from clients c, ids where c.id = client) c), 'nobody cares for a new client');
select set_eq('select id from clients_in_care_of() c where id in (select client from ids)', 'select client from ids', 'and the list of nobody''s clients says so');
select lives_ok('select assign_care(care, client, hannah) from ids', 'an org_admin gives a client into a dietitian''s care');
select is((select starts_on from care_assignments, ids where id = care), (select today from ids), 'from today where no day is said');
select lives_ok('select assign_care(care, client, hannah) from ids', 'the same call again answers the same');
select throws_ok('select assign_care(care, client, jonas) from ids', 'TF409', null, 'the same id for somebody else is a conflict');
select throws_ok('select assign_care(uuidv7(), client, hannah) from ids', 'TF077', null, 'nobody is assigned twice in a period');
select throws_ok('select assign_care(uuidv7(), client, rosa) from ids', 'TF075', null, 'a researcher does not care for clients');
select throws_ok('select assign_care(uuidv7(), client, samuel) from ids', 'TF404', null, 'a member of another organisation is nobody');
select throws_ok('select assign_care(uuidv7(), foreign_client, jonas) from ids', 'TF404', null, 'nor is a client of another organisation anybody');
select throws_ok('select assign_care(uuidv7(), uuidv7(), jonas) from ids', 'TF404', null, 'which is what a client answers that does not exist');
select throws_ok('select assign_care(uuidv7(), client, jonas, team) from ids', 'TF400', null, 'a member or a team, not both');
select throws_ok('select assign_care(uuidv7(), client) from ids', 'TF400', null, 'nor neither');
select throws_ok('select assign_care(uuidv7(), client, jonas, null, today, today) from ids', 'TF400', null, 'a period has a day');
select throws_ok('select assign_care(uuidv7(), client, jonas, null, today - 1) from ids', 'TF400', null, 'care does not begin in the past');
select throws_ok('select assign_care(uuidv7(), client, admin) from ids', 'TF076', null, 'an org_admin does not open a record to herself by assigning');
select throws_ok('insert into care_assignments (client_id, member_id) select client, admin from ids', '42501', null, 'nor by writing the table');
select throws_ok('update care_assignments set ends_on = null', '42501', null, 'and does not change it directly');
select set_eq('select id from clients_in_care_of((select hannah from ids)) c where id in (select client from ids)', 'select client from ids', 'the list of a member''s clients has her');
select is_empty('select id from clients_in_care_of() c where id in (select client from ids)', 'and nobody''s no longer');
select tests.as_owner();
select ok(pg_temp.reaches('dietitian@demo.test'), 'the dietitian reaches the record');
select ok(not pg_temp.reaches('org_admin@demo.test'), 'the org_admin does not');
select is(pg_temp.told('dietitian@demo.test', 'care_assigned'), 1::bigint, 'the dietitian is told, once');
select is((select count(*) from audit.events e, ids where e.table_name = 'care_assignments' and e.row_id = care::text and e.action = 'insert' and e.user_id = tests.user_id('org_admin@demo.test')), 1::bigint, 'history says who assigned');

-- others do not assign
select tests.authenticate_as('dietitian@demo.test');
select throws_ok('select assign_care(uuidv7(), client, jonas) from ids', '42501', null, 'a dietitian does not assign');
select throws_ok('select end_care(care, today) from ids', '42501', null, 'nor end care');
select throws_ok('select take_over_client(uuidv7(), second, ''because'') from ids', '42501', null, 'nor take over');
select throws_ok('select clients_in_care_of()', '42501', null, 'nor look up whom nobody cares for');
select tests.authenticate_as('assistant@demo.test');
select throws_ok('select hand_over_client(uuidv7(), client, ben, jonas, today) from ids', '42501', null, 'an assistant hands nobody over');

-- a team
select tests.authenticate_as('org_admin@demo.test');
select lives_ok('select assign_care(uuidv7(), client, null, team) from ids', 'an org_admin gives a client into a team''s care');
select throws_ok('select assign_care(uuidv7(), client, null, team) from ids', 'TF077', null, 'once in a period');
select throws_ok('select archive_team(team) from ids', 'TF078', null, 'a team that cares for somebody is not archived');
select tests.as_owner();
select ok(pg_temp.reaches('assistant@demo.test'), 'a member of the team reaches the record');
select ok(not pg_temp.reaches('nutritionist@demo.test'), 'whoever does not belong to it does not');
select is(pg_temp.told('assistant@demo.test', 'care_assigned'), 1::bigint, 'the team''s members are told');
update team_members set ends_on = (select today from ids) where team_id = (select team from ids);
select ok(not pg_temp.reaches('assistant@demo.test'), 'whoever has left the team loses the record at once');
update team_members set ends_on = null, starts_on = (select today + 1 from ids) where team_id = (select team from ids);
select ok(not pg_temp.reaches('assistant@demo.test'), 'and whoever joins tomorrow has none today');
update team_members set starts_on = (select today - 5 from ids) where team_id = (select team from ids);
update memberships set role = 'researcher' where id = (select ben from ids);
select is_empty($$ select c.client_id from app_private.care c, ids where c.member_id = ben $$, 'somebody who is now a researcher reaches nobody through the team');
update memberships set role = 'assistant' where id = (select ben from ids);
select ok(pg_temp.reaches('assistant@demo.test'), 'as an assistant again they do');

-- handing over: a dietitian her own
select tests.authenticate_as('dietitian@demo.test');
select throws_ok('select hand_over_client(uuidv7(), client, jonas, ben, today) from ids', 'TF404', null, 'a dietitian hands over what is hers, not a colleague''s');
select throws_ok('select hand_over_client(uuidv7(), foreign_client, hannah, jonas, today) from ids', 'TF404', null, 'nor a client of another organisation');
select throws_ok('select hand_over_client(uuidv7(), client, hannah, rosa, today) from ids', 'TF075', null, 'nobody hands over to a researcher');
select throws_ok('select hand_over_client(uuidv7(), client, hannah, hannah, today) from ids', 'TF400', null, 'nor to herself');
select throws_ok('select hand_over_client(uuidv7(), client, hannah, jonas, today - 1) from ids', 'TF400', null, 'nor in the past');
select lives_ok('select hand_over_client(given, client, hannah, jonas, today, ''I am away.'') from ids', 'a dietitian hands a client of hers over');
select tests.as_owner();
select ok(not pg_temp.reaches('dietitian@demo.test') and pg_temp.reaches('nutritionist@demo.test'), 'and the record with it');
select results_eq('select member_id, starts_on, ends_on, handed_over_from_member_id, reason from care_assignments where client_id = (select client from ids) and member_id is not null order by created_at, ends_on nulls last',
  $$ select hannah, today, today, null::uuid, null::text from ids union all select jonas, today, null, hannah, 'I am away.' from ids $$, 'history keeps both');
select is(pg_temp.told('nutritionist@demo.test', 'client_handed_over'), 1::bigint, 'the colleague is told');
select is((select payload ->> 'actorName' || ': ' || (payload ->> 'clientName') || ', ' || (payload ->> 'reason') from notifications where kind = 'client_handed_over' and member_id = (select jonas from ids)),
  'Hannah Vogel: Clara Care, I am away.', 'by whom, of whom and why');
select tests.authenticate_as('dietitian@demo.test');
select lives_ok('select hand_over_client(given, client, hannah, jonas, today, ''I am away.'') from ids', 'the same call again answers the same, although the client is gone');
select is_empty('select id from care_assignments where client_id = (select client from ids)', 'and shows nothing of the client');

-- an org_admin anybody's, on a later day, into time that the colleague has already
select tests.authenticate_as('org_admin@demo.test');
select lives_ok('select assign_care(uuidv7(), client, hannah, null, today + 10, today + 20) from ids', 'care can begin later');
select lives_ok('select hand_over_client(uuidv7(), client, jonas, hannah, today + 5) from ids', 'an org_admin hands over anybody''s client');
select results_eq('select starts_on, ends_on from care_assignments, ids where client_id = client and member_id = hannah and ends_on is distinct from starts_on', 'select today + 5, null::date from ids', 'what the colleague had becomes part of it');
select results_eq('select starts_on, ends_on from care_assignments, ids where client_id = client and member_id = jonas', 'select today, today + 5 from ids', 'and the other''s care ends the day before');
select throws_ok('select hand_over_client(uuidv7(), client, jonas, admin, today) from ids', 'TF076', null, 'nobody hands a client over to herself');

-- taking over
select throws_ok('select take_over_client(uuidv7(), client, ''  no '') from ids', 'TF400', null, 'taking over needs a reason');
select throws_ok('select take_over_client(uuidv7(), foreign_client, ''an emergency'') from ids', 'TF404', null, 'a client of another organisation is nobody');
select lives_ok('select take_over_client(taken, client, ''Jonas is ill.'') from ids', 'an org_admin takes a client over');
select lives_ok('select take_over_client(taken, client, ''Jonas is ill.'') from ids', 'the same call again answers the same');
select throws_ok('select take_over_client(uuidv7(), client, ''Jonas is ill.'') from ids', 'TF077', null, 'nobody takes over twice');
select tests.as_owner();
select ok(pg_temp.reaches('org_admin@demo.test') and pg_temp.reaches('nutritionist@demo.test'), 'she reaches the record, beside whoever cares');
select is(array[pg_temp.told('nutritionist@demo.test', 'client_taken_over'), pg_temp.told('assistant@demo.test', 'client_taken_over')], array[1, 1]::bigint[], 'the whole care team is told, the team''s members included');
select is((select e.after ->> 'reason' from audit.events e, ids where e.table_name = 'care_assignments' and e.row_id = taken::text and (e.after ->> 'is_take_over')::boolean), 'Jonas is ill.', 'and history has the reason');

-- all at once, and the end
select tests.authenticate_as('org_admin@demo.test');
select lives_ok('select assign_care(uuidv7(), second, jonas) from ids', 'a second client of the nutritionist');
select ok((select count(*) >= 2 from hand_over_all_clients((select jonas from ids), (select hannah from ids), (select today from ids))), 'all clients of a member are handed over');
select ok((select count(*) >= 2 from hand_over_all_clients((select jonas from ids), (select hannah from ids), (select today from ids))), 'the same call again answers the same');
select tests.as_owner();
select is_empty('select from care_assignments, ids where member_id = jonas and ends_on is null', 'he has none left');
select is(array[pg_temp.told('nutritionist@demo.test', 'clients_handed_over'), pg_temp.told('dietitian@demo.test', 'clients_handed_over')], array[1, 1]::bigint[], 'both are told once');
select tests.authenticate_as('org_admin@demo.test');
select lives_ok('select end_care(a.id, today) from care_assignments a, ids where a.client_id = second and a.ends_on is null', 'the last care of a client may end');
select ok(not (select clients_has_carer_on(c, today) from clients c, ids where c.id = second), 'and the answer says that nobody is left');
select throws_ok('select end_care(uuidv7(), today) from ids', 'TF404', null, 'what does not exist cannot end');

select * from finish();
