select plan(59);

create temp table here as
  select tests.org_id('org_admin@demo.test') as org, tests.client_id('client@demo.test') as has_login, tests.new_client() as cared_for,
         tests.client_id('client@other.test') as foreign_client, uuidv7() as first, uuidv7() as second, uuidv7() as code, uuidv7() as mother, uuidv7() as father;
insert into clients (org_id, given_name, family_name) select org, 'Nobody', 'Cares' from here;
alter table here add column nobodys uuid;
update here set nobodys = (select id from clients where given_name = 'Nobody' and clients.org_id = org);
grant select on here to public;
create temp table codes (name text, code text);
grant all on codes to public;

create function pg_temp.is_secret_of(code text, invitation_id uuid) returns boolean language sql as $$
  select exists (select from app_private.invitation_secrets s where s.invitation_id = $2 and s.token_hash = app_private.invitation_code_hash($1))
$$;

-- codes
select matches(app_private.new_invitation_code(), '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$', 'a code reads well');
select is((select count(distinct app_private.new_invitation_code())::int from generate_series(1, 500)), 500, 'and is another each time');
select is((select count(distinct c)::int from (select unnest(string_to_array(replace(app_private.new_invitation_code(), '-', ''), null)) c from generate_series(1, 500)) x), 32,
  'every character of the alphabet occurs');
select is(app_private.invitation_code_hash('k7qf 2mzp-9d'), app_private.invitation_code_hash('K7QF-2MZP-9D'), 'it may be typed in any case, with or without dashes');
select is(app_private.invitation_code_hash('OIL1-0000-00'), app_private.invitation_code_hash('0111-0000-00'), 'and what looks like a digit is one');

-- staff, invited by an org_admin
select tests.authenticate_as('org_admin@demo.test');
select is((invite_member(first, ' New@Example.test ', 'dietitian', 'Nutritionist')).email::text, 'New@Example.test', 'an org_admin invites a colleague') from here;
select is((invite_member(first, 'new@example.test', 'dietitian', 'Nutritionist')).id, first, 'asking again is asking once') from here;
select throws_ok($$ select invite_member(first, 'new@example.test', 'org_admin', 'Nutritionist') from here $$, 'TF409', null, 'the same id for another role is a conflict');
select throws_ok($$ select invite_member(second, 'NEW@example.test', 'assistant') from here $$, 'TF409', null, 'an address has one open invitation');
select throws_ok($$ select invite_member(uuidv7(), 'dietitian@demo.test', 'assistant') $$, 'TF071', null, 'an active member is not invited');
select lives_ok($$ select invite_member(uuidv7(), 'dietitian@other.test', 'assistant') $$, 'whether the address has an account elsewhere is not said');
select throws_ok($$ select invite_member(uuidv7(), 'no address', 'assistant') $$, 'TF400', null, 'an address looks like one');
select throws_ok($$ select invite_member(uuidv7(), null, 'assistant') $$, 'TF400', null, 'and is there');
select is((select count(*)::int from open_invitations('member')), 2, 'open invitations are listed');
select tests.as_owner();
select is((select count(*)::int from graphile_worker.jobs where task_identifier = 'invitations__send'), 2, 'each is mailed once');
select is((select invited_by_member_id from invitations, here where id = first), tests.member_id('org_admin@demo.test'), 'the invitation says who invited');
select ok((select expires_at between now() + interval '7 days' - interval '1 minute' and now() + interval '7 days' from invitations, here where id = first), 'it holds for seven days');

-- sending again and revoking
insert into app_private.invitation_secrets (org_id, invitation_id, token_hash) select org, first, sha256('mailed') from here;
update invitations set sent_at = now(), delivery_error = 'mailbox full', expires_at = now() - interval '1 second' where id = (select first from here);
select tests.authenticate_as('org_admin@demo.test');
select ok((resend_invitation(first)).expires_at > now(), 'an expired invitation is sent again') from here;
select tests.as_owner();
select is_empty($$ select from app_private.invitation_secrets s, here where s.invitation_id = first $$, 'and the link mailed before counts no more');
select is((select delivery_error from invitations, here where id = first), null, 'what went wrong before is forgotten');
insert into app_private.invitation_secrets (org_id, invitation_id, token_hash) select org, first, sha256('mailed again') from here;
select tests.authenticate_as('org_admin@demo.test');
select isnt((revoke_invitation(first)).revoked_at, null, 'an invitation is revoked') from here;
select isnt((revoke_invitation(first)).revoked_at, null, 'twice is once') from here;
select throws_ok($$ select resend_invitation(first) from here $$, 'TF073', null, 'and not sent again');
select lives_ok($$ select invite_member(second, 'new@example.test', 'assistant') from here $$, 'then the address may be invited anew');
select tests.as_owner();
select is_empty($$ select from app_private.invitation_secrets s, here where s.invitation_id = first $$, 'a revoked link counts no more');
update invitations set expires_at = now() - interval '1 second' where id = (select second from here);
select tests.authenticate_as('org_admin@demo.test');
select lives_ok($$ select invite_member(uuidv7(), 'new@example.test', 'researcher') $$, 'an expired invitation stands in nobody''s way');
select tests.as_owner();
select isnt((select revoked_at from invitations, here where id = second), null, 'it is replaced');

-- a client, by a code
select tests.authenticate_as('dietitian@demo.test');
insert into codes select 'first', (invite_client(here.code, cared_for)).code from here;
insert into codes select 'again', (invite_client(here.code, cared_for)).code from here;
select isnt((select c.code from codes c where name = 'first'), (select c.code from codes c where name = 'again'), 'asking again answers a new code for the same invitation');
select throws_ok($$ select invite_client(here.code, nobodys) from here $$, 'TF404', null, 'a dietitian invites clients in her care only');
select throws_ok($$ select invite_client(uuidv7(), foreign_client) from here $$, 'TF404', null, 'and nobody else''s');
select throws_ok($$ select invite_client(uuidv7(), has_login) from here $$, 'TF071', null, 'a client who has a login needs no code');
select tests.as_owner();
select ok(pg_temp.is_secret_of((select c.code from codes c where name = 'again'), here.code), 'the hash of the latest code is kept') from here;
select ok(not pg_temp.is_secret_of((select c.code from codes c where name = 'first'), here.code), 'and of no other') from here;
select is_empty($$ select from audit.events e, codes c where e.after::text ~ c.code $$, 'history does not hold it');
select tests.authenticate_as('org_admin@demo.test');
insert into codes select 'admin', (invite_client(uuidv7(), cared_for)).code from here;
select isnt((select c.code from codes c where name = 'admin'), null, 'an org_admin invites any client');
select lives_ok($$ select invite_client(uuidv7(), nobodys) from here $$, 'also one in nobody''s care');
select tests.as_owner();
select isnt((select revoked_at from invitations i, here where i.id = here.code), null, 'the latest code replaces the one before');
select is_empty($$ select from app_private.invitation_secrets s, here where s.invitation_id = here.code $$, 'which counts no more');
update clients set status = 'archived' where id = (select nobodys from here);
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select invite_client(uuidv7(), nobodys) from here $$, 'TF400', null, 'an archived client is not invited');

-- a guardian, by a code or by e-mail
select tests.authenticate_as('dietitian@demo.test');
select matches((invite_guardian(mother, cared_for, 'Mother')).code, '^....-....-..$', 'a guardian without an address gets a code') from here;
select is((invite_guardian(father, cared_for, 'Father', 'father@example.test')).code, null, 'with one, a link is mailed') from here;
select throws_ok($$ select invite_guardian(uuidv7(), cared_for, ' ') from here $$, 'TF400', null, 'what they are to the client is said');
select throws_ok($$ select invite_guardian(mother, cared_for, 'Aunt') from here $$, 'TF409', null, 'the same id for somebody else is a conflict');
select throws_ok($$ select invite_guardian(uuidv7(), foreign_client, 'Mother') from here $$, 'TF404', null, 'a guardian of a client in care only');
select throws_ok($$ select resend_invitation(mother) from here $$, 'TF400', null, 'a code is not sent again');
select lives_ok($$ select resend_invitation(father) from here $$, 'a link is');
select is((select count(*)::int from open_invitations(client_id => (select cared_for from here))), 3, 'what is open about a client is listed');
select is_empty($$ select from open_invitations('member') $$, 'whom the org_admin invites to the staff is not a dietitian''s to see');
select throws_ok($$ select revoke_invitation(second) from here $$, 'TF404', null, 'or to revoke');
select throws_ok($$ select invite_member(uuidv7(), 'friend@example.test', 'dietitian') $$, '42501', null, 'and she invites no staff');
select lives_ok($$ select revoke_invitation(mother) from here $$, 'what she made she takes back');

-- everybody else
select tests.authenticate_as('assistant@demo.test');
select is((select count(*)::int from open_invitations(client_id => (select cared_for from here))), 2, 'an assistant sees what is open about clients in care');
select throws_ok($$ select invite_client(uuidv7(), cared_for) from here $$, '42501', null, 'and invites nobody');
select tests.authenticate_as('researcher@demo.test');
select throws_ok('select from invitations', '42501', null, 'a researcher sees no invitations');
select tests.authenticate_as('client@demo.test');
select throws_ok('select from invitations', '42501', null, 'nor does a client');
select tests.authenticate_as('org_admin@other.test');
select is_empty('select from invitations', 'another organisation''s org_admin sees none of them');
select throws_ok($$ select revoke_invitation(father) from here $$, 'TF404', null, 'and revokes none');
select tests.as_owner();
select is((select revoked_at from invitations, here where id = father), null, 'the invitation is still open');
select is_empty($$ select r.rolname from pg_roles r where r.rolname in ('tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher')
                      and has_any_column_privilege(r.oid, 'app_private.invitation_secrets', 'select, insert, update') $$, 'no role of a request reads secrets');

select * from finish();
