-- The shopping list of a plan's days, and the plan as its client reads it on paper.
select no_plan();

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.new_client() as client, tests.new_food('Banana, raw') as banana, tests.new_food('Oats') as oats,
         tests.new_food('Oil') as oil, tests.new_food('Eel') as eel, uuidv7() as dough, uuidv7() as cake, uuidv7() as bare,
         tests.new_plan(tests.client_id('client@other.test'), '[[[{"text": "soup"}]]]') as foreign_version;
alter table ids add column version uuid;
update foods set refuse_share = 0.36, food_group_code = '0900' from ids where id = banana;
update foods set refuse_share = 0, food_group_code = '2000' from ids where id = oats;
update foods set refuse_share = 0, food_group_code = '0400' from ids where id = oil;
insert into food_portions (org_id, food_org_id, food_id, label, grams, position)
  select '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', banana, p.label, p.grams, p.position
    from ids, (values ('1 cup, sliced', 150, 1), ('1 large', 136, 2), ('1 medium (7" long)', 118, 3)) p(label, grams, position);
-- A dough for 4 of 400 g oats, fried in 200 g oil of which 90 % is discarded; a cake for 2 of one serving of dough and 128 g banana.
insert into recipes (org_id, id, name, servings) select org, unnest(array[dough, cake, bare]), unnest(array['Dough', 'Cake', 'Secret soup']), unnest(array[4, 2, 1]) from ids;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams, discarded_share) select org, dough, 1, oats, 400, 0 from ids
  union all select org, dough, 2, oil, 200, 0.9 from ids union all select org, cake, 1, banana, 128, 0 from ids;
insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, servings) select org, cake, 2, dough, 1 from ids;
update ids set version = tests.new_plan(client, json_build_array(
  json_build_array(json_build_array(json_build_object('food', banana, 'grams', 118), json_build_object('food', oats, 'grams', 80), json_build_object('food', eel, 'grams', 50, 'or', true)),
                   json_build_array(json_build_object('recipe', cake, 'servings', 1), json_build_object('text', 'Tea'))),
  json_build_array(json_build_array(json_build_object('food', eel, 'grams', 100), json_build_object('text', 'Tea'), json_build_object('recipe', bare, 'servings', 2)))
)::jsonb);
create function pg_temp.list(days integer[] default null, people numeric default 1) returns json language sql as $$ select app_public.shopping_list((select version from ids), days, people) $$;
create function pg_temp.line(food text, list json) returns text language sql as $$
  select concat_ws(' ', f ->> 'edibleG', f ->> 'boughtG', f ->> 'isRefuseKnown') from json_array_elements(list -> 'groups') g, json_array_elements(g -> 'foods') f where f ->> 'name' = food $$;
grant select on ids to public;
grant execute on all functions in schema pg_temp to public;

-- A draft
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.line('Banana, raw', pg_temp.list()), '182.0 284.4 true', 'CLINICAL 1: 118 g and 64 g in a serving of cake are 182 g, and bought 182 / (1 − 0.36)');
select is(pg_temp.line('Oats', pg_temp.list()), '130.0 130.0 true', 'recipes in recipes are taken apart: 80 g, and half of a quarter of 400 g');
select is(pg_temp.line('Oil', pg_temp.list()), '25.0 25.0 true', 'what is discarded is bought all the same: half of a quarter of 200 g');
select is(pg_temp.line('Eel', pg_temp.list()), '100.0 100.0 false', 'where the refuse is unknown the edible part is told, and that it is unknown; an alternative is not bought');
select is(pg_temp.line('Banana, raw', pg_temp.list('{1}', 2.5)), '455.0 710.9 true', 'for more people it is more');
select is(pg_temp.line('Eel', pg_temp.list('{1}')), null, 'and of a day only what it needs');
select is(pg_temp.list('{2,1,2}') ->> 'dayNumbers', '[1,2]', 'a day counts once');
select is((select string_agg(g ->> 'name', ', ' order by n) from json_array_elements(pg_temp.list() -> 'groups') with ordinality x(g, n) where g ->> 'name' is not null),
  'Fats and Oils, Fruits and Fruit Juices, Cereal Grains and Pasta', 'foods stand by group');
select is((select g -> 'foods' -> 0 ->> 'name' from json_array_elements(pg_temp.list() -> 'groups') with ordinality x(g, n) order by n desc limit 1), 'Eel', 'those without one come last');
select is((select f -> 'pieces' from json_array_elements(pg_temp.list() -> 'groups') g, json_array_elements(g -> 'foods') f where f ->> 'name' = 'Banana, raw')::text,
  '{"count" : 1.54, "label" : "1 medium (7\" long)"}', 'a shopper reads pieces: 182 g of 118 g each');
select results_eq($$ select w ->> 'text', (w ->> 'times')::integer, (w ->> 'isRecipe')::boolean from json_array_elements(pg_temp.list() -> 'written') w $$,
  $$ values ('Tea', 2, false), ('Secret soup', 1, true) $$, 'CLINICAL 7: words stand as they are written, and so does a dish that nobody has filled');
select results_eq($$ select (c ->> 'dayNumber')::integer, c ->> 'counted', c -> 'others' ->> 0 from json_array_elements(pg_temp.list() -> 'choices') c $$,
  $$ values (1, 'Oats', 'Eel') $$, 'CLINICAL 8: of alternatives the first counts, the others are named');

-- Bad input
select throws_ok($$ select pg_temp.list('{3}') $$, 'TF137', 'Choose days that the plan has: 1 to 2.', 'a day that the plan does not have');
select throws_ok($$ select pg_temp.list('{}') $$, 'TF137', null, 'no day');
select throws_ok($$ select pg_temp.list('{1,null}') $$, 'TF137', null, 'an unknown day');
select throws_ok($$ select pg_temp.list(null, 0) $$, 'TF137', null, 'nobody');
select throws_ok($$ select pg_temp.list(null, 51) $$, 'TF137', null, 'too many');

-- A published version is what was frozen
select lives_ok($$ select publish_meal_plan_version(v.id, v.revision, 'First') from meal_plan_versions v, ids where v.id = ids.version $$, 'the plan is published');
create temp table before as select pg_temp.list()::jsonb as list, app_public.printable_meal_plan((select version from ids))::jsonb as page;
select tests.as_owner();
update foods set refuse_share = 0.9, name = 'Plantain' from ids where id = banana;
update recipe_ingredients i set grams = 4000 from ids where i.recipe_id = dough and i.food_id = oats;
update recipes set preparation = 'Stir.' from ids where id = cake;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.list()::jsonb, b.list, 'CLINICAL 15: nothing later changes its shopping list …') from before b;
select is(app_public.printable_meal_plan((select version from ids))::jsonb, b.page, '… nor what is printed') from before b;
select tests.as_owner();
alter table published_contents disable trigger user;
update published_contents c set content = content - 'shopping' from ids where c.meal_plan_version_id = ids.version;
alter table published_contents enable trigger user;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.line('Oats', pg_temp.list()), '130.0 130.0 true', 'one that was published before shopping was frozen has the recipes of then');
select is(pg_temp.line('Plantain', pg_temp.list()), '182.0 1820.0 true', 'and the foods of now');
select is(pg_temp.list()::jsonb -> 'written', b.list -> 'written', 'and a dish that nobody had filled stands there as well') from before b;

-- What is printed
select tests.as_owner();
update clients set locale = 'de-DE', energy_unit = 'kJ' from ids where id = client;
insert into client_allergies (org_id, client_id, allergen_id, criticality) select org, client, app_private.kb_id('allergen', 'peanut'), 'high' from ids;
select tests.authenticate_as('dietitian@demo.test');
select is((select concat_ws(' ', p ->> 'locale', p ->> 'energyUnit', p ->> 'clientName') from app_public.printable_meal_plan((select version from ids)) p), 'de-DE kJ Test Client', 'the page is in the client''s language and unit of energy');
select is((select p ->> 'clinic' from app_public.printable_meal_plan((select version from ids)) p), (select o.name from organizations o, ids where o.id = ids.org), 'under the clinic''s name');
select doesnt_match(app_public.printable_meal_plan((select version from ids))::text, 'peanut|formula|contentHash|finding', 'and with nothing that is of the staff''s business') ;
select is(app_public.printable_meal_plan((select version from ids)) -> 'recipes' -> (select cake::text from ids) ->> 'name', 'Cake', 'with its recipes');

-- Whose
select throws_ok($$ select shopping_list((select foreign_version from ids)) $$, 'TF404', null, 'a plan of another organisation');
select throws_ok($$ select printable_meal_plan((select foreign_version from ids)) $$, 'TF404', null, 'is not printed either');
select throws_ok($$ select shopping_list(gen_random_uuid()) $$, 'TF404', null, 'and answers like nobody''s');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select pg_temp.list() $$, 'TF404', null, 'nor does an org_admin see that of whom she does not care for');
select tests.as_owner();
create temp table portion as
  select label, piece from (values ('1 Medium (7" long)', 0), ('1 fruit', 1), ('1 egg, large', 1), ('1 clove', 1), ('1 cup, sliced', null), ('1 cup of whole ones', null), ('1 medium, sliced', null), ('1 canister', null), ('100 g', null)) p(label, piece);
insert into food_portions (org_id, food_org_id, food_id, label, grams) select '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', eel, label, 1 from ids, portion;
select results_eq($$ select p.label, p.piece_rank from food_portions p join ids on p.food_id = eel order by 1 $$, $$ select label, piece from portion order by 1 $$,
  'a portion is a piece where it is one of the thing itself, the medium one first, and neither a cup nor a slice');
update food_portions set label = '1 whole eel' from ids where food_id = eel and label = '100 g';
select is((select p.piece_rank from food_portions p join ids on p.food_id = eel where p.label = '1 whole eel'), 1, 'and again when it is called otherwise');
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select pg_temp.list() $$, 'an assistant does');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select pg_temp.list() $$, '42501', null, 'a client does not ask for it');
select * from finish();
