-- History: what is an event, who can change it (nobody), and how months come and go.
select plan(59);

create temp table people as
  select tests.org_id('dietitian@demo.test') as demo, tests.user_id('dietitian@demo.test') as dietitian,
         tests.new_client() as client, uuidv7() as dependant, uuidv7() as food, uuidv7() as log;
grant select on people to public;
insert into clients (org_id, id, given_name, family_name) select demo, dependant, 'De', 'Pendant' from people;

-- What an event says
select tests.authenticate_as('dietitian@demo.test');
select set_config('app.request_id', 'request-1', true);
insert into client_allergies (id, client_id, allergen_id, criticality) select client, client, app_private_kb.id, 'high' from people,
  (select a.id from allergens a where a.code = 'peanut') app_private_kb;
update client_allergies set criticality = 'low', reaction = 'hives' where id = (select client from people);
update client_allergies set criticality = 'low' where id = (select client from people);
select tests.as_owner();
select results_eq($$ select e.action, e.before, e.after - array['org_id', 'id', 'client_id', 'allergen_org_id', 'allergen_id', 'created_at', 'updated_at', 'updated_by', 'kind', 'status', 'reaction']
                       from audit.events e, people p where e.row_id = p.client::text and e.table_name = 'client_allergies' and e.action = 'insert' $$,
  $$ values ('insert', null::jsonb, '{"criticality": "high"}'::jsonb) $$, 'a new row is an event with what it says');
select results_eq($$ select e.before - array['updated_at', 'updated_by'], e.after - array['updated_at', 'updated_by'], e.user_id, e.db_role, e.request_id, e.client_id, e.on_behalf_of_client_id
                       from audit.events e, people p where e.row_id = p.client::text and e.table_name = 'client_allergies' and e.action = 'update' $$,
  $$ select '{"criticality": "high", "reaction": null}'::jsonb, '{"criticality": "low", "reaction": "hives"}'::jsonb, p.dietitian, 'dietitian', 'request-1', p.client, null::uuid from people p $$,
  'a change is one event with only the fields that changed, who, as what, in which request, in whose record; a change of nothing is none');

-- A guardian acts for a dependant
select tests.set_identity(p.dietitian, p.demo, null, p.dependant, 'client') from people p;
select tests.as_owner();
select set_config('app.user_id', p.dietitian::text, true), set_config('app.org_id', p.demo::text, true), set_config('app.client_id', p.dependant::text, true),
       set_config('app.role', 'client', true) from people p;
insert into body_metrics (org_id, id, client_id, kind, value, measured_on) select demo, dependant, dependant, 'weight', 31, '2026-01-05' from people;
select results_eq($$ select e.user_id, e.on_behalf_of_client_id from audit.events e, people p where e.table_name = 'body_metrics' and e.row_id = p.dependant::text $$,
  $$ select dietitian, dependant from people $$, 'what somebody does for a client who is not themselves names both');
select tests.as_owner();
select set_config('app.user_id', c.user_id::text, true), set_config('app.org_id', c.org_id::text, true), set_config('app.client_id', c.id::text, true), set_config('app.role', 'client', true)
  from clients c where c.id = tests.client_id('client@demo.test');
insert into body_metrics (org_id, id, client_id, kind, value, measured_on) select demo, log, tests.client_id('client@demo.test'), 'weight', 70, '2026-01-05' from people;
select results_eq($$ select e.user_id, e.on_behalf_of_client_id from audit.events e, people p where e.table_name = 'body_metrics' and e.row_id = p.log::text $$,
  $$ select tests.user_id('client@demo.test'), null::uuid $$, 'a client who acts for herself acts on nobody''s behalf');
select tests.as_owner();

-- What is covered
select tests.authenticate_as('dietitian@demo.test');
select create_food(food, json_populate_record(null::food_content, '{"name": "Own bread"}'), array[json_populate_record(null::food_nutrient_value, '{"nutrient_id": 307, "amount": 400}')]) from people;
insert into food_allergens (food_id, allergen_id, presence, provenance) select p.food, a.id, 'free', 'inferred' from people p, allergens a where a.code = 'peanut';
update food_allergens set presence = 'contains', provenance = 'reviewed' where food_id = (select food from people);
select tests.as_owner();
select results_eq($$ select e.table_name, e.action from audit.events e, people p where e.row_id like p.food || '%' order by e.id $$,
  $$ values ('foods', 'insert'), ('food_nutrients', 'insert'), ('food_allergens', 'insert'), ('food_allergens', 'update') $$, 'what a practice says of a food is history');
select results_eq($$ select e.before ->> 'presence', e.after ->> 'presence' from audit.events e, people p where e.row_id like p.food || '%' and e.action = 'update' $$,
  $$ values ('free', 'contains') $$, 'with the fact before and after');
select ok(not exists (select from audit.events e where e.table_name = 'foods' and e.after ? 'search_text'), 'what is derived for searches stays out of it');
select is_empty($$ select from audit.events e where e.table_name = 'food_nutrients' and e.org_id = '00000000-0000-0000-0000-000000000000' $$, 'a release in the knowledge base is no event a value');
select isnt_empty($$ select from audit.events e where e.table_name = 'contraindication_rules' and e.org_id = '00000000-0000-0000-0000-000000000000' $$, 'a rule is an event, also the knowledge base''s');
update organizations set name = name || '.' where id = (select demo from people);
select is((select count(*) from audit.events e, people p where e.table_name = 'organizations' and e.action = 'update' and e.org_id = p.demo), 1::bigint,
  'a change of an organisation is its own history');
select tests.set_identity(p.dietitian, p.demo, tests.member_id('dietitian@demo.test'), null, 'dietitian') from people p;
select set_config('role', 'tf_owner', true);
update users set display_name = 'Another Name' where id = (select dietitian from people);
select tests.as_owner();
select is((select count(*) from audit.events e, people p where e.table_name = 'users' and e.row_id = p.dietitian::text and e.action = 'update' and e.org_id = p.demo), 1::bigint,
  'a change of an account is the history of the organisation in which it was made');

-- Secrets
select is_empty($$ select e.table_name, k.key from audit.events e cross join lateral jsonb_object_keys(coalesce(e.before, '{}') || coalesce(e.after, '{}')) k(key)
                    where k.key ~ 'password_hash|token|secret|code_hash|storage_key' $$, 'no secret is in history');

-- Nobody changes it: each role under an identity, with every right that it has
create temp table roles as select unnest(array['tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher', 'tf_definer', 'tf_authenticator']) as name;
create function pg_temp.refused(role_name text, statement text) returns text language plpgsql as $$
declare v_code text;
begin
  perform set_config('app.org_id', tests.org_id('dietitian@demo.test')::text, true);
  perform set_config('role', role_name, true);
  begin
    execute statement;
  exception when others then
    v_code := sqlstate;
  end;
  perform set_config('role', 'tf_owner', true);
  return v_code;
end $$;
select is(pg_temp.refused(name, 'update audit.events set user_id = null'), '42501', name || ' cannot change history') from roles;
select is(pg_temp.refused(name, 'delete from audit.events'), '42501', name || ' cannot delete history') from roles;
select is(pg_temp.refused(name, 'truncate audit.events'), '42501', name || ' cannot empty history') from roles;
select is(pg_temp.refused(name, 'alter table audit.events detach partition audit.events_default'), '42501', name || ' cannot take a partition away') from roles;
select is_empty($$ select name from roles where pg_temp.refused(name, 'delete from audit.events_default') is distinct from '42501'
                   union all select name from roles where pg_temp.refused(name, 'drop table audit.events_default') is distinct from '42501'
                   union all select name from roles where pg_temp.refused(name, 'create table audit.mine (like audit.events)') is distinct from '42501'
                   union all select name from roles where pg_temp.refused(name, 'select app_private.drop_audit_partitions(1)') is distinct from '42501' $$,
  'nor go round it through a partition, a table of their own, or the function that ends months');
select is(pg_temp.refused('tf_definer', format($$ insert into audit.events (org_id, db_role, table_name, row_id, action) values (%L, 'x', 'x', 'x', 'read') $$, demo)), null,
  'the definer functions add to the history of their own organisation') from people;
select is(pg_temp.refused('tf_definer', format($$ insert into audit.events (org_id, db_role, table_name, row_id, action) values (%L, 'x', 'x', 'x', 'read') $$, tests.org_id('dietitian@other.test'))), '42501',
  'and not to another''s');

-- Months
insert into audit.events (org_id, occurred_at, db_role, table_name, row_id, action)
  select demo, t.at, 'x', 'old', 'row', 'insert' from people, (values (timestamptz '2020-01-31 23:59:59.999999Z'), ('2020-02-01 00:00:00Z'), ('2020-02-29 12:00:00Z')) t(at);
select is((select count(*) from audit.events_default), 3::bigint, 'what has no partition yet is caught');
select set_eq($$ select app_private.make_audit_partitions() $$, array['events_2020_01', 'events_2020_02'], 'its months get partitions');
select is((select count(*) from audit.events_default), 0::bigint, 'and move into them');
select results_eq($$ select tableoid::regclass::text, count(*)::int from audit.events where table_name = 'old' group by 1 order by 1 $$,
  $$ values ('audit.events_2020_01', 1), ('audit.events_2020_02', 2) $$, 'each to its month, by UTC');
select is_empty($$ select app_private.make_audit_partitions() $$, 'doing it again does nothing');
select ok(to_regclass(format('audit.events_%s', to_char(now() at time zone 'UTC', 'YYYY_MM'))) is not null
      and to_regclass(format('audit.events_%s', to_char(now() at time zone 'UTC' + interval '3 months', 'YYYY_MM'))) is not null, 'this month and the next three are there');
select ok(bool_and(c.relrowsecurity and c.relacl is null or c.relacl::text !~ 'tf_definer|tf_org_admin|=r/'), 'new partitions have row level security and no grants')
  from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'audit.events'::regclass;
select throws_ok($$ select app_private.drop_audit_partitions(0) $$, 'TF400', null, 'history is kept for a month at least');
select set_eq($$ select app_private.drop_audit_partitions(24) $$, array['events_2020_01', 'events_2020_02'], 'retention drops whole months');
select is_empty($$ select from audit.events where table_name = 'old' $$, 'their events are gone');
select results_eq($$ select e.row_id, e.before, e.after from audit.events e, people p where e.table_name = 'events' and e.org_id = p.demo order by 1 $$,
  $$ values ('events_2020_01', '{"month": "2020-01", "events": 1}'::jsonb, '{"keptMonths": 24}'::jsonb), ('events_2020_02', '{"month": "2020-02", "events": 2}', '{"keptMonths": 24}') $$,
  'and that they are is history of the organisation');
select is_empty($$ select app_private.drop_audit_partitions(24) $$, 'doing it again drops nothing: what is recent stays');

select * from finish();
