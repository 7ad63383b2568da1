-- The permission table follows the grants and policies in force, and nothing else.
select plan(20);

create function pg_temp.may(a_role text, a_capability text) returns boolean language sql
as $$ select exists (select from app_public.permissions() p where (p.role, p.capability) = (a_role, a_capability)) $$;
create function pg_temp.rows_of(a_role text, a_capability text) returns text language sql
as $$ select p.rows::text from app_public.permissions() p where (p.role, p.capability) = (a_role, a_capability) $$;

-- What is derived
select is(pg_temp.rows_of('org_admin', 'clients.read'), 'all', 'a policy that lets everything pass reaches all rows');
select is(pg_temp.rows_of('dietitian', 'clients.read'), 'care', 'staff reach the clients in their care');
select is(pg_temp.rows_of('client', 'clients.read'), 'own', 'a client reaches their own record by the same policy');
select is(pg_temp.rows_of('researcher', 'memberships.read'), 'own', 'a researcher sees their own membership');
select is(pg_temp.rows_of('client', 'meal_plan_versions.read'), 'own', 'a further condition narrows, and does not widen');
select is(pg_temp.rows_of('dietitian', 'users.read'), 'some', 'what no word fits is not called less than it is');
select is((select array[p.rows::text] || p.policies from app_public.permissions() p where (p.role, p.capability) = ('assistant', 'meal_plan_items.read')),
  array['some', 'select_care_team', 'select_templates'], 'a part shows as its whole does, by the policies of the whole');
select is((select p.columns from app_public.permissions() p where (p.role, p.capability) = ('client', 'client_conditions.read')),
  array['org_id', 'id', 'client_id', 'condition_org_id', 'condition_id', 'started_on', 'ended_on', 'created_at', 'updated_at', 'updated_by'],
  'a grant by column says which');
select is_empty($$ select * from app_public.permissions() where role = 'anonymous' $$, 'nobody may anything without signing in');

-- What changes it
grant delete on clients to tf_assistant;
select is(pg_temp.may('assistant', 'clients.delete'), false, 'a grant without a policy lets nothing pass');
create policy delete_anything on clients for delete to tf_assistant using (id = any (array(select app_hidden.my_client_ids())) or status = 'archived');
select is(pg_temp.rows_of('assistant', 'clients.delete'), 'some', 'with one it does, and an alternative is never called care');
drop policy delete_anything on clients;
create policy delete_for_everybody on clients for delete using (true);
select is(pg_temp.rows_of('assistant', 'clients.delete'), 'all', 'a policy for everybody counts for each role');
create policy only_paused on clients as restrictive for delete using (status = 'paused');
select is(pg_temp.rows_of('assistant', 'clients.delete'), 'some', 'a restrictive policy narrows');
revoke delete on clients from tf_assistant;
select is(pg_temp.may('assistant', 'clients.delete'), false, 'a policy without a grant lets nothing pass either');

revoke execute on function create_client(uuid, text, text, date, sex, numeric, text, text, text, text) from tf_dietitian;
select is(pg_temp.may('dietitian', 'create_client') or not pg_temp.may('org_admin', 'create_client'), false, 'a revoked function is gone for that role alone');
drop policy select_mine on clients;
select is(pg_temp.may('dietitian', 'clients.read') or not pg_temp.may('org_admin', 'clients.read'), false, 'so is a table whose policy was dropped');

-- Who may ask
select tests.authenticate_as('org_admin@demo.test');
select ok((select count(distinct role) from app_public.permissions()) = 5, 'an org_admin sees the whole table');
select tests.authenticate_as('assistant@demo.test');
select throws_ok('select * from app_public.permissions()', '42501', null, 'an assistant does not');
select set_eq('select distinct role from app_public.my_capabilities()', array['assistant'], 'but what assistants may');
select ok(exists (select from app_public.my_capabilities() where capability = 'create_meal_plan'), 'such as making a plan');

select * from finish();
