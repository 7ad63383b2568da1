select plan(29);

create temp table here as select tests.org_id('org_admin@demo.test') as org, tests.org_id('org_admin@other.test') as other;
grant select on here to public;

-- an org_admin
select tests.authenticate_as('org_admin@demo.test');
select is((update_organization(name => '  Keller practice ')).name, 'Keller practice', 'an org_admin renames the organisation');
select results_eq($$ select (o).unit_system, (o).energy_unit, (o).review_interval_days, (o).requires_second_factor
                       from (select update_organization(unit_system => 'us', energy_unit => 'kJ', review_interval_days => 14, requires_second_factor => true) o offset 0) x $$,
  $$ values ('us', 'kJ', 14, true) $$, 'and says how figures are shown, when clients are reviewed and what signing in takes');
select is((select name from organizations), 'Keller practice', 'what was left out stayed');
select throws_ok($$ select update_organization(name => ' ') $$, '23514', null, 'a name is not empty');
select throws_ok($$ select update_organization(time_zone => 'Mars/Olympus') $$, 'TF400', null, 'a time zone exists');
select throws_ok($$ select update_organization(locale => 'German, please') $$, '23514', null, 'a language is written as BCP 47 has it');
select lives_ok($$ select update_organization(locale => 'zh-Hant-TW'), update_organization(locale => 'es-419') $$, 'with script and region where there are');
select throws_ok($$ select update_organization(unit_system => 'imperial') $$, '23514', null, 'units are metric or US');
select throws_ok($$ select update_organization(energy_unit => 'cal') $$, '23514', null, 'energy is in kcal or kJ');
select throws_ok($$ select update_organization(review_interval_days => 0) $$, '23514', null, 'a review is some days away');

-- the panel
select is((update_organization(panel_nutrient_ids => array[307, 208])).panel_nutrient_ids, array[307, 208], 'the panel shows what the organisation chose, in its order');
select throws_ok($$ select update_organization(panel_nutrient_ids => array[208, 208]) $$, 'TF400', null, 'each nutrient once');
select throws_ok($$ select update_organization(panel_nutrient_ids => array[208, null]) $$, 'TF400', null, 'and none that is nothing');
select throws_ok($$ select update_organization(panel_nutrient_ids => array[268]) $$, 'TF400', null, 'energy in kJ is not summed, so it is not shown');
select throws_ok($$ select update_organization(panel_nutrient_ids => array[207]) $$, 'TF400', null, 'nor is what plans do not compute');
select throws_ok($$ select update_organization(panel_nutrient_ids => array[999999]) $$, 'TF400', null, 'nor what does not exist');
select is((update_organization(panel_nutrient_ids => '{}')).panel_nutrient_ids, null, 'an empty list is the default again');
select tests.as_owner();
select throws_ok($$ update organizations set panel_nutrient_ids = '{}' where id = (select org from here) $$, '23514', null, 'an empty panel cannot be stored, whoever writes it');

-- history
select is((select e.after ->> 'name' from audit.events e, here where e.org_id = here.org and e.table_name = 'organizations' and e.action = 'update' and e.after ? 'name'), 'Keller practice',
  'history says what changed, under the organisation itself');
select is((select e.user_id from audit.events e, here where e.org_id = here.org and e.table_name = 'organizations' and e.action = 'update' and e.after ? 'name'), tests.user_id('org_admin@demo.test'), 'and who changed it');
update users set display_name = 'Hannah Vogel-Braun' where id = tests.user_id('dietitian@demo.test');
select is((select before ->> 'display_name' from audit.events where table_name = 'users' and action = 'update'), 'Hannah Vogel', 'people have history, too');

-- everybody else
select tests.authenticate_as('dietitian@demo.test');
select is((select name from organizations), 'Keller practice', 'a dietitian reads the settings');
select throws_ok($$ select update_organization(name => 'Mine') $$, '42501', null, 'but does not change them');
select throws_ok($$ update organizations set name = 'Mine' $$, '42501', null, 'past the function neither');
select tests.authenticate_as('client@demo.test');
select is((select energy_unit from organizations), 'kJ', 'a client''s app knows the units');
select throws_ok($$ select update_organization(name => 'Mine') $$, '42501', null, 'and changes nothing');
select tests.authenticate_as('org_admin@other.test');
select lives_ok($$ select update_organization(name => 'Elsewhere') $$, 'another organisation''s org_admin changes a name …');
select tests.as_owner();
select is((select name from organizations, here where id = org), 'Keller practice', '… and not this one''s');
select is((select name from organizations, here where id = other), 'Elsewhere', 'but the own one''s');

select * from finish();
