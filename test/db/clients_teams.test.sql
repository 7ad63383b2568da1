-- Teams: who makes them, who belongs to them and from when until when, and what an org_admin who joins one opens to herself.
select plan(38);

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, uuidv7() as team, uuidv7() as other_team, uuidv7() as joined, uuidv7() as client, uuidv7() as foreign_team,
         tests.org_id('dietitian@other.test') as other,
         tests.member_id('org_admin@demo.test') as admin, tests.member_id('dietitian@demo.test') as hannah, tests.member_id('nutritionist@demo.test') as jonas,
         tests.member_id('researcher@demo.test') as rosa, tests.member_id('dietitian@other.test') as samuel,
         (select (now() at time zone o.time_zone)::date from organizations o where o.id = tests.org_id('dietitian@demo.test')) as today;
grant select on ids to public;
insert into teams (org_id, id, name) select other, foreign_team, 'Theirs' from ids;
insert into clients (org_id, id, given_name, family_name) select org, client, 'Tess', 'Team' from ids;

-- an org_admin
select tests.authenticate_as('org_admin@demo.test');
select lives_ok('select create_team(team, '' Sports '') from ids', 'an org_admin makes a team');
select lives_ok('select create_team(team, ''Sports'') from ids', 'the same call again answers the same');
select throws_ok('select create_team(team, ''Renal'') from ids', 'TF409', null, 'the same id for another team is a conflict');
select throws_ok('select create_team(uuidv7(), ''sports'')', 'TF409', null, 'two teams in use do not share a name');
select throws_ok('select create_team(uuidv7(), ''  '')', 'TF400', null, 'a team has a name');
select throws_ok('select rename_team(foreign_team, ''Ours'') from ids', 'TF404', null, 'another organisation''s team does not exist');
select throws_ok('select rename_team(uuidv7(), ''Ours'') from ids', 'TF404', null, 'like one that there is not');
select lives_ok('select rename_team(team, ''Sports and exercise'') from ids', 'a team is renamed');
select throws_ok('insert into teams (name) values (''Past the function'')', '42501', null, 'teams are not written past the functions');
select throws_ok('insert into team_members (team_id, member_id) select team, admin from ids', '42501', null, 'nor are their members');
select lives_ok('select add_team_member(joined, team, jonas) from ids', 'a member of staff is taken in');
select lives_ok('select add_team_member(joined, team, jonas) from ids', 'the same call again answers the same');
select throws_ok('select add_team_member(uuidv7(), team, jonas) from ids', 'TF077', null, 'once in a period');
select throws_ok('select add_team_member(uuidv7(), team, rosa) from ids', 'TF075', null, 'a researcher is not');
select throws_ok('select add_team_member(uuidv7(), team, samuel) from ids', 'TF404', null, 'nor is somebody of another organisation');
select throws_ok('select add_team_member(uuidv7(), foreign_team, hannah) from ids', 'TF404', null, 'nor into another organisation''s team');
select throws_ok('select add_team_member(uuidv7(), team, hannah, today - 1) from ids', 'TF400', null, 'not in the past');
select lives_ok('select assign_care(uuidv7(), client, null, team) from ids', 'the team cares for a client');
select is_empty('select app_hidden.my_client_ids() intersect select client from ids', 'the org_admin does not reach the client');
select throws_ok('select add_team_member(uuidv7(), team, admin) from ids', 'TF076', null, 'and does not join the team without saying why');
select lives_ok('select add_team_member(uuidv7(), team, admin, null, null, ''Jonas needs help.'') from ids', 'with a reason she joins');
select set_eq('select app_hidden.my_client_ids() intersect select client from ids', 'select client from ids', 'and reaches the team''s client');
select set_eq('select id from clients_in_care_of(null, (select team from ids))', 'select client from ids', 'the list of a team''s clients has it');
select tests.as_owner();
select results_eq($$ select n.payload ->> 'reason', n.payload ->> 'teamName' from notifications n, ids where n.member_id = jonas and n.kind = 'team_taken_over' $$,
  $$ values ('Jonas needs help.', 'Sports and exercise') $$, 'the team is told');
select ok((select is_take_over and reason = 'Jonas needs help.' from team_members, ids where team_id = team and member_id = admin), 'and it is recorded');
select is((select count(*) from notifications n, ids where n.member_id = jonas and n.kind = 'team_joined'), 1::bigint, 'who is taken in is told, once');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok('select archive_team(team) from ids', 'TF078', null, 'a team with clients is not archived');
select lives_ok('select end_team_membership(joined, today) from ids', 'a membership ends');
select tests.as_owner();
select is((select ends_on from team_members, ids where id = joined), (select today from ids), 'the period stays in history');
select is_empty('select c.client_id from app_private.care c, ids where c.member_id = jonas and c.client_id = client and c.ends_on is distinct from c.starts_on', 'and opens nothing any more');
select tests.authenticate_as('org_admin@demo.test');
select lives_ok('select end_care(a.id, today) from care_assignments a, ids where a.team_id = team', 'when nobody is left in its care');
select lives_ok('select archive_team(team) from ids', 'the team is archived');
select throws_ok('select assign_care(uuidv7(), client, null, team) from ids', 'TF075', null, 'and cares for nobody');
select lives_ok('select create_team(other_team, ''Sports and exercise'') from ids', 'its name is free');
select throws_ok('select restore_team(team) from ids', 'TF409', null, 'so that it does not come back under it');

-- a dietitian
select tests.authenticate_as('dietitian@demo.test');
select ok(exists (select from teams where id = (select team from ids)), 'other staff see the teams');
select throws_ok('select create_team(uuidv7(), ''Mine'')', '42501', null, 'and make none');
-- another organisation
select tests.authenticate_as('org_admin@other.test');
select set_eq('select id from teams', 'select foreign_team from ids', 'another organisation sees its own teams only');

select * from finish();
