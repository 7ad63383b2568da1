-- Own foods and portions that plans, recipes and logs use: what a change does to them, and what is never taken from under them.
select no_plan();

create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create function pg_temp.plan() returns uuid language sql as $$ select '00000000-0000-4000-8000-0000000000d1'::uuid $$;
create function pg_temp.version() returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = pg_temp.plan() and v.number = (select max(o.number) from app_public.meal_plan_versions o where o.meal_plan_id = pg_temp.plan()) $$;
create function pg_temp.revision() returns integer language sql as $$ select v.revision from app_public.meal_plan_versions v where v.id = pg_temp.version() $$;
create function pg_temp.meal() returns uuid language sql as $$ select m.id from app_public.meal_plan_meals m where m.meal_plan_version_id = pg_temp.version() limit 1 $$;
create function pg_temp.edit(variadic edits json[]) returns json language sql as
  $$ select app_public.edit_meal_plan_version(pg_temp.version(), pg_temp.revision(), pg_temp.edits(array_to_json(edits))) $$;
create function pg_temp.content(name text, density numeric default null) returns food_content language sql
  as $$ select row(name, null, null, null, null, null, null, density, null, null, null)::food_content $$;
create function pg_temp.energy(amount numeric) returns food_nutrient_value[] language sql as $$ select array[row(208, amount, null, null, null)::food_nutrient_value] $$;
create temp table things as
  select tests.org_id('dietitian@demo.test') as org, (select c.id from clients c where c.full_name = 'Maria Keller') as maria, md5('food:04053')::uuid as oil,
         uuidv7() as cake, uuidv7() as slice, uuidv7() as syrup, uuidv7() as splash, uuidv7() as item1, uuidv7() as item2, uuidv7() as item3, uuidv7() as recipe;
grant select on things to public;
grant execute on all functions in schema pg_temp to public;
create function pg_temp.grams() returns text language sql as
  $$ select string_agg(trim_scale(i.grams)::text, ' ' order by i.position) from app_public.meal_plan_items i where i.meal_plan_version_id = pg_temp.version() $$;
grant execute on function pg_temp.grams() to public;

-- a draft counts own portions, of an own food and of one of the knowledge base, and spoons of an own food
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select create_food(cake, pg_temp.content('Own cake'), pg_temp.energy(400), array[row(slice, '1 slice', 80)::food_portion_content]) from things $$, 'an assistant enters a food …');
select lives_ok($$ select create_food(syrup, pg_temp.content('Own syrup', 1.3), pg_temp.energy(300)) from things $$, '… a fluid one …');
select lives_ok($$ select add_food_portion(splash, oil, '1 splash', 7) from things $$, '… and a portion of an oil of the knowledge base');
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select create_meal_plan(pg_temp.plan(), 'With own foods', maria, 1, array['Lunch']) from things $$, 'her colleague plans');
select lives_ok($$ select pg_temp.edit(
    json_build_object('op', 'add_item', 'id', item1, 'meal_id', pg_temp.meal(), 'food_id', cake, 'amount', 2, 'food_portion_id', slice),
    json_build_object('op', 'add_item', 'id', item2, 'meal_id', pg_temp.meal(), 'food_id', oil, 'amount', 3, 'food_portion_id', splash),
    json_build_object('op', 'add_item', 'id', item3, 'meal_id', pg_temp.meal(), 'food_id', syrup, 'amount', 2, 'unit_code', 'tbsp_metric')) from things $$, 'with them');
select is(pg_temp.grams(), '160 21 39', 'CLINICAL 9: portions of that very food, whoever stated them, and spoons by its density');
select throws_ok($$ select pg_temp.edit(json_build_object('op', 'add_item', 'id', uuidv7(), 'meal_id', pg_temp.meal(), 'food_id', oil, 'amount', 1, 'food_portion_id', slice)) from things $$,
  'TF031', null, 'a portion of another food is refused');
select throws_ok($$ select pg_temp.edit(json_build_object('op', 'add_item', 'id', uuidv7(), 'meal_id', pg_temp.meal(), 'food_id', cake, 'amount', 1, 'unit_code', 'cup_metric')) from things $$,
  'TF032', '"Own cake" has no density: cup (metric, 250 ml) cannot be converted to grams.', 'CLINICAL 9: a conversion that is missing names food and unit');
select tests.as_owner();
select throws_ok($$ update meal_plan_items set food_portion_id = (select slice from things) where id = (select item2 from things) $$, '23503', null,
  'not even the owner counts an oil in slices of cake: the key ties a portion to its food');
select results_eq($$ select food_portion_org_id, food_org_id from meal_plan_items where id = (select item2 from things) $$, $$ select org, '00000000-0000-0000-0000-000000000000'::uuid from things $$,
  'the item names who states the portion, and whose food it is');
select tests.authenticate_as('dietitian@demo.test');
select is((meal_plan_version_document(pg_temp.version()) #>> array['foods', (select oil::text from things), 'isOwn']), 'false', 'the builder knows whose a food is …');
select ok((meal_plan_version_document(pg_temp.version()) #> array['foods', (select oil::text from things), 'portions'])::jsonb @> (select jsonb_build_array(jsonb_build_object('id', splash, 'isOwn', true)) from things),
  '… and offers the practice''s own portion of it');

-- what changes, weighs anew in drafts
create temp table seen as select pg_temp.revision() as revision;
grant select on seen to public;
select lives_ok($$ select change_food_portion(splash, 1, '1 splash', 10) from things $$, 'a portion weighs more …');
select is(pg_temp.grams(), '160 30 39', '… and so does what the draft counts in it');
select is(pg_temp.revision(), (select revision + 1 from seen), 'the draft says that it changed');
select lives_ok($$ select state_food_density(syrup, 1.4) from things $$, 'likewise a density');
select is(pg_temp.grams(), '160 30 42', 'its spoons weigh more');
select lives_ok($$ select change_food(cake, 1, pg_temp.content('Own cake'), null, array[row(slice, '1 slice', 90)::food_portion_content]) from things $$, 'and a portion that is changed with its food');
select is(pg_temp.grams(), '180 30 42', 'in all of them');
truncate seen;
insert into seen select pg_temp.revision();
select lives_ok($$ select change_food(cake, 2, pg_temp.content('Own cake'), pg_temp.energy(410)) from things $$, 'another figure …');
select is(pg_temp.revision(), (select revision from seen), '… weighs nothing else: no revision for it');

-- removed and archived, but not from under the plan
select lives_ok($$ select remove_food_portion(splash) from things; select remove_food_portion(splash) from things $$, 'a portion that a draft counts is removed, once or twice');
select is((select string_agg(p ->> 'label', ', ') from json_array_elements(food_document((select oil from things)) -> 'portions') p where p ->> 'label' = '1 splash'), null, 'nobody is offered it any more …');
select is(pg_temp.grams(), '180 30 42', '… and the draft goes on counting it');
select ok((meal_plan_version_document(pg_temp.version()) #> array['foods', (select oil::text from things), 'portions'])::jsonb @> (select jsonb_build_array(jsonb_build_object('id', splash)) from things),
  'with its name, where it is counted');
select lives_ok($$ select pg_temp.edit(json_build_object('op', 'update_item', 'id', item2, 'amount', 2)) from things $$, 'its amount can still be changed');
select is(pg_temp.grams(), '180 20 42', 'by what the portion weighs');
select lives_ok($$ select add_food_portion(splash, oil, '1 splash', 10) from things $$, 'what was removed is offered again by the request that made it');
select throws_ok($$ select delete_food(cake) from things $$, 'TF112', '"Own cake" is used in 1 plan. Archive it: searches leave it out, and what uses it stays.', 'a food that a draft uses is not deleted; where it is used is said');
select lives_ok($$ select archive_food(cake) from things $$, 'it is archived');
select is((meal_plan_version_document(pg_temp.version()) #>> array['foods', (select cake::text from things), 'isArchived']), 'true', 'the draft shows it, marked');
select is(pg_temp.grams(), '180 20 42', 'and counts it as before');
select lives_ok($$ select pg_temp.edit(json_build_object('op', 'update_item', 'id', item1, 'amount', 1)) from things $$, 'it can be planned on with');

-- where it is used
select is((select p ->> 'name' from json_array_elements(food_places((select cake from things)) -> 'plans') p), 'With own foods', 'a food says in which plans of her clients it is used');
select tests.authenticate_as('org_admin@demo.test');
select is(json_array_length(food_places((select cake from things)) -> 'plans'), 0, 'an org_admin, who cares for nobody, reads no client''s plan there');
select is(food_places((select cake from things)) ->> 'otherPlans', '1', 'only that there is one');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select food_places(cake) from things $$, 'TF404', 'There is no such food.', 'another practice''s food has no places');
select is((select count(*) from json_array_elements(food_places((select oil from things)) -> 'plans') p where p ->> 'name' = 'With own foods'), 0::bigint, 'and of a shared food nobody reads another practice''s plans');

-- published: what was prescribed stays, and is checked again when facts change
select tests.as_owner();
insert into recipes (org_id, id, name, servings) select org, recipe, 'Cake with syrup', 2 from things;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, recipe, 1, syrup, 20 from things;
delete from app_private.safety_changes;
select tests.authenticate_as('dietitian@demo.test');
select is((select string_agg(r ->> 'name', ', ') from json_array_elements(food_places((select syrup from things)) -> 'recipes') r), 'Cake with syrup', 'a food says in which recipes it is');
select throws_ok($$ select delete_food(syrup) from things $$, 'TF112', '"Own syrup" is used in 1 plan, 1 recipe. Archive it: searches leave it out, and what uses it stays.', 'all uses are said');
select lives_ok($$ select change_food(syrup, 2, pg_temp.content('Own syrup', 1.4), pg_temp.energy(310)) from things $$, 'a figure of an own food changes …');
select tests.as_owner();
select ok(exists (select from app_private.safety_changes c where c.org_id = (select org from things) and c.kind = 'food' and (select syrup from things) = any (c.entry_ids)), '… and the plans that use it are noted to be checked again');
select is((select known[1] from app_private.food_panels where food_id = (select syrup from things)), 310::numeric, 'its panel is derived anew');
delete from app_private.safety_changes;
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select add_food_portion(uuidv7(), syrup, '1 pump', 8) from things $$, 'another portion …');
select tests.as_owner();
select is_empty($$ select c.id from app_private.safety_changes c where (select syrup from things) = any (c.entry_ids) $$, '… changes nothing that was prescribed: grams are frozen');

-- own foods are listed
select tests.authenticate_as('assistant@demo.test');
select is((select string_agg(f ->> 'name', ', ') from json_array_elements(own_foods('own') -> 'foods') f where f ->> 'name' like 'Own %'), 'Own syrup', 'the list of own foods leaves out what is archived');
select is((select string_agg(f ->> 'name', ', ') from json_array_elements(own_foods('own', null, true) -> 'foods') f where f ->> 'name' like 'Own %'), 'Own cake', 'which is a list of its own');
select is((select f ->> 'kcalPer100g' from json_array_elements(own_foods('own syrup') -> 'foods') f), '310', 'with what 100 g have');
select tests.authenticate_as('dietitian@other.test');
select is_empty($$ select f from json_array_elements(own_foods('own syrup') -> 'foods') f $$, 'another practice lists its own');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select own_foods() $$, '42501', null, 'a client lists none');
select throws_ok($$ select food_places(oil) from things $$, '42501', null, 'and reads no places');
select * from finish();
