-- What may take the place of a food: near in what it brings, and safe for the client. What is not known is neither.
select plan(34);

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.member_id('dietitian@demo.test') as member, '00000000-0000-0000-0000-000000000000'::uuid as kb,
         uuidv7() as client, uuidv7() as nut, uuidv7() as stew, uuidv7() as soup, uuidv7() as porridge;
create temp table food(id uuid default uuidv7(), name text, food_group text, kind text default 'food', panel jsonb, tag text, is_present boolean, nut app_public.allergen_presence, provenance app_public.fact_provenance);
-- 208 kcal, 203 protein, 204 fat, 205 carbohydrate, 307 sodium
insert into food (name, food_group, panel, nut, provenance) values
  ('Zread, white', '1800', '{"208": 250, "203": 9, "204": 3, "205": 47, "307": 500}', 'free', 'declared'),
  ('Zread, rye', '1800', '{"208": 250, "203": 9, "204": 3, "205": 47, "307": 480}', 'free', 'declared'),
  ('Zread, salt-free', '1800', '{"208": 250, "203": 9, "204": 3, "205": 47, "307": 10}', 'free', 'reviewed'),
  ('Zread, light', '1800', '{"208": 125, "203": 4.5, "204": 1.5, "205": 23.5, "307": 250}', 'free', 'declared'),
  ('Zread with nuts', '1800', '{"208": 250, "203": 9, "204": 3, "205": 47, "307": 20}', 'contains', 'declared'),
  ('Zread, nobody knows', '1800', '{"208": 250, "203": 9, "204": 3, "205": 47, "307": 20}', null, null),
  ('Zread, inferred', '1800', '{"208": 250, "203": 9, "204": 3, "205": 47, "307": 20}', 'free', 'inferred'),
  ('Zread, unmeasured', '1800', '{"208": 250, "203": 9, "307": 20}', 'free', 'declared'),
  ('Zread, sodium unknown', '1800', '{"208": 250, "203": 9, "204": 3, "205": 47}', 'free', 'declared'),
  ('Zookie', '1800', '{"208": 500, "203": 5, "204": 25, "205": 65, "307": 300}', 'free', 'declared'),
  ('Zats', '0800', '{"208": 255, "203": 9, "204": 3, "205": 48, "307": 5}', 'free', 'declared'),
  ('Zoil', '0400', '{"208": 250, "203": 9, "204": 3, "205": 47, "307": 5}', 'free', 'declared'),
  ('Zlank', '1800', '{"203": 9}', 'free', 'declared');
grant select on ids, food to public;
insert into foods (org_id, id, name, food_group_code, kind) select kb, id, name, food_group, kind from ids, food;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select kb, f.id, e.key::integer, e.value::numeric from ids, food f, jsonb_each_text(f.panel) e;
insert into allergens (org_id, id, code, name) select kb, nut, 'test_nut', 'Test nut' from ids;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select kb, f.id, ids.nut, f.nut, f.provenance from ids, food f where f.nut is not null;
insert into recipes (org_id, id, name, servings) select org, r.id, r.name, r.servings from ids, lateral (values (stew, 'Zstew', 2), (soup, 'Zsoup', 1), (porridge, 'Zorridge', 4)) r(id, name, servings);
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams)
  select ids.org, r.id, 1, f.id, r.grams from ids, lateral (values (stew, 'Zread, white', 400), (soup, 'Zread with nuts', 200), (porridge, 'Zats', 800)) r(id, food, grams) join food f on f.name = r.food;
-- only what stands here is compared
insert into organization_libraries (org_id, library_code, is_used) select org, 'starter_foods', false from ids;
insert into clients (org_id, id, given_name, family_name, born_on) select org, client, 'Substitute', 'Client', '1980-01-01' from ids;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, member, current_date - 1 from ids;

create function pg_temp.answer(food text, amount numeric, client uuid default null, less text default null, more text default null) returns table (number bigint, name text, e json) language sql as $$
  select s.n, s.e -> 'hit' ->> 'name', s.e from food f, json_array_elements(app_public.substitutes(amount, f.id, null, client, less, more, 30)) with ordinality s(e, n) where f.name = answer.food
$$;
create function pg_temp.found(food text, amount numeric, client uuid default null, less text default null, more text default null) returns text[] language sql as $$
  select coalesce(array_agg(a.name order by a.number), '{}') from pg_temp.answer(food, amount, client, less, more) a
$$;
grant execute on function pg_temp.answer(text, numeric, uuid, text, text), pg_temp.found(text, numeric, uuid, text, text) to public;
select tests.authenticate_as('dietitian@demo.test');

-- near
select is((pg_temp.found('Zread, white', 100))[1] like 'Zread, %', true, 'the same kind of food is nearest');
select is(pg_temp.found('Zread, white', 100) && array['Zread, white'], false, 'what is replaced is no substitute');
select is(pg_temp.found('Zread, white', 100) && array['Zoil'], false, 'nor is what is of another sort, however alike its figures');
select ok(array_position(pg_temp.found('Zread, white', 100), 'Zats') > array_position(pg_temp.found('Zread, white', 100), 'Zread, rye'), 'a neighbouring group comes after the same one');
select ok(array_position(pg_temp.found('Zread, white', 100), 'Zookie') > array_position(pg_temp.found('Zread, white', 100), 'Zread, rye'), 'energy that comes from elsewhere is less near');
select is(pg_temp.found('Zread, white', 100) && array['Zread, unmeasured'], false, 'CLINICAL 3: what is not known is not near');
select is(pg_temp.found('Zlank', 100), '{}', 'and nothing is near to what nobody knows');
select is((select (e ->> 'amount')::numeric from pg_temp.answer('Zread, white', 100) where name = 'Zread, light'), 200::numeric, 'so much of it as brings the same energy');
select is((select (e ->> 'amount')::numeric from pg_temp.answer('Zread, white', 103) where name = 'Zread, rye'), 105::numeric, 'in a round figure');
select is((select (e ->> 'amount')::numeric from pg_temp.answer('Zread, white', 4) where name = 'Zread, rye'), 4::numeric, 'a small one to the gram');

-- less or more of a nutrient
select set_eq($$ select unnest(pg_temp.found('Zread, white', 100, null, 'sodium')) $$,
  array['Zread, salt-free', 'Zread with nuts', 'Zread, nobody knows', 'Zread, inferred', 'Zookie', 'Zats'], 'only what holds clearly less of it in that amount');
select is(pg_temp.found('Zread, white', 100, null, 'sodium') && array['Zread, sodium unknown'], false, 'unknown is not less');
select is(pg_temp.found('Zread, salt-free', 100, null, null, 'sodium') @> array['Zread, white', 'Zread, rye', 'Zread, light'], true, 'or clearly more');
select is((select e -> 'differences' -> 0 ->> 'code' from pg_temp.answer('Zread, white', 100, null, 'sodium') where name = 'Zread, salt-free'), 'sodium', 'the difference that is asked for stands first');
select is((select array[e -> 'differences' -> 0 ->> 'before', e -> 'differences' -> 0 ->> 'after']::numeric[] from pg_temp.answer('Zread, white', 50, null, 'sodium') where name = 'Zread, salt-free'), '{250,5}', 'of the amounts, before and after');
select throws_ok($$ select pg_temp.found('Zread, white', 100, null, 'sodium', 'potassium') $$, 'TF121', null, 'less or more, not both');
select throws_ok($$ select pg_temp.found('Zread, white', 100, null, 'nonsense') $$, 'TF400', 'There is no nutrient "nonsense".', 'an unknown nutrient is an error');
select is(pg_temp.found('Zread, white', 100, null, 'retinol'), pg_temp.found('Zread, white', 100), 'of a nutrient that the panel lacks nothing is compared');

-- safe
select tests.as_owner();
insert into client_allergies (org_id, client_id, allergen_id, criticality) select org, client, nut, 'high' from ids;
select tests.authenticate_as('dietitian@demo.test');
select is((select pg_temp.found('Zread, white', 100, client) && array['Zread with nuts'] from ids), false, 'CLINICAL 22: a breach is no substitute');
select is((select pg_temp.found('Zread, white', 100, client) && array['Zread, nobody knows'] from ids), false, 'CLINICAL 20: nor is what could be one');
select is((select pg_temp.found('Zread, white', 100, client) && array['Zread, inferred'] from ids), false, 'CLINICAL 21: an inferred "free" does not clear');
select set_eq($$ select unnest(pg_temp.found('Zread with nuts', 100, client)) from ids $$, array['Zread, white', 'Zread, rye', 'Zread, salt-free', 'Zread, light', 'Zread, sodium unknown', 'Zookie', 'Zats'], 'what is known to be free is offered instead');
select is((select count(*) from ids, pg_temp.answer('Zread with nuts', 100, client) a, json_array_elements(a.e -> 'hit' -> 'conflicts') c where c ->> 'outcome' = 'breach'), 0::bigint, 'and nothing that is offered is a breach');
select tests.as_owner();
update client_allergies set criticality = 'low' where client_id = (select client from ids);
select tests.authenticate_as('dietitian@demo.test');
select is((select pg_temp.found('Zread, white', 100, client) @> array['Zread with nuts'] from ids), true, 'what only warns is offered');
select is((select (array_agg(name order by number desc))[1] from ids, pg_temp.answer('Zread, white', 100, client)), 'Zread with nuts', 'after everything that does not');
select is((select c ->> 'ruleCode' from ids, pg_temp.answer('Zread, white', 100, client) a, json_array_elements(a.e -> 'hit' -> 'conflicts') c where a.name = 'Zread with nuts'), 'allergy.test_nut', 'and says so');

-- recipes
select is((select array_agg(e -> 'hit' ->> 'name') @> array['Zorridge', 'Zsoup'] from ids, json_array_elements(app_public.substitutes(1, null, stew, null, null, null, 30)) e), true, 'a recipe takes the place of a recipe');
select is((select e ->> 'unitCode' from ids, json_array_elements(app_public.substitutes(1, null, stew, null, null, null, 30)) e where e -> 'hit' ->> 'name' = 'Zorridge'), 'serving', 'in servings');

-- who asks, and what makes no sense
select throws_ok($$ select pg_temp.found('Zread, white', 0) $$, 'TF030', null, 'an amount is above zero');
select throws_ok($$ select app_public.substitutes(100) $$, 'TF400', null, 'something is replaced');
select throws_ok($$ select app_public.substitutes(100, uuidv7()) $$, 'TF404', null, 'something that there is');
select throws_ok($$ select app_public.substitutes(1, null, uuidv7()) $$, 'TF404', null, 'a recipe, too');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select pg_temp.found('Zread, white', 100, client) from ids $$, 'TF404', 'There is no such client.', 'not for another practice''s client');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select app_public.substitutes(100, uuidv7()) $$, '42501', null, 'clients are not asked what may replace what is prescribed');
select * from finish();
