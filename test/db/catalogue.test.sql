-- What holds for every table and function, also those that do not exist yet. tests.rule() says how a rule is made.
create temp view our_tables as
  select c.oid, n.nspname as schema, c.relname as name, c.relrowsecurity, c.relkind, n.nspname || '.' || c.relname as label,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) as has_org
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and n.nspname in ('app_public', 'app_hidden', 'app_private', 'audit', 'staging');

create temp view granted as
  select t.*, r.oid as role_oid, r.rolname, v.verb
    from our_tables t, (select * from tests.application_roles union all select oid, rolname from pg_roles where rolname = 'tf_definer') r,
         (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) v(verb, code)
   where has_schema_privilege(r.oid, t.schema, 'usage')
     and (has_table_privilege(r.oid, t.oid, v.verb) or (v.verb <> 'DELETE' and has_any_column_privilege(r.oid, t.oid, v.verb)));

create temp view our_functions as
  select p.*, n.nspname as schema, n.nspname || '.' || p.proname as label
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname in ('app_public', 'app_hidden', 'app_private', 'audit');

create temp view foreign_keys as
  select c.oid, t.label, c.conrelid, c.confrelid, c.conkey, c.conname,
         (select a.attname from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[1]) as first_column,
         (select f.has_org and f.label <> 'app_private.sessions' from our_tables f where f.oid = c.confrelid) as to_organisation -- a session moves between organisations
    from pg_constraint c join our_tables t on t.oid = c.conrelid
   where c.contype = 'f' and c.conparentid = 0;

-- the closed vocabularies, and what stands above organisations
create temp view above_organisations as
  select unnest(array['app_public.users', 'app_public.organizations', 'app_public.nutrients', 'app_public.units', 'app_public.tags',
                      'app_public.food_groups', 'app_public.libraries', 'app_public.nutrient_claims', 'app_public.lab_tests', 'app_public.lab_test_units', 'app_public.diets',
                      'app_public.reference_sources', 'app_public.reference_intakes', 'app_public.activity_levels',
                      'app_private.user_credentials']) as label;

-- Tenancy
call tests.rule('every table carries its organisation',
  $$ select label from our_tables where schema = 'app_public' and not has_org and label not in (select label from above_organisations) $$,
  $$ create table app_public.offence (id uuid) $$);
call tests.rule('what stands above organisations is written by no application role',
  $$ select distinct label, rolname, verb from granted where verb <> 'SELECT' and rolname <> 'tf_definer' and label in (select label from above_organisations) $$,
  $$ grant insert on app_public.users to tf_client $$, 'users');
call tests.rule('org_id is never null',
  $$ select t.label from our_tables t join pg_attribute a on a.attrelid = t.oid and a.attname = 'org_id'
                    where not a.attnotnull and t.schema <> 'audit' $$,
  $$ create table app_public.offence (org_id uuid) $$);
call tests.rule('every primary key starts with org_id',
  $$ select t.label from our_tables t where t.has_org and t.schema in ('app_public', 'staging') and not exists (
                     select from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                      where c.conrelid = t.oid and c.contype = 'p' and a.attname = 'org_id') $$,
  $$ create table app_public.offence (org_id uuid not null, id uuid primary key) $$);
call tests.rule('no unique constraint leaves the organisation out',
  $$ select t.label, i.indexrelid::regclass from our_tables t join pg_index i on i.indrelid = t.oid
                    where t.has_org and t.schema = 'app_public' and i.indisunique and not exists (
                      select from pg_attribute a where a.attrelid = t.oid and a.attname = 'org_id' and a.attnum = any (i.indkey)) $$,
  $$ create table app_public.offence (org_id uuid not null, code text unique) $$);
call tests.rule('every foreign key to an organisation''s row starts with the organisation',
  $$ select label, conname from foreign_keys where to_organisation and first_column !~ '^(.*_)?org_id$' $$,
  $$ create table app_public.offended (org_id uuid, id uuid, primary key (org_id, id));
     create table app_public.offence (id uuid, org_id uuid, foreign key (id, org_id) references app_public.offended (id, org_id)) $$);
call tests.rule('a reference to the library can only point into the own organisation or the knowledge base',
  $$ select f.label, f.conname from foreign_keys f
                    where f.to_organisation and f.first_column <> 'org_id' and not exists (
                      select from pg_constraint k where k.conrelid = f.conrelid and k.contype = 'c'
                         and pg_get_constraintdef(k.oid) = format('CHECK (((%1$s = org_id) OR (%1$s = ''00000000-0000-0000-0000-000000000000''::uuid)))', f.first_column)) $$,
  $$ create table app_public.offended (org_id uuid, id uuid, primary key (org_id, id));
     create table app_public.offence (org_id uuid, food_org_id uuid, food_id uuid, foreign key (food_org_id, food_id) references app_public.offended) $$);
call tests.rule('there are no sequences: ids say nothing about other organisations',
  $$ select s.relname from pg_class s join pg_namespace n on n.oid = s.relnamespace
                    where s.relkind = 'S' and n.nspname in ('app_public', 'app_private', 'audit', 'staging') $$,
  $$ create sequence app_public.offence $$);

-- Row level security
call tests.rule('row level security is on wherever a role can reach',
  $$ select distinct label from granted where not relrowsecurity $$,
  $$ create table app_hidden.offence (org_id uuid); grant select on app_hidden.offence to tf_client $$);
call tests.rule('row level security is on in app_public, granted or not',
  $$ select label from our_tables where schema = 'app_public' and not relrowsecurity $$,
  $$ create table app_public.offence (org_id uuid) $$);
call tests.rule('the restrictive policy own_organisation stands on every organisation''s table',
  $$ select t.label from our_tables t where t.has_org and t.relrowsecurity and t.relkind in ('r', 'p')
                      and t.label <> 'app_private.sessions' -- looked for before there is an organisation to be bound to
                      and not exists (select from pg_inherits i where i.inhrelid = t.oid) and not exists (
                     select from pg_policy p where p.polrelid = t.oid and p.polname = 'own_organisation' and not p.polpermissive
                        and p.polcmd = '*' and pg_get_expr(p.polqual, p.polrelid) ~ 'app_hidden.current_org_id\(\)') $$,
  $$ create table app_public.offence (org_id uuid not null); alter table app_public.offence enable row level security $$);
call tests.rule('every granted verb has a policy for that role',
  $$ select g.label, g.rolname, g.verb from granted g
                    where not exists (
                      select from pg_policy p
                       where p.polrelid = g.oid and p.polpermissive
                         and (p.polroles = '{0}' or g.role_oid = any (p.polroles))
                         and p.polcmd in ('*', case g.verb when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end)) $$,
  $$ create table app_public.offence (org_id uuid); call app_private.protect_table('app_public.offence'); grant select on app_public.offence to tf_client $$);
call tests.rule('policies call helpers inside a sub-select and without row columns, so that they run once a query',
  $$ select p.polrelid::regclass, p.polname from pg_policy p
                    where regexp_replace(coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''),
                                         'SELECT app_hidden\.\w+\(\)', '', 'g') ~ 'app_hidden\.' $$,
  $$ create table app_public.offence (org_id uuid); create policy select_mine on app_public.offence using (org_id = app_hidden.current_org_id()) $$);
call tests.rule('nobody may truncate',
  $$ select g.label, g.rolname from granted g join pg_class c on c.oid = g.oid where has_table_privilege(g.role_oid, g.oid, 'TRUNCATE') $$,
  $$ grant truncate on app_public.clients to tf_dietitian $$, 'clients');
call tests.rule('views see what their caller sees, or no application role sees them',
  $$ select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname in ('app_public', 'app_hidden', 'app_private', 'audit', 'staging')
        and not coalesce('security_invoker=true' = any (c.reloptions), false)
        and (n.nspname = 'app_public' or exists (select from tests.application_roles r where has_any_column_privilege(r.oid, c.oid, 'SELECT'))) $$,
  $$ create view app_hidden.offence as select c.id from app_public.clients c; grant select on app_hidden.offence to tf_dietitian $$);
call tests.rule('nothing stands in app_public that row level security cannot bind',
  $$ select c.relname from pg_class c where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('m', 'f') $$,
  $$ create materialized view app_public.offence as select c.id from app_public.clients c $$);
call tests.rule('a policy that lets rows pass names the roles it is for',
  $$ select p.polrelid::regclass, p.polname from pg_policy p where p.polpermissive and p.polroles = '{0}' $$,
  $$ create table app_public.offence (org_id uuid); create policy select_all on app_public.offence using (true) $$);
call tests.rule('no table is granted to everybody',
  $$ select t.label, a.privilege_type from our_tables t join pg_class c on c.oid = t.oid cross join lateral aclexplode(c.relacl) a where a.grantee = 0
     union all
     select t.label, a.privilege_type from our_tables t join pg_attribute c on c.attrelid = t.oid cross join lateral aclexplode(c.attacl) a where a.grantee = 0 $$,
  $$ create table app_private.offence (id uuid); grant select (id) on app_private.offence to public $$);
call tests.rule('writing is granted column by column',
  $$ select g.label, g.rolname, g.verb from granted g
      where g.verb in ('INSERT', 'UPDATE') and g.rolname <> 'tf_definer' and has_table_privilege(g.role_oid, g.oid, g.verb) $$,
  $$ create table app_public.offence (id uuid); grant update on app_public.offence to tf_dietitian $$);

-- Indexes and triggers
call tests.rule('every foreign key is indexed',
  $$ select f.label, f.conname from foreign_keys f
                    where not exists (
                      select from pg_index i
                       where i.indrelid = f.conrelid
                         and (select array_agg(k order by k) from unnest(f.conkey) k)
                             <@ (select array_agg(k) from unnest((i.indkey::int2[])[0:cardinality(f.conkey)]) k)) $$,
  $$ create table app_public.offended (org_id uuid, id uuid, primary key (org_id, id));
     create table app_public.offence (org_id uuid, client_id uuid, foreign key (org_id, client_id) references app_public.offended) $$);
call tests.rule('whatever shows updated_by has it filled by the database',
  $$ select t.label from our_tables t join pg_attribute a on a.attrelid = t.oid and a.attname = 'updated_by'
                    where not exists (select from pg_trigger g where g.tgrelid = t.oid and g.tgname = '_100_stamp') $$,
  $$ create table app_public.offence (updated_by uuid) $$);
-- History: whoever adds a table of a practice decides, here or by app_private.audit_table, and says why not.
create temp view without_history(label, reason) as values
  ('app_public.meal_plan_days', 'part of a draft: edit_meal_plan_version() records each edit with what it did'),
  ('app_public.meal_plan_meals', 'part of a draft, likewise'),
  ('app_public.meal_plan_items', 'part of a draft, likewise'),
  ('app_public.meal_plan_targets', 'part of a draft, likewise'),
  ('app_public.published_contents', 'written once when a version is published, which is an event of the version'),
  ('app_public.nutrients', 'closed vocabulary, written by files of db/domain'),
  ('app_public.units', 'closed vocabulary, likewise'),
  ('app_public.tags', 'closed vocabulary, likewise'),
  ('app_public.food_groups', 'closed vocabulary, likewise'),
  ('app_public.libraries', 'closed vocabulary, likewise'),
  ('app_public.lab_tests', 'closed vocabulary, likewise'),
  ('app_public.lab_test_units', 'closed vocabulary, likewise'),
  ('app_public.diets', 'closed vocabulary, likewise'),
  ('app_public.reference_sources', 'closed vocabulary, likewise'),
  ('app_public.reference_intakes', 'closed vocabulary, likewise'),
  ('app_public.activity_levels', 'closed vocabulary, likewise'),
  ('app_public.nutrient_claims', 'closed vocabulary, likewise'),
  ('app_private.library_uses', 'counts what edits of drafts did, which are events'),
  ('app_private.food_panels', 'derived from food_nutrients'),
  ('app_private.search_words', 'derived from the names of foods and recipes'),
  ('app_private.food_word_synonyms', 'a vocabulary, written by a file of db/domain'),
  ('app_private.food_fact_panels', 'derived from food_tags and food_allergens'),
  ('app_private.written_facts', 'derived from food_nutrients, food_tags and food_allergens'),
  ('app_private.published_foods', 'derived from published_contents'),
  ('app_private.accepted_findings', 'what stood when a plan was assigned or decided about, which are events'),
  ('app_private.safety_changes', 'a queue: what changed is an event of its own table'),
  ('app_private.safety_rechecks', 'a queue: alerts are events'),
  ('app_private.change_cursor_key', 'secret, and about nobody'),
  ('app_private.early_log_deletions', 'a deletion is an event of its log when that comes'),
  ('app_private.client_changes', 'repeats what other events hold, for the client''s devices, and is swept'),
  ('app_private.safety_sweeps', 'when the clock was last followed'),
  ('app_private.draft_visits', 'who has a draft open at this moment; what they change is an event'),
  ('app_private.fact_inferences', 'closed vocabulary, written by a file of db/domain'),
  ('app_private.seed_versions', 'which files this database was loaded from'),
  ('app_private.login_throttle', 'counts that expire'),
  ('app_private.refresh_tokens', 'rotated at every use; what ends a session is recorded by the functions that end it'),
  ('app_private.user_credentials', 'secret; a change of password is recorded without it'),
  ('app_private.sessions', 'their beginning and end are recorded by the functions that make them, last use is none'),
  ('app_private.totp', 'secret; turning the second factor on or off is recorded without it'),
  ('app_private.recovery_codes', 'secret, likewise'),
  ('app_private.password_resets', 'secret; the change of password that it leads to is recorded'),
  ('app_private.address_confirmations', 'secret; the address that it proves is an event of the person'),
  ('app_private.installation_settings', 'the environment of the installation, written at each start'),
  ('app_private.invitation_secrets', 'secret; the invitation and what becomes of it are events'),
  ('app_public.notifications', 'repeats what other events hold, and is swept'),
  ('app_private.record_copy_files', 'where a file lies; the copy and each download are events'),
  ('app_private.export_files', 'where a file lies; the export and each download are events');
call tests.rule('every table has history, or a reason to have none',
  $$ select t.label from our_tables t
                    where t.schema not in ('audit', 'staging') and t.label not in (select label from without_history)
                      and (select count(*) from pg_trigger g where g.tgrelid = t.oid and g.tgname like '\_900\_audit\_%' and g.tgenabled <> 'D') <> 3
                   union all
                   select h.label from without_history h join our_tables t using (label)
                    where exists (select from pg_trigger g where g.tgrelid = t.oid and g.tgname like '\_900\_audit\_%') $$,
  $$ create table app_public.offence (org_id uuid) $$);
-- Whoever lets clients read a table about themselves has its changes told to their devices (tell_clients.sql), or says here why not.
create temp view not_told(label, reason) as values
  ('app_public.meal_log_items', 'changes with its log'),
  ('app_public.meal_plans', 'reaches the client by an assignment'),
  ('app_public.meal_plan_versions', 'likewise, and never changes then'),
  ('app_public.care_assignments', 'no app keeps who cares'),
  ('app_public.client_guardians', 'no app keeps who acts for whom; signing in says it');
call tests.rule('what clients read of themselves is told to their devices, or it is said why not',
  $$ select t.label from our_tables t
                    where t.schema = 'app_public' and t.label not in (select label from not_told)
                      and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'client_id' and not a.attisdropped)
                      and has_any_column_privilege('tf_client', t.oid, 'select')
                      and (select count(*) from pg_trigger g where g.tgrelid = t.oid and g.tgname like '\_800\_told\_%' and g.tgenabled <> 'D') <> 3 $$,
  $$ create table app_public.offence (org_id uuid, client_id uuid); grant select on app_public.offence to tf_client $$);
call tests.rule('every partition of history has row level security',
  $$ select t.label from our_tables t where t.schema = 'audit' and not t.relrowsecurity $$,
  $$ create table audit.offence (id uuid) $$);
call tests.rule('history is read and added to by the definer functions only, changed by nobody, and its partitions are reached through the table',
  $$ select t.label, p.grantee, p.privilege_type from our_tables t cross join lateral aclexplode((select relacl from pg_class c where c.oid = t.oid)) a
                     join lateral (select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end as grantee, a.privilege_type) p on true
                    where t.schema = 'audit' and p.grantee <> 'tf_owner'
                      and not (t.name = 'events' and p.grantee = 'tf_definer' and p.privilege_type in ('SELECT', 'INSERT')) $$,
  $$ grant delete on audit.events to tf_definer $$, 'events');

-- Reading a client's medical record is an event. What is about a client says whether it is part of the record (@medicalRecord, see
-- server/graphql/medical-reads-plugin.ts), or stands here with its reason.
create temp view outside_the_record(label, reason) as values
  ('app_public.clients', 'the directory'),
  ('app_public.care_assignments', 'who cares, not for what'),
  ('app_public.client_guardians', 'who acts for a client'),
  ('app_public.invitations', 'who may join'),
  ('app_public.notifications', 'what the recipient is told'),
  ('app_public.export_requests', 'what was asked for, not what is in it; each download is an event'),
  ('app_public.create_meal_plan', 'answers the new, empty plan, which is marked'),
  ('app_public.visit_draft', 'tells who has a draft open and its revision, nothing of what is in it'),
  ('app_public.request_export', 'answers the request'),
  ('app_public.record_copies', 'what was asked for, not what is in it; each download is an event'),
  ('app_public.request_record_copy', 'answers the request'),
  ('app_public.assign_care', 'answers the assignment'),
  ('app_public.end_care', 'answers the assignment'),
  ('app_public.hand_over_client', 'answers the assignment'),
  ('app_public.take_over_client', 'answers the assignment'),
  ('app_public.open_invitations', 'who may join'),
  ('app_public.invite_client', 'answers a code'),
  ('app_public.invite_guardian', 'answers a code'),
  ('app_public.record_review', 'answers the directory entry with the day of the next review'),
  ('app_public.log_batch', 'stores what the client''s device sent and answers how that went'),
  ('app_public.changes', 'says what to fetch, not what it holds');
call tests.rule('reading any table about a client is an event, or it is said why not',
  $$ select t.label from our_tables t
                    where t.schema = 'app_public' and t.label not in (select label from outside_the_record)
                      and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname in ('client_id', 'meal_plan_version_id') and not a.attisdropped)
                      and coalesce(obj_description(t.oid, 'pg_class'), '') !~ '@medicalRecord (client|meal_plan_version|meal_plan_assignment) \w+' $$,
  $$ create table app_public.offence (org_id uuid, client_id uuid) $$);
call tests.rule('reading by any function that is told a client, or a plan, is an event, or it is said why not',
  $$ select f.label from our_functions f
                    where f.schema = 'app_public' and f.label not in (select label from outside_the_record)
                      and (f.proargnames && array['client_id', 'meal_plan_version_id', 'meal_plan_assignment_id'] or f.prosrc ~ 'current_client_id')
                      and f.prorettype <> 'trigger'::regtype
                      and coalesce(obj_description(f.oid, 'pg_proc'), '') !~ '@medicalRecord (self|(client|meal_plan_version|meal_plan_assignment) \w+)' $$,
  $$ create function app_public.offence(client_id uuid) returns uuid language sql as 'select client_id' $$);

-- Functions
create temp view owner_functions(label, reason) as values
  ('app_private.user_places', 'answers before there is an organisation to be bound to'),
  ('app_private.look_invitation', 'likewise: the token says which'),
  ('app_private.forgotten_login', 'asks for places in every organisation; answers whoever has the code for the one that there is'),
  ('app_private.search_library', 'trigram indexes; answers ids only, to tf_definer only'),
  ('app_private.write_events', 'adds to the history, which nobody else may'),
  ('app_private.record_event', 'adds to the history, likewise'),
  ('app_private.record_sign_in_event', 'adds to the history, before there is an organisation to be bound to'),
  ('app_private.enqueue_write_export', 'the job queue belongs to the owner; one typed task'),
  ('app_private.enqueue_write_record_copy', 'likewise'),
  ('app_private.enqueue_resolve_safety_changes', 'likewise'),
  ('app_private.enqueue_run_safety_rechecks', 'likewise'),
  ('app_private.enqueue_invitation_mail', 'likewise'),
  ('app_private.enqueue_infer_food_facts', 'likewise'),
  ('app_private.enqueue_password_reset', 'likewise'),
  ('app_private.enqueue_address_confirmation', 'likewise'),
  ('app_private.enqueue_rule_adjustments_lapse', 'likewise');
call tests.rule('definer functions pin their search path',
  $$ select label from our_functions where prosecdef and not coalesce(proconfig @> array['search_path=pg_catalog, pg_temp'], false) $$,
  $$ create function app_public.offence() returns integer language sql security definer as 'select 1' $$);
call tests.rule('definer functions are bound to an organisation: they belong to tf_definer',
  $$ select f.label from our_functions f where f.prosecdef and pg_get_userbyid(f.proowner) <> 'tf_definer' and f.prorettype <> 'trigger'::regtype
                      and f.label not in (select label from owner_functions) $$,
  $$ create function app_private.offence() returns integer language sql security definer set search_path = pg_catalog, pg_temp as 'select 1' $$);
call tests.rule('what runs as the owner is called by no application role',
  $$ select f.label, r.rolname from our_functions f, tests.application_roles r
      where f.prosecdef and pg_get_userbyid(f.proowner) <> 'tf_definer' and has_function_privilege(r.oid, f.oid, 'execute') $$,
  $$ create function app_hidden.offence() returns integer language sql security definer as 'select 1'; grant execute on function app_hidden.offence() to tf_client $$);
call tests.rule('every job is told which request caused it',
  $$ select f.label from our_functions f where f.proname ~ '^enqueue_' and f.prosrc !~ 'request_id' $$,
  $$ create function app_private.enqueue_offence() returns void language sql as 'select null' $$, 'enqueue_offence');
call tests.rule('nothing is executable by everybody, but for what extensions bring into the schema public',
  $$ select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'tap', 'tests') and has_function_privilege('public', p.oid, 'execute')
        and not exists (select from pg_depend d where (d.classid, d.objid, d.deptype) = ('pg_proc'::regclass, p.oid, 'e')) $$,
  $$ create function public.offence() returns integer language sql as 'select 1'; grant execute on function public.offence() to public $$);
call tests.rule('internals are called by the definer functions and the login alone',
  $$ select f.label, r.rolname from our_functions f, tests.application_roles r
      where f.schema in ('app_private', 'audit') and has_function_privilege(r.oid, f.oid, 'execute')
        and f.label not in ('app_private.search_normal', 'app_private.search_text') $$, -- fill generated columns of what these roles write
  $$ create function app_private.offence() returns integer language sql as 'select 1'; grant execute on function app_private.offence() to tf_org_admin $$);
call tests.rule('functions are written in SQL and PL/pgSQL',
  $$ select f.label from our_functions f join pg_language l on l.oid = f.prolang where l.lanname not in ('sql', 'plpgsql') $$,
  $$ set local role none; create function app_private.offence() returns integer language internal as 'pg_backend_pid' $$);

-- Settings carry the identity, so nothing that a request can reach may change one, or run SQL that it was handed. A setting's name and
-- value that stand in the text are left out before looking.
create temp view reachable as
  select f.label, f.proconfig, regexp_replace(f.prosrc || coalesce(pg_get_function_sqlbody(f.oid), ''), '--[^\n]*|set_config\(''pg_trgm\.[^'',]*'', ''[^'',]*'', true\)', '', 'g') as body
    from our_functions f
   where f.prorettype = 'trigger'::regtype
      or exists (select from (select oid from tests.application_roles union all select oid from pg_roles where rolname in ('tf_definer', 'tf_authenticator')) r
                  where has_function_privilege(r.oid, f.oid, 'execute'));
-- What stands in app_private is called by no application role (see above), so what these set, no request names.
create temp view sets_identity(label, reason) as values
  ('app_private.accept_invitation', 'called by the login; the organisation is the one that a proven token belongs to'),
  ('app_private.confirm_address', 'likewise; the person is the one whose token it is'),
  ('app_private.begin_invitation_mail', 'called by the worker as the owner, for the organisation of its job'),
  ('app_private.finish_invitation_mail', 'likewise'),
  ('app_private.begin_export', 'likewise');
call tests.rule('no function that a request can reach changes a setting',
  $$ select label from reachable where label not in (select label from sets_identity) and body ~* '\mset_config\M|\m(set|reset)\s+(local|session|all|role(?!\s*=))\M' $$,
  $$ create function app_public.offence(name text) returns text language sql as 'select pg_catalog.set_config(name, '''', true)';
     grant execute on function app_public.offence(text) to tf_client $$);
call tests.rule('the settings that functions bring are fixed, and about the search path, planning, waiting and the clock: never an identity',
  $$ select f.label, s from our_functions f, unnest(f.proconfig) s where s !~ '^(search_path|plan_cache_mode|enable_\w+|lock_timeout|TimeZone)=' $$,
  $$ create function app_private.offence() returns integer language sql set work_mem = '1GB' as 'select 1' $$);
create temp view makes_sql(label, reason) as values
  ('app_private.tg__own_dictionary_id', 'names the table that it stands on, as %I'),
  ('app_private.history_subject', 'names one of the tables that it lists, as %I');
call tests.rule('no function that a request can reach runs SQL made of text',
  $$ select label from reachable where body ~* '\mexecute\s+(?!function|procedure|on\M)'
        and label not in (select label from makes_sql) $$,
  $$ create function app_public.offence(statement text) returns void language plpgsql as 'begin execute statement; end';
     grant execute on function app_public.offence(text) to tf_client $$);

-- Secrets
create temp view no_secrets(label, reason) as values
  ('app_public.meal_logs.event_hashes', 'which events of the device were stored'),
  ('app_public.meal_plan_versions.content_hash', 'proves what was published'),
  ('app_public.safety_finding.evidence_hash', 'stands for the evidence of a finding'),
  ('app_public.safety_overrides.evidence_hash', 'stands for the evidence of a decision'),
  ('app_public.safety_alerts.evidence_hash', 'stands for the evidence of an alert');
call tests.rule('no secret stands where the API can see it: in a table, a type, or what a function takes and answers',
  $$ select x.label from (
       select format('%s.%s.%s', c.relnamespace::regnamespace, c.relname, a.attname) as label, a.attname as name
         from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('r', 'p', 'v', 'c') and a.attnum > 0 and not a.attisdropped
        union all
       select f.label || '.' || n.name, n.name from our_functions f, unnest(f.proargnames) n(name) where f.schema = 'app_public') x
      where x.name ~ 'password|secret|token|storage_key|hash|otp|credential' and x.label not in (select label from no_secrets) $$,
  $$ create function app_public.offence(id uuid, out reset_token text) language sql as 'select id::text' $$);

-- Words
call tests.rule('every table, column, function and vocabulary says what it means',
  $$
    select label from our_tables t where schema in ('app_public', 'audit') and obj_description(t.oid, 'pg_class') is null
       and not exists (select from pg_inherits i where i.inhrelid = t.oid)
    union all
    select t.label || '.' || a.attname from our_tables t join pg_attribute a on a.attrelid = t.oid
     where t.schema in ('app_public', 'audit') and a.attnum > 0 and not a.attisdropped and col_description(t.oid, a.attnum) is null
       and not exists (select from pg_inherits i where i.inhrelid = t.oid)
    union all
    select label from our_functions f where schema <> 'audit' and obj_description(f.oid, 'pg_proc') is null
    union all
    select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
     where n.nspname = 'app_public' and t.typtype = 'e' and obj_description(t.oid, 'pg_type') is null $$,
  $$ create function app_public.offence() returns integer language sql as 'select 1' $$);

select * from tests.try_rules();
