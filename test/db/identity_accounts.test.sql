-- Second factors, passwords, links and invitations, as the server and the worker call them.
select plan(41);
create function pg_temp.token(name text) returns bytea language sql as $$ select public.digest('accounts: ' || name, 'sha256') $$;
create function pg_temp.session(email text, token text, has_second_factor boolean default false) returns uuid language sql as $$
  select (app_private.start_session(tests.user_id(email), null, null, 'web', 'Firefox on Linux', has_second_factor, pg_temp.token(token), '1 day') ->> 'sessionId')::uuid $$;
create function pg_temp.stands(session uuid) returns boolean language sql as $$ select ended_at is null from app_private.sessions where id = session $$;
create function pg_temp.dietitian() returns uuid language sql as $$ select tests.user_id('dietitian@demo.test') $$;

-- What only the login of the server, or the worker, may call
select is_empty($$
    select r, f from unnest(array['tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher']) r,
         pg_proc p join pg_namespace n on n.oid = p.pronamespace, format('%I.%I', n.nspname, p.proname) f
     where n.nspname = 'app_private' and p.proname ~ '(session|second_factor|totp|recovery|password|invitation|credentials|identity|personal_event|user_places|require_mail|address|login)'
       and has_function_privilege(r, p.oid, 'execute') $$,
  'nothing of signing in is callable by a request''s role');
select is_empty($$
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'app_private' and p.proname in ('begin_password_reset', 'begin_address_confirmation', 'begin_invitation_mail', 'finish_invitation_mail', 'sweep_sessions', 'end_sessions', 'record_sign_in_event')
       and has_function_privilege('tf_authenticator', p.oid, 'execute') $$,
  'and what the worker does, not even by the server');

-- The second factor
select app_private.offer_second_factor(pg_temp.dietitian(), 'first');
select is((select confirmed_at from app_private.second_factor(pg_temp.dietitian())), null, 'a secret that was only shown counts for nothing');
select ok(not app_private.use_totp_step(pg_temp.dietitian(), 100), 'and none of its codes does');
select ok(not app_private.confirm_second_factor(pg_temp.dietitian(), 'another', 100, array[pg_temp.token('a')], null), 'only the secret that was shown last is proven');
create temp table mine as select pg_temp.session('dietitian@demo.test', 'mine') as id, pg_temp.session('dietitian@demo.test', 'other') as other;
select ok(app_private.confirm_second_factor(pg_temp.dietitian(), 'first', 100, array[pg_temp.token('a'), pg_temp.token('b')], (select id from mine)), 'the first code proves it');
select results_eq($$ select second_factor_at is not null from app_private.sessions where id in (select id from mine union all select other from mine) order by 1 $$,
  $$ values (false), (true) $$, 'and the session that did it, no other');
select ok(not app_private.use_totp_step(pg_temp.dietitian(), 100), 'the code that proved it was its first use');
select ok(app_private.use_totp_step(pg_temp.dietitian(), 101), 'the next code works');
select ok(not app_private.use_totp_step(pg_temp.dietitian(), 101), 'once');
select ok(not app_private.use_totp_step(pg_temp.dietitian(), 99), 'and none from before it');
select ok(app_private.use_recovery_code(pg_temp.dietitian(), pg_temp.token('a')), 'a recovery code works');
select ok(not app_private.use_recovery_code(pg_temp.dietitian(), pg_temp.token('a')), 'once');
select ok(not app_private.use_recovery_code(tests.user_id('assistant@demo.test'), pg_temp.token('b')), 'and for nobody else');
select is((select recovery_codes_left from app_private.second_factor(pg_temp.dietitian())), 1, 'one is left');
select app_private.offer_second_factor(pg_temp.dietitian(), 'second');
select is((select secret_encrypted from app_private.second_factor(pg_temp.dietitian())), 'first'::bytea, 'another that is shown does not replace the one in use');
update app_private.totp set pending_at = now() - interval '1 hour';
select is((select pending_secret_encrypted from app_private.second_factor(pg_temp.dietitian())), null, 'and is forgotten after a while');
select app_private.remove_second_factor(pg_temp.dietitian());
select is((select second_factor_at from app_private.sessions where id = (select id from mine)), null, 'without it no session counts as proven');

-- Where one is required
update organizations set requires_second_factor = true where id = tests.org_id('dietitian@demo.test');
select throws_ok($$ select pg_temp.session('dietitian@demo.test', 'without') $$, 'TF084', null, 'no session of staff begins without one where it is required');
select lives_ok($$ select pg_temp.session('dietitian@demo.test', 'with', true) $$, 'it does with one');
select lives_ok($$ select pg_temp.session('client@demo.test', 'client') $$, 'and clients are not asked');
select is(app_private.rotate_session(pg_temp.token('mine'), pg_temp.token('next'), '10 seconds', '1 day', '1 day') ->> 'outcome', 'second_factor_required', 'a session from before is refused its next token');
select ok(not pg_temp.stands((select id from mine)), 'and has ended');
update organizations set requires_second_factor = false where id = tests.org_id('dietitian@demo.test');

-- Passwords
insert into app_private.password_resets (token_hash, user_id, expires_at) values (pg_temp.token('open'), pg_temp.dietitian(), now() + interval '1 hour');
create temp table kept as select pg_temp.session('dietitian@demo.test', 'kept') as id;
select app_private.set_password(pg_temp.dietitian(), 'new hash', (select id from kept), 'changed');
select results_eq($$ select id from app_private.sessions where user_id = pg_temp.dietitian() and ended_at is null $$, 'select id from kept', 'another password ends every session but the one that is kept');
select ok(not app_private.reset_password(pg_temp.token('open'), 'a thief''s'), 'and makes links to reset it useless');
select app_private.rehash_password(pg_temp.dietitian(), 'not its hash', 'a race');
select is((select password_hash from app_private.user_credentials where user_id = pg_temp.dietitian()), 'new hash', 'a hash is made anew only where it is still the one that was checked');
select is_empty($$ select * from app_private.begin_password_reset('stranger@nowhere.test', pg_temp.token('stranger'), '1 hour') $$, 'nobody has that address');
select is((select count(*)::int from app_private.password_resets where token_hash = pg_temp.token('stranger')), 0, 'and nothing is kept for it');
select is((select email from app_private.begin_password_reset('Dietitian@Demo.test', pg_temp.token('link'), '1 hour')), 'dietitian@demo.test', 'somebody has this one');
select ok(app_private.reset_password(pg_temp.token('link'), 'by link'), 'the link resets the password');
select ok(not app_private.reset_password(pg_temp.token('link'), 'again'), 'once');
select ok(not pg_temp.stands((select id from kept)), 'and ends every session');

-- Mail
select lives_ok('select app_private.require_mail()', 'where mail can leave, it is promised');
insert into app_private.installation_settings values ('mail', 'none') on conflict (name) do update set value = 'none';
select throws_ok('select app_private.require_mail()', 'TF081', null, 'where it cannot, it is refused');

-- Invitations
create function pg_temp.invite(kind text, token text, role text default null, client uuid default null, email text default null) returns uuid language sql as $$
  with made as (
    insert into invitations (org_id, kind, email, role, client_id, relationship, expires_at)
    values (tests.org_id('dietitian@demo.test'), kind::invitation_kind, email, role::member_role, client, case kind when 'guardian' then 'mother' end, now() + interval '1 day')
    returning org_id, id
  ), secret as (insert into app_private.invitation_secrets (org_id, invitation_id, token_hash) select org_id, id, sha256(convert_to(token, 'UTF8')) from made)
  select id from made $$;
create function pg_temp.accept(token text, person uuid default null, email text default null) returns uuid language sql as $$
  select (app_private.accept_invitation(token, person, email, 'Somebody New', 'hash') ->> 'userId')::uuid $$;
select pg_temp.invite('member', 'staff', 'assistant', email => 'new@demo.test');
select ok(pg_temp.accept('staff') is not null, 'an invitation makes an account');
select tests.as_owner();
select results_eq($$ select m.role::text, m.status::text from memberships m join users u on u.id = m.user_id where u.email = 'new@demo.test' $$,
  $$ values ('assistant', 'active') $$, 'and its membership');
select is(pg_temp.accept('staff'), null, 'once');
select tests.as_owner();
select pg_temp.invite('client', 'mine', client => tests.client_id('client@demo.test'));
select is(pg_temp.accept('mine', tests.user_id('researcher@demo.test')), null, 'a client''s record that has a login is not given to another person');
select tests.as_owner();
select pg_temp.invite('guardian', 'child', client => tests.client_id('client@demo.test'));
select is(pg_temp.accept('child', null, 'dietitian@demo.test'), null, 'nobody takes over an account by saying its address');
select tests.as_owner();
select is(pg_temp.accept('child', tests.user_id('researcher@demo.test')), tests.user_id('researcher@demo.test'), 'a guardian with an account accepts');
select tests.as_owner();
select results_eq($$ select client_id, is_guardian from app_private.user_places(tests.user_id('researcher@demo.test')) where role = 'client' $$,
  $$ values (tests.client_id('client@demo.test'), true) $$, 'and has the client''s record as a place');

select * from finish();
