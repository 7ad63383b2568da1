select plan(12);

-- The secrets: nobody but the functions
select is_empty($$
    select r.rolname, t from unnest(array['tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher']) as role(name)
      join pg_roles r on r.rolname = role.name, unnest(array['app_private.user_credentials', 'app_private.refresh_tokens', 'app_private.login_throttle']) t
     where has_schema_privilege(r.oid, 'app_private', 'usage') or has_any_column_privilege(r.oid, t, 'select, insert, update')
  $$, 'no role of a request reaches credentials or tokens');
select is_empty($$
    select r.rolname, p.oid::regprocedure from pg_roles r, pg_proc p
     where p.oid::regprocedure::text ~ '^app_private\.(find_credentials|start_session|rotate_session|end_session|session_identity|user_places)'
       and r.rolname in ('tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher')
       and has_function_privilege(r.oid, p.oid, 'execute')
  $$, 'no role of a request can look up credentials or make sessions');
select ok(has_function_privilege('tf_authenticator', 'app_private.find_credentials(text)', 'execute'), 'the server''s login can');
select ok(not has_table_privilege('tf_authenticator', 'app_private.refresh_tokens', 'select'), 'but it cannot read the tokens themselves');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok('select * from app_private.refresh_tokens', '42501', null, 'an org_admin cannot read tokens');
select tests.as_owner();

-- Sessions, as the server calls them
create function pg_temp.token(name text) returns bytea language sql as $$ select public.digest(name, 'sha256') $$;
select is(app_private.start_session(tests.user_id('dietitian@demo.test'), tests.org_id('dietitian@other.test'), 'web', pg_temp.token('foreign'), '1 day'), null,
  'nobody starts a session in an organisation that is not theirs');
select is(app_private.start_session(tests.user_id('dietitian@demo.test'), null, 'web', pg_temp.token('first'), '1 day') ->> 'role', 'dietitian',
  'a dietitian starts a session as dietitian');
select is(app_private.rotate_session(pg_temp.token('first'), pg_temp.token('second'), '10 seconds', '1 day', '1 day') ->> 'outcome', 'rotated', 'the token is replaced');
select is(app_private.rotate_session(pg_temp.token('first'), pg_temp.token('again'), '10 seconds', '1 day', '1 day') ->> 'outcome', 'rotated',
  'a second use within the grace period is forgiven');
update app_private.refresh_tokens set rotated_at = rotated_at - interval '1 minute' where token_hash = pg_temp.token('first');
select is(app_private.rotate_session(pg_temp.token('first'), pg_temp.token('stolen'), '10 seconds', '1 day', '1 day') ->> 'outcome', 'reused', 'a later one is theft');
select is(app_private.rotate_session(pg_temp.token('second'), pg_temp.token('third'), '10 seconds', '1 day', '1 day') ->> 'outcome', 'unknown',
  'and ends the session for whoever holds its latest token');
select is((select count(*)::int from app_private.refresh_tokens t where t.token_hash = pg_temp.token('stolen')), 0, 'the thief got nothing');

select * from finish();
