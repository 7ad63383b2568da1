-- What holds for every table and function, also those that do not exist yet. Each list names what breaks the rule.
select plan(28);

create temp view our_tables as
  select c.oid, n.nspname as schema, c.relname as name, c.relrowsecurity, c.relkind, n.nspname || '.' || c.relname as label,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) as has_org
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and n.nspname in ('app_public', 'app_hidden', 'app_private', 'audit', 'staging');

create temp view application_roles as
  select r.oid, r.rolname from pg_roles r
   where r.rolname in ('tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher');

create temp view granted as
  select t.*, r.oid as role_oid, r.rolname, v.verb
    from our_tables t, (select * from application_roles union all select oid, rolname from pg_roles where rolname = 'tf_definer') r,
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
                      'app_public.food_groups', 'app_public.libraries', 'app_private.user_credentials']) as label;

-- Tenancy
select is_empty($$ select label from our_tables where schema = 'app_public' and not has_org and label not in (select label from above_organisations) $$,
  'every table carries its organisation');
select is_empty($$ select distinct label, rolname, verb from granted where verb <> 'SELECT' and rolname <> 'tf_definer' and label in (select label from above_organisations) $$,
  'what stands above organisations is written by no application role');
select is_empty($$ select t.label from our_tables t join pg_attribute a on a.attrelid = t.oid and a.attname = 'org_id'
                    where not a.attnotnull and t.schema <> 'audit' $$,
  'org_id is never null');
select is_empty($$ select t.label from our_tables t where t.has_org and t.schema in ('app_public', 'staging') and not exists (
                     select from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                      where c.conrelid = t.oid and c.contype = 'p' and a.attname = 'org_id') $$,
  'every primary key starts with org_id');
select is_empty($$ select t.label, i.indexrelid::regclass from our_tables t join pg_index i on i.indrelid = t.oid
                    where t.has_org and t.schema = 'app_public' and i.indisunique and not exists (
                      select from pg_attribute a where a.attrelid = t.oid and a.attname = 'org_id' and a.attnum = any (i.indkey)) $$,
  'no unique constraint leaves the organisation out');
select is_empty($$ select label, conname from foreign_keys where to_organisation and first_column !~ '^(.*_)?org_id$' $$,
  'every foreign key to an organisation''s row starts with the organisation');
select is_empty($$ select f.label, f.conname from foreign_keys f
                    where f.to_organisation and f.first_column <> 'org_id' and not exists (
                      select from pg_constraint k where k.conrelid = f.conrelid and k.contype = 'c'
                         and pg_get_constraintdef(k.oid) = format('CHECK (((%1$s = org_id) OR (%1$s = ''00000000-0000-0000-0000-000000000000''::uuid)))', f.first_column)) $$,
  'a reference to the library can only point into the own organisation or the knowledge base');
select is_empty($$ select s.relname from pg_class s join pg_namespace n on n.oid = s.relnamespace
                    where s.relkind = 'S' and n.nspname in ('app_public', 'app_private', 'audit', 'staging') $$,
  'there are no sequences: ids say nothing about other organisations');

-- Row level security
select is_empty($$ select distinct label from granted where not relrowsecurity $$,
  'row level security is on wherever a role can reach');
select is_empty($$ select label from our_tables where schema = 'app_public' and not relrowsecurity $$,
  'row level security is on in app_public, granted or not');
select is_empty($$ select t.label from our_tables t where t.has_org and t.relrowsecurity and t.relkind in ('r', 'p')
                      and t.label <> 'app_private.sessions' -- looked for before there is an organisation to be bound to
                      and not exists (select from pg_inherits i where i.inhrelid = t.oid) and not exists (
                     select from pg_policy p where p.polrelid = t.oid and p.polname = 'own_organisation' and not p.polpermissive
                        and p.polcmd = '*' and pg_get_expr(p.polqual, p.polrelid) ~ 'app_hidden.current_org_id\(\)') $$,
  'the restrictive policy own_organisation stands on every organisation''s table');
select is_empty($$ select g.label, g.rolname, g.verb from granted g
                    where not exists (
                      select from pg_policy p
                       where p.polrelid = g.oid and p.polpermissive
                         and (p.polroles = '{0}' or g.role_oid = any (p.polroles))
                         and p.polcmd in ('*', case g.verb when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end)) $$,
  'every granted verb has a policy for that role');
select is_empty($$ select p.polrelid::regclass, p.polname from pg_policy p
                    where regexp_replace(coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''),
                                         'SELECT app_hidden\.\w+\(\)', '', 'g') ~ 'app_hidden\.' $$,
  'policies call helpers inside a sub-select and without row columns, so that they run once a query');
select is_empty($$ select g.label, g.rolname from granted g join pg_class c on c.oid = g.oid where has_table_privilege(g.role_oid, g.oid, 'TRUNCATE') $$,
  'nobody may truncate');
select is_empty($$ select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind = 'v' and n.nspname = 'app_public' and not coalesce('security_invoker=true' = any (c.reloptions), false) $$,
  'views see what their caller sees');

-- Indexes and triggers
select is_empty($$ select f.label, f.conname from foreign_keys f
                    where not exists (
                      select from pg_index i
                       where i.indrelid = f.conrelid
                         and (select array_agg(k order by k) from unnest(f.conkey) k)
                             <@ (select array_agg(k) from unnest((i.indkey::int2[])[0:cardinality(f.conkey)]) k)) $$,
  'every foreign key is indexed');
select is_empty($$ select t.label from our_tables t join pg_attribute a on a.attrelid = t.oid and a.attname = 'updated_by'
                    where not exists (select from pg_trigger g where g.tgrelid = t.oid and g.tgname = '_100_stamp') $$,
  'whatever shows updated_by has it filled by the database');
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
  ('app_private.food_panels', 'derived from food_nutrients'),
  ('app_private.seed_versions', 'which files this database was loaded from'),
  ('app_private.login_throttle', 'counts that expire'),
  ('app_private.refresh_tokens', 'rotated at every use; what ends a session is recorded by the functions that end it'),
  ('app_private.user_credentials', 'secret; a change of password is recorded without it'),
  ('app_private.sessions', 'their beginning and end are recorded by the functions that make them, last use is none'),
  ('app_private.totp', 'secret; turning the second factor on or off is recorded without it'),
  ('app_private.recovery_codes', 'secret, likewise'),
  ('app_private.password_resets', 'secret; the change of password that it leads to is recorded'),
  ('app_private.installation_settings', 'the environment of the installation, written at each start'),
  ('app_private.invitation_secrets', 'secret; the invitation and what becomes of it are events'),
  ('app_public.notifications', 'repeats what other events hold, and is swept'),
  ('app_private.export_files', 'where a file lies; the export and each download are events');
select is_empty($$ select t.label from our_tables t
                    where t.schema not in ('audit', 'staging') and t.label not in (select label from without_history)
                      and (select count(*) from pg_trigger g where g.tgrelid = t.oid and g.tgname like '\_900\_audit\_%' and g.tgenabled <> 'D') <> 3
                   union all
                   select h.label from without_history h join our_tables t using (label)
                    where exists (select from pg_trigger g where g.tgrelid = t.oid and g.tgname like '\_900\_audit\_%') $$,
  'every table has history, or a reason to have none');
select is_empty($$ select t.label from our_tables t where t.schema = 'audit' and not t.relrowsecurity $$,
  'every partition of history has row level security');
select is_empty($$ select t.label, p.grantee, p.privilege_type from our_tables t cross join lateral aclexplode((select relacl from pg_class c where c.oid = t.oid)) a
                     join lateral (select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end as grantee, a.privilege_type) p on true
                    where t.schema = 'audit' and p.grantee <> 'tf_owner'
                      and not (t.name = 'events' and p.grantee = 'tf_definer' and p.privilege_type in ('SELECT', 'INSERT')) $$,
  'history is read and added to by the definer functions only, changed by nobody, and its partitions are reached through the table');

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
  ('app_public.request_export', 'answers the request'),
  ('app_public.assign_care', 'answers the assignment'),
  ('app_public.end_care', 'answers the assignment'),
  ('app_public.hand_over_client', 'answers the assignment'),
  ('app_public.take_over_client', 'answers the assignment'),
  ('app_public.open_invitations', 'who may join'),
  ('app_public.invite_client', 'answers a code'),
  ('app_public.invite_guardian', 'answers a code'),
  ('app_public.log_batch', 'stores what the client''s device sent and answers how that went');
select is_empty($$ select t.label from our_tables t
                    where t.schema = 'app_public' and t.label not in (select label from outside_the_record)
                      and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname in ('client_id', 'meal_plan_version_id') and not a.attisdropped)
                      and coalesce(obj_description(t.oid, 'pg_class'), '') !~ '@medicalRecord (client|meal_plan_version|meal_plan_assignment) \w+' $$,
  'reading any table about a client is an event, or it is said why not');
select is_empty($$ select f.label from our_functions f
                    where f.schema = 'app_public' and f.label not in (select label from outside_the_record)
                      and (f.proargnames && array['client_id', 'meal_plan_version_id', 'meal_plan_assignment_id'] or f.prosrc ~ 'current_client_id')
                      and f.prorettype <> 'trigger'::regtype
                      and coalesce(obj_description(f.oid, 'pg_proc'), '') !~ '@medicalRecord (self|(client|meal_plan_version|meal_plan_assignment) \w+)' $$,
  'reading by any function that is told a client, or a plan, is an event, or it is said why not');

-- Functions
select is_empty($$ select label from our_functions where prosecdef and not coalesce(proconfig @> array['search_path=pg_catalog, pg_temp'], false) $$,
  'definer functions pin their search path');
select is_empty($$ select label from our_functions f where prosecdef and pg_get_userbyid(proowner) <> 'tf_definer'
                      and f.prosrc !~ 'audit\.events' and f.proname !~ '^(tg_|enqueue_)'
                      and f.label not in ('app_private.user_places',       -- answers before there is an organisation to be bound to
                                          'app_private.look_invitation',   -- likewise: the token says which
                                          'app_private.search_library') $$, -- trigram indexes; answers ids only, to tf_definer only
  'definer functions are bound to an organisation: they belong to tf_definer');
select is_empty($$ select f.label from our_functions f where has_function_privilege('public', f.oid, 'execute') $$,
  'nothing is executable by everybody');

-- Secrets and people
select is_empty($$ select t.label, a.attname from our_tables t join pg_attribute a on a.attrelid = t.oid
                    where t.schema = 'app_public' and a.attname ~ 'password|secret|token|storage_key' $$,
  'no secret stands where the API can see it');
select is_empty($$ select rolname from pg_roles where (rolname in (select rolname from application_roles) or rolname = 'tf_definer')
                      and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole) $$,
  'no application role can log in or step outside policies');

-- Words
select is_empty($$
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
  'every table, column, function and vocabulary says what it means');

select * from finish();
