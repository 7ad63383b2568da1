-- What holds for every role, also those that do not exist yet. tests.rule() says how a rule is made.
create temp view our_roles as select r.* from pg_roles r where r.rolname ~ '^tf_' and r.rolname <> 'tf_owner';
call tests.rule('the server''s login is the only role that can log in, and none can step outside policies',
  $$ select rolname from pg_roles
      where rolname ~ '^tf_' and (rolcanlogin and rolname <> 'tf_authenticator' or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) $$,
  $$ set local role none; alter role tf_client login $$, 'tf_client');
call tests.rule('the login inherits nothing: until it takes a role it reads no row',
  $$ select rolname from our_roles where rolname = 'tf_authenticator' and rolinherit
     union all
     select c.oid::regclass::text from our_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace
      where r.rolname = 'tf_authenticator' and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'tap', 'tests')
        and c.oid <> 'app_private.login_throttle'::regclass
        and (has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
             or c.relkind <> 'S' and has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE')) $$,
  $$ create table app_public.offence (id uuid); grant select on app_public.offence to tf_authenticator $$);
call tests.rule('the login becomes an application role for a transaction, and nobody else becomes one',
  $$ select m.roleid::regrole, m.member::regrole from pg_auth_members m
      where (m.roleid in (select oid from our_roles) or m.member in (select oid from our_roles))
        and not (m.member = 'tf_authenticator'::regrole and m.roleid in (select oid from tests.application_roles) and m.set_option and not m.inherit_option and not m.admin_option)
        and not (m.member = 'tf_owner'::regrole and m.roleid = 'tf_definer'::regrole) $$,
  $$ set local role none; grant tf_org_admin to tf_client $$, 'tf_client');
call tests.rule('roles reach the schemas that are theirs',
  $$ select n.nspname, r.rolname from pg_namespace n, our_roles r
      where has_schema_privilege(r.oid, n.oid, 'usage') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'tap', 'tests')
        and n.nspname <> all (case r.rolname when 'tf_definer' then array['public', 'app_public', 'app_hidden', 'app_private', 'audit']
                                             when 'tf_authenticator' then array['public', 'app_public', 'app_hidden', 'app_private']
                                             else array['public', 'app_public', 'app_hidden'] end) $$,
  $$ grant usage on schema graphile_worker to tf_client $$, 'graphile_worker');
call tests.rule('nobody creates anything, but for the definer functions'' owner in the schemas where they stand',
  $$ select n.nspname, r.rolname from pg_namespace n, our_roles r
      where has_schema_privilege(r.oid, n.oid, 'create') and n.nspname !~ '^pg_(temp|toast)'
        and not (r.rolname = 'tf_definer' and n.nspname in ('app_public', 'app_hidden', 'app_private'))
     union all
     select 'the database', r.rolname from our_roles r where has_database_privilege(r.oid, current_database(), 'create') $$,
  $$ grant create on schema app_public to tf_researcher $$, 'tf_researcher');
call tests.rule('nobody owns anything, but for the definer functions',
  $$ select c.oid::regclass::text, r.rolname from pg_class c join our_roles r on r.oid = c.relowner
     union all
     select p.oid::regprocedure::text, r.rolname from pg_proc p join our_roles r on r.oid = p.proowner where r.rolname <> 'tf_definer'
     union all
     select n.nspname, r.rolname from pg_namespace n join our_roles r on r.oid = n.nspowner $$,
  $$ create table app_public.offence (id uuid); set local role none; alter table app_public.offence owner to tf_dietitian $$);
call tests.rule('no role may set what only a superuser sets, or brings settings with it',
  $$ select p.parname, a.grantee::regrole from pg_parameter_acl p cross join lateral aclexplode(p.paracl) a where a.grantee = 0 or a.grantee in (select oid from our_roles)
     union all
     select s.setconfig::text, s.setrole::regrole from pg_db_role_setting s where s.setrole in (select oid from our_roles) $$,
  $$ set local role none; grant set on parameter log_statement to tf_client $$, 'log_statement');

select * from tests.try_rules();
