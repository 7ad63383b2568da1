select plan(17);

create temp table here as select tests.org_id('org_admin@demo.test') as org, tests.new_food('Zzyzx berry') as loose,
  tests.new_food('Zzyzx root') as common, tests.new_food('Zzyzx leaf') as bulk;
update foods set library_code = 'starter_foods' where id = (select common from here);
update foods set library_code = 'usda_sr' where id = (select bulk from here);
insert into foods (org_id, name) select org, 'Zzyzx of our own' from here;
grant select on here to public;
create function pg_temp.found(query text) returns setof text language sql as $$ select x ->> 'name' from json_array_elements(search_foods(query)) x $$;
grant execute on function pg_temp.found(text) to public;

-- what the libraries hold
select is_empty($$ select name from foods where org_id = '00000000-0000-0000-0000-000000000000' and library_code is null and name !~ 'Zzyzx' $$, 'every food of the knowledge base is in a library');
select is_empty($$ select name from recipes where org_id = '00000000-0000-0000-0000-000000000000' and library_code is distinct from 'starter_recipes' $$, 'every recipe, too');
select throws_ok($$ update foods set library_code = 'usda_sr' where org_id = (select org from here) $$, '23514', null, 'an own food is in none');

-- an org_admin
select tests.authenticate_as('dietitian@demo.test');
select set_eq($$ select pg_temp.found('zzyzx') $$, array['Zzyzx berry', 'Zzyzx root', 'Zzyzx leaf', 'Zzyzx of our own'], 'as long as nobody chooses, everything is found');
select tests.authenticate_as('org_admin@demo.test');
select ok((select bool_and(libraries_is_used(l)) from libraries l), 'all libraries are used at first');
select lives_ok($$ select use_library('usda_sr', false) $$, 'an org_admin leaves a library out');
select lives_ok($$ select use_library('usda_sr', false) $$, 'twice is once');
select is((select libraries_is_used(l) from libraries l where code = 'usda_sr'), false, 'which shows');
select set_eq($$ select pg_temp.found('zzyzx') $$, array['Zzyzx berry', 'Zzyzx root', 'Zzyzx of our own'], 'searches leave it out');
select set_eq($$ select pg_temp.found('zzyzyx leef') $$, array[]::text[], 'with typing errors, too') ;
select is((food_document((select bulk from here)) ->> 'name'), 'Zzyzx leaf', 'what a plan names is still read');
select throws_ok($$ select use_library('nonsense', false) $$, 'TF404', null, 'a library exists');

-- everybody else
select tests.authenticate_as('org_admin@other.test');
select is((select count(*)::int from pg_temp.found('zzyzx')), 3, 'another organisation finds what it found');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select use_library('usda_sr', true) $$, '42501', null, 'a dietitian does not choose');
select tests.authenticate_as('org_admin@demo.test');
select lives_ok($$ select use_library('usda_sr', true) $$, 'the org_admin takes it back');
select is((select count(*)::int from pg_temp.found('zzyzx')), 4, 'and everything is found again');
select tests.as_owner();
select is((select count(*)::int from audit.events e, here where e.org_id = org and e.table_name = 'organization_libraries'), 2, 'history has both decisions');

select * from finish();
