select plan(23);

-- The secrets: nobody but the functions
select is_empty($$
    select r.rolname, t from unnest(array['tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher']) as role(name)
      join pg_roles r on r.rolname = role.name,
      unnest(array['user_credentials', 'sessions', 'refresh_tokens', 'totp', 'recovery_codes', 'password_resets', 'address_confirmations', 'installation_settings', 'login_throttle']) t
     where has_schema_privilege(r.oid, 'app_private', 'usage') or has_any_column_privilege(r.oid, 'app_private.' || t, 'select, insert, update')
  $$, 'no role of a request reaches credentials, sessions, tokens or second factors');
select is_empty($$
    select r.rolname, p.oid::regprocedure from pg_roles r, pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'app_private' and p.prosrc ~ '(sessions|credentials|totp|recovery_codes|password_resets|address_confirmations|refresh_tokens)'
       and r.rolname in ('tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher')
       and has_function_privilege(r.oid, p.oid, 'execute')
  $$, 'no role of a request can look up credentials or make sessions');
select ok(has_function_privilege('tf_authenticator', 'app_private.find_credentials(text, uuid)', 'execute'), 'the server''s login can');
select is_empty($$
    select t from unnest(array['user_credentials', 'sessions', 'refresh_tokens', 'totp', 'recovery_codes', 'password_resets', 'address_confirmations', 'installation_settings']) t
     where has_any_column_privilege('tf_authenticator', 'app_private.' || t, 'select, insert, update')
  $$, 'but it cannot read the secrets themselves');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok('select * from app_private.refresh_tokens', '42501', null, 'an org_admin cannot read tokens');
select tests.as_owner();

-- Sessions, as the server calls them
create function pg_temp.token(name text) returns bytea language sql as $$ select public.digest(name, 'sha256') $$;
create function pg_temp.start(email text, token text, org uuid default null) returns jsonb language sql as $$
  select app_private.start_session(tests.user_id(email), org, null, 'web', 'Firefox on Linux', false, pg_temp.token(token), '1 day') $$;
create function pg_temp.rotate(token text, next text, org uuid default null) returns text language sql as $$
  select app_private.rotate_session(pg_temp.token(token), pg_temp.token(next), '10 seconds', '1 day', '1 day', org) ->> 'outcome' $$;
create function pg_temp.session(token text) returns uuid language sql as $$
  select session_id from app_private.refresh_tokens where token_hash = pg_temp.token(token) $$;

select is(pg_temp.start('dietitian@demo.test', 'foreign', tests.org_id('dietitian@other.test')), null,
  'nobody starts a session in an organisation that is not theirs');
select is(pg_temp.start('dietitian@demo.test', 'first') -> 'identity' ->> 'role', 'dietitian', 'a dietitian starts a session as dietitian');
select is(pg_temp.rotate('first', 'second'), 'rotated', 'the token is replaced');
select is(pg_temp.rotate('first', 'again'), 'rotated', 'a second use within the grace period is forgiven');
select is(pg_temp.rotate('second', 'elsewhere', tests.org_id('dietitian@other.test')), 'no_such_place', 'a session does not move to a place that is not the person''s');
update app_private.refresh_tokens set rotated_at = rotated_at - interval '1 minute' where token_hash = pg_temp.token('first');
select is(pg_temp.rotate('first', 'stolen'), 'reused', 'a later one is theft');
select is(pg_temp.rotate('second', 'third'), 'unknown', 'and ends the session for whoever holds its latest token');
select is((select count(*)::int from app_private.refresh_tokens t where t.token_hash = pg_temp.token('stolen')), 0, 'the thief got nothing');
select results_eq($$
    select action, after ->> 'reason' from audit.events
     where org_id = tests.org_id('dietitian@demo.test') and row_id = pg_temp.session('first')::text order by id $$,
  $$ values ('sign_in', null), ('token_reuse', null), ('session_ended', 'token_reused') $$, 'all of which the organisation''s history tells');

-- Whether an identity still stands
create function pg_temp.act_as(email text, session uuid default null) returns void language sql as $$
  select set_config('app.user_id', u.id::text, true), set_config('app.org_id', m.org_id::text, true), set_config('app.member_id', m.id::text, true),
         set_config('app.role', m.role::text, true), set_config('app.client_id', '', true), set_config('app.session_id', coalesce(session::text, ''), true)
    from app_public.users u join app_public.memberships m on m.user_id = u.id where u.email = act_as.email::citext $$;
select tests.as_owner();
select lives_ok('select app_private.require_identity()', 'nobody is nobody');
select pg_temp.start('dietitian@demo.test', 'mine');
select pg_temp.act_as('dietitian@demo.test', pg_temp.session('mine'));
select lives_ok('select app_private.require_identity()', 'a member with a session that stands is who they are');
select pg_temp.act_as('assistant@demo.test', pg_temp.session('mine'));
select throws_ok('select app_private.require_identity()', 'TF401', null, 'nobody uses the session of another person');
select pg_temp.act_as('dietitian@demo.test', pg_temp.session('first'));
select throws_ok('select app_private.require_identity()', 'TF401', null, 'a session that has ended is refused');
select pg_temp.act_as('dietitian@demo.test');
select set_config('app.role', 'org_admin', true);
select throws_ok('select app_private.require_identity()', 'TF401', null, 'so is a role that the membership does not have');

-- My sessions
select tests.authenticate_as('dietitian@demo.test');
select set_config('app.session_id', (select id::text from my_sessions() order by created_at desc, id desc limit 1), true);
select results_eq('select device, is_current, organization_name from my_sessions()',
  $$ values ('Firefox on Linux', true, 'Demo practice') $$, 'a person sees the sessions that stand, and which one asks');
select throws_ok('select end_my_session(uuidv7())', 'TF404', null, 'and ends none that does not exist');
select is(end_my_other_sessions(), 0, 'there is no other');
select tests.as_owner();
select pg_temp.start('dietitian@other.test', 'foreign');
create temp table others as select pg_temp.session('foreign') as id;
grant select on others to public;
select tests.authenticate_as('dietitian@demo.test');
select throws_ok('select end_my_session(id) from others', 'TF404', null, 'and another person''s session answers like one that does not exist');

select * from finish();
