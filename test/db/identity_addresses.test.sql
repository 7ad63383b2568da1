-- Addresses that were only typed: what proves them, and what is not done for them before.
select plan(47);
create function pg_temp.token(name text) returns bytea language sql as $$ select public.digest('addresses: ' || name, 'sha256') $$;
create function pg_temp.confirmed(email text) returns boolean language sql as $$ select email_confirmed_at is not null from users u where u.email = $1::citext $$;
create function pg_temp.jobs(email text) returns setof text language sql as $$
  select (payload ->> 'requestId') from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
   where t.identifier = 'address_confirmations__send' and payload ->> 'userId' = tests.user_id(email)::text $$;
create function pg_temp.invite(kind text, token text, client uuid default null, email text default null) returns uuid language sql as $$
  with made as (
    insert into invitations (org_id, kind, email, role, client_id, relationship, expires_at)
    values (tests.org_id('dietitian@demo.test'), kind::invitation_kind, email, case kind when 'member' then 'assistant'::member_role end, client,
            case kind when 'guardian' then 'mother' end, now() + interval '1 day')
    returning org_id, id
  ), secret as (insert into app_private.invitation_secrets (org_id, invitation_id, token_hash) select org_id, id, sha256(convert_to(token, 'UTF8')) from made)
  select id from made $$;
-- As the server does it: in a request's name, as nobody.
create function pg_temp.accept(token text, person uuid default null, email text default null) returns uuid language plpgsql as $$
declare
  v_user uuid;
begin
  perform set_config('app.request_id', 'request-1', true);
  v_user := app_private.accept_invitation(token, person, email, 'Somebody New', 'hash of ' || token) ->> 'userId';
  perform tests.as_owner();
  return v_user;
end $$;
-- The server rolls back what answers null.
create function pg_temp.refused(token text, email text) returns boolean language plpgsql as $$
begin
  if pg_temp.accept(token, null, email) is null then
    raise exception using errcode = 'TF999';
  end if;
  return false;
exception when sqlstate 'TF999' then
  return true;
end $$;
create function pg_temp.password(email text) returns text language sql as $$ select password_hash from app_private.user_credentials where user_id = tests.user_id(email) $$;

-- Who may say so
select is_empty($$
    select r from unnest(array['tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher', 'tf_authenticator']) r
     where has_column_privilege(r, 'app_public.users', 'email_confirmed_at', 'insert, update') $$,
  'nobody says of themselves, or of others, that an address is proven');
select ok(has_column_privilege('tf_definer', 'app_public.users', 'email_confirmed_at', 'update'), 'the functions that see the proof do');
select ok(not has_column_privilege('tf_definer', 'app_public.users', 'email', 'update'), 'and they change no address');

-- Invited by mail
select pg_temp.invite('member', 'mailed', email => 'mailed@demo.test');
select ok(pg_temp.accept('mailed') is not null, 'a mailed invitation is accepted');
select ok(pg_temp.confirmed('mailed@demo.test'), 'which proves its address');
select is_empty($$ select pg_temp.jobs('mailed@demo.test') $$, 'and no link to prove it follows');

-- By a code, with an address that is only typed
create temp table her as select tests.new_client() as id;
grant select on her to tf_dietitian;
select pg_temp.invite('client', 'code', (select id from her));
select ok(pg_temp.accept('code', null, 'typed@home.test') is not null, 'a code is accepted with any address');
select is(pg_temp.confirmed('typed@home.test'), false, 'which is not proven by that');
select results_eq($$ select pg_temp.jobs('typed@home.test') $$, $$ values ('request-1') $$, 'a link that proves it is asked for, in the name of the request');
select is(app_private.session_identity(tests.user_id('typed@home.test'), null, null, false, 'mobile') -> 'isEmailConfirmed', 'false'::jsonb, 'signing in says so');
select is(app_private.session_identity(tests.user_id('dietitian@demo.test'), null, null, false, 'web') -> 'isEmailConfirmed', 'true'::jsonb, 'and that others are');
select is_empty($$ select * from app_private.begin_password_reset('typed@home.test', pg_temp.token('reset'), '1 hour') $$, 'no link to reset a password goes there');
select is((select count(*)::int from app_private.password_resets where token_hash = pg_temp.token('reset')), 0, 'and none is kept');

insert into app_private.installation_settings values ('mail', 'none') on conflict (name) do update set value = 'none';
select pg_temp.invite('client', 'no mail', tests.new_client());
select ok(pg_temp.accept('no mail', null, 'unmailed@home.test') is not null, 'where no mail can leave, a code is accepted all the same');
select is_empty($$ select pg_temp.jobs('unmailed@home.test') $$, 'and nothing is asked of the worker');
delete from app_private.installation_settings where name = 'mail';

-- An invitation with an address is accepted by what was mailed there, and by nothing else
select tests.authenticate_as('dietitian@demo.test');
select is((select code from invite_guardian('01890000-0000-7000-8000-00000000ad01', (select tests.client_id('client@demo.test')), 'aunt', 'typed@home.test')), null,
  'whoever invites by mail is told no code');
select tests.as_owner();
select is_empty($$ select * from app_private.invitation_secrets where invitation_id = '01890000-0000-7000-8000-00000000ad01' $$, 'and there is nothing to accept it with before the message is written');

-- Proving it
select is(app_private.begin_address_confirmation(tests.user_id('dietitian@demo.test'), pg_temp.token('needless'), '1 day'), null, 'what is proven is not asked again');
select is(app_private.begin_address_confirmation(tests.user_id('typed@home.test'), pg_temp.token('late'), '0'), 'typed@home.test', 'the link goes to the address');
select is(app_private.begin_address_confirmation(tests.user_id('typed@home.test'), pg_temp.token('moved'), '1 day'), 'typed@home.test', 'again where it is asked for again');
select ok(not app_private.confirm_address(pg_temp.token('late')), 'a link that is too old proves nothing');
select ok(not app_private.confirm_address(pg_temp.token('invented')), 'nor does one that nobody made');
update users set email = 'other@home.test' where email = 'typed@home.test';
select is_empty($$ select * from app_private.look_address_confirmation(pg_temp.token('moved')) $$, 'a link to an address proves no other');
select ok(not app_private.confirm_address(pg_temp.token('moved')), 'and cannot be used for it');
update users set email = 'typed@home.test' where email = 'other@home.test';
select results_eq($$ select email from app_private.look_address_confirmation(pg_temp.token('moved')) $$, $$ values ('typed@home.test') $$, 'it does prove its own');

-- A password forgotten before that: a new code for the same record
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select invite_client('01890000-0000-7000-8000-00000000ad02', (select tests.client_id('client@demo.test'))) $$, 'TF071', null, 'a client whose address is proven gets no second code');
select lives_ok($$ select invite_client('01890000-0000-7000-8000-00000000ad03', (select id from her)) $$, 'one whose address was only typed does');
select tests.as_owner();
update app_private.invitation_secrets set token_hash = sha256(convert_to('new code', 'UTF8')) where invitation_id = '01890000-0000-7000-8000-00000000ad03';
select pg_temp.invite('client', 'another''s code', tests.new_client()), pg_temp.invite('guardian', 'guardian''s code', (select id from her));
create function pg_temp.opens(token text, email text default 'typed@home.test') returns boolean language sql as $$
  select app_private.forgotten_login(token, email) is not distinct from tests.user_id('typed@home.test') $$;
select ok(pg_temp.opens('new code'), 'the code for the record is enough, with the address of its login');
select ok(not pg_temp.opens('new code', 'unmailed@home.test') and not pg_temp.opens('new code', 'dietitian@demo.test'), 'with no other address');
select ok(not pg_temp.opens('another''s code'), 'the code for another record is not');
select ok(not pg_temp.opens('guardian''s code'), 'nor is a guardian''s: who else has it may not become the client');
create function pg_temp.opens_with(arrangement text) returns boolean language plpgsql as $$
declare
  v_opens boolean;
begin
  execute format(arrangement, tests.user_id('typed@home.test'));
  v_opens := pg_temp.opens('new code');
  raise exception using errcode = 'TF999', message = v_opens::text;
exception when sqlstate 'TF999' then
  return sqlerrm::boolean;
end $$;
select ok(not pg_temp.opens_with($$ insert into memberships (org_id, user_id, role, status) values (tests.org_id('dietitian@other.test'), %L, 'assistant', 'deactivated') $$),
  'not where the account is, or was, a member of staff anywhere');
select ok(not pg_temp.opens_with($$ update clients set user_id = %L where id = tests.client_id('client@other.test') $$), 'nor a client elsewhere');
select ok(not pg_temp.opens_with($$ insert into client_guardians (org_id, client_id, user_id, relationship, started_on)
    values (tests.org_id('client@demo.test'), tests.client_id('client@demo.test'), %L, 'aunt', '2020-01-01') $$), 'nor a guardian');
select ok(not pg_temp.opens_with($$ insert into app_private.totp (user_id, secret_encrypted, confirmed_at) values (%L, 'secret', now()) $$), 'nor where it has a second factor');
select ok(not pg_temp.opens_with($$ update users set email_confirmed_at = now() where id = %L $$), 'nor where the address is proven');
select ok(pg_temp.refused('another''s code', 'typed@home.test'), 'what does not open the account does not accept with it');
select is(pg_temp.password('typed@home.test'), 'hash of code', 'and changes no password');
select app_private.start_session(tests.user_id('typed@home.test'), null, null, 'mobile', 'Phone', false, pg_temp.token('session'), '1 day');
select is(pg_temp.accept('new code', null, 'Typed@Home.test'), tests.user_id('typed@home.test'), 'what does is the same account again');
select is(pg_temp.password('typed@home.test'), 'hash of new code', 'with the password chosen now');
select is((select count(*)::int from app_private.sessions where user_id = tests.user_id('typed@home.test') and ended_at is null), 0, 'which signs out wherever somebody was signed in');
select ok(pg_temp.refused('new code', 'typed@home.test'), 'once');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select invite_client('01890000-0000-7000-8000-00000000ad03', (select id from her)) $$, 'TF409', null, 'and an invitation that was accepted gets no new code');
select tests.as_owner();

-- The proof
select app_private.begin_address_confirmation(tests.user_id('typed@home.test'), pg_temp.token('link'), '1 day');
select ok(app_private.confirm_address(pg_temp.token('link')) and pg_temp.confirmed('typed@home.test'), 'the link proves the address');
select ok(not app_private.confirm_address(pg_temp.token('link')) and not app_private.confirm_address(pg_temp.token('moved')), 'once, and then no other link is left');
select is((select user_id from audit.events where table_name = 'users' and row_id = tests.user_id('typed@home.test')::text and action = 'update' order by id desc limit 1),
  tests.user_id('typed@home.test'), 'it is an event of the person''s own doing');
select tests.as_owner();
select is((select email from app_private.begin_password_reset('typed@home.test', pg_temp.token('reset'), '1 hour')), 'typed@home.test', 'from then on a forgotten password is reset by mail');

select * from finish();
