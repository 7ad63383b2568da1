-- Making and editing drafts: the builder's autosave.
select no_plan();

-- Edits as the API sends them, out of JSON.
create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create function pg_temp.plan() returns uuid language sql as $$ select '00000000-0000-4000-8000-0000000000a1'::uuid $$;
create function pg_temp.version() returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = pg_temp.plan() $$;
create function pg_temp.revision() returns integer language sql as
  $$ select v.revision from app_public.meal_plan_versions v where v.meal_plan_id = pg_temp.plan() $$;
create function pg_temp.meal(day integer, meal text) returns uuid language sql as
  $$ select m.id from app_public.meal_plan_meals m join app_public.meal_plan_days d on d.org_id = m.org_id and d.id = m.meal_plan_day_id
      where m.meal_plan_version_id = pg_temp.version() and d.day_number = day and m.name = meal $$;
create function pg_temp.edit(edits json) returns json language sql as
  $$ select app_public.edit_meal_plan_version(pg_temp.version(), pg_temp.revision(), pg_temp.edits(edits)) $$;
create function pg_temp.food(ndb text) returns uuid language sql as $$ select md5('food:' || ndb)::uuid $$;
create function pg_temp.recipe(code text) returns uuid language sql as $$ select md5('recipe:' || code)::uuid $$;
create function pg_temp.item(n text) returns uuid language sql as $$ select ('00000000-0000-4000-8000-00000000000' || n)::uuid $$;
-- "a b c": the items of a meal in their order, an alternative in brackets.
create function pg_temp.order_of(meal uuid) returns text language sql as
  $$ select string_agg(case when i.alternative_of_id is null then right(i.id::text, 1) else '(' || right(i.id::text, 1) || ')' end, ' ' order by i.position)
       || case when max(i.position) = count(*) and count(distinct i.position) = count(*) then '' else ' with gaps' end
       from app_public.meal_plan_items i where i.meal_plan_meal_id = meal $$;
grant execute on all functions in schema pg_temp to public;
create temp table ids as select c.id as maria from app_public.clients c where c.full_name = 'Maria Keller';
grant select on ids to public;

-- The dietitian makes a plan
select tests.authenticate_as('dietitian@demo.test');
select is((app_public.create_meal_plan(pg_temp.plan(), ' A week ', (select maria from ids), 2, array['Breakfast', 'Lunch'])).name, 'A week',
  'a dietitian makes a plan for her client');
select results_eq($$ select d.day_number, m.position, m.name from meal_plan_meals m join meal_plan_days d on d.id = m.meal_plan_day_id
                      where m.meal_plan_version_id = pg_temp.version() order by 1, 2 $$,
  $$ values (1, 1, 'Breakfast'), (1, 2, 'Lunch'), (2, 1, 'Breakfast'), (2, 2, 'Lunch') $$, 'its draft has the days and meals that were asked for');
select is((app_public.create_meal_plan(pg_temp.plan(), 'A week', (select maria from ids), 2, array['Breakfast', 'Lunch'])).id, pg_temp.plan(),
  'the same request again gives the same plan');
select throws_ok($$ select create_meal_plan(pg_temp.plan(), 'Another', (select maria from ids)) $$, 'TF409', null, 'the id of a plan is not taken twice');
select throws_ok($$ select create_meal_plan(gen_random_uuid(), 'x', (select maria from ids), 0) $$, 'TF400', null, 'a plan without days is refused');
select throws_ok($$ select create_meal_plan(gen_random_uuid(), '  ') $$, 'TF400', null, 'a plan without a name is refused');
select throws_ok($$ select create_meal_plan(gen_random_uuid(), 'x', gen_random_uuid()) $$, 'TF404', 'There is no such client.', 'a plan for an unknown client is refused');
select lives_ok($$ select create_meal_plan('00000000-0000-4000-8000-0000000000a2', 'A template') $$, 'a plan without a client is a template');

-- Items
select is((pg_temp.edit(json_build_array(
    json_build_object('op', 'add_item', 'id', pg_temp.item('a'), 'meal_id', pg_temp.meal(1, 'Breakfast'), 'food_id', pg_temp.food('08120'), 'amount', 40, 'unit_code', 'g'),
    json_build_object('op', 'add_item', 'id', pg_temp.item('b'), 'meal_id', pg_temp.meal(1, 'Breakfast'), 'food_id', pg_temp.food('01079'), 'amount', 200, 'unit_code', 'ml'),
    json_build_object('op', 'add_item', 'id', pg_temp.item('c'), 'meal_id', pg_temp.meal(1, 'Breakfast'), 'recipe_id', pg_temp.recipe('banana_porridge'), 'amount', 1, 'unit_code', 'serving', 'position', 1),
    json_build_object('op', 'add_item', 'id', pg_temp.item('d'), 'meal_id', pg_temp.meal(1, 'Breakfast'), 'free_text', 'an apple from the garden')
  )) ->> 'revision')::integer, pg_temp.revision(), 'an edit answers the revision that it leads to');
select is(pg_temp.order_of(pg_temp.meal(1, 'Breakfast')), 'c a b d', 'items stand at the end, or where their position says');
select is((select round(i.grams, 1) from meal_plan_items i where i.id = pg_temp.item('b')), 206.2, 'millilitres become grams by the food''s density');
select ok((select i.grams is null and i.amount = 1 from meal_plan_items i where i.id = pg_temp.item('c')), 'servings of a recipe have no grams');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_item', 'id', pg_temp.item('e'), 'meal_id', pg_temp.meal(1, 'Breakfast'),
    'food_id', pg_temp.food('09040'), 'amount', 2, 'food_portion_id', (select p.id from food_portions p where p.food_id = pg_temp.food('09040') order by p.position limit 1)))) $$,
  'an amount counts portions of the food');
select is((select i.grams from meal_plan_items i where i.id = pg_temp.item('e')),
  (select 2 * p.grams from food_portions p where p.food_id = pg_temp.food('09040') order by p.position limit 1), 'a portion becomes grams');
select is((select json_agg(x.value ->> 'grams') ->> 0 from json_array_elements(
    pg_temp.edit(json_build_array(json_build_object('op', 'update_item', 'id', pg_temp.item('a'), 'amount', 50, 'note', 'dry weight'))) -> 'items') x), '50',
  'an edit answers the grams that an amount came to');
select is((select i.note from meal_plan_items i where i.id = pg_temp.item('a')), 'dry weight', 'a note is kept');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'update_item', 'id', pg_temp.item('a'), 'note', ''))) $$, 'a note is cleared');
select results_eq($$ select i.note, i.amount, i.grams from meal_plan_items i where i.id = pg_temp.item('a') $$, $$ values ('', 50::numeric, 50::numeric) $$, 'what an update leaves out stays');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'update_item', 'id', pg_temp.item('a'), 'unit_code', 'oz', 'amount', 2))) $$, 'a unit is changed');
select is((select round(i.grams, 1) from meal_plan_items i where i.id = pg_temp.item('a')), 56.7, 'and resolved again');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'update_item', 'id', pg_temp.item('a'), 'food_id', pg_temp.food('08121')))) $$, 'a food is substituted');
select is((select i.food_id from meal_plan_items i where i.id = pg_temp.item('a')), pg_temp.food('08121'), 'by the other food');

-- Order and alternatives
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'move_item', 'id', pg_temp.item('d'), 'position', 1))) $$, 'an item moves up');
select is(pg_temp.order_of(pg_temp.meal(1, 'Breakfast')), 'd c a b e', 'to the place that was said');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'move_item', 'id', pg_temp.item('e'), 'alternative_of_id', pg_temp.item('c')),
                                                      json_build_object('op', 'move_item', 'id', pg_temp.item('b'), 'alternative_of_id', pg_temp.item('c')))) $$, 'items become alternatives');
select is(pg_temp.order_of(pg_temp.meal(1, 'Breakfast')), 'd c (e) (b) a', 'alternatives stand behind the item that counts');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'move_item', 'id', pg_temp.item('c'), 'meal_id', pg_temp.meal(2, 'Lunch')))) $$, 'an item moves to another day');
select is(pg_temp.order_of(pg_temp.meal(2, 'Lunch')), 'c (e) (b)', 'with its alternatives');
select is(pg_temp.order_of(pg_temp.meal(1, 'Breakfast')), 'd a', 'and the meal it left closes up');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_item', 'id', pg_temp.item('f'), 'meal_id', pg_temp.meal(2, 'Lunch'), 'free_text', 'x', 'alternative_of_id', pg_temp.item('e')))) $$,
  'TF400', null, 'an alternative of an alternative is refused');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'move_item', 'id', pg_temp.item('a'), 'alternative_of_id', pg_temp.item('c')))) $$,
  'TF404', null, 'an alternative stands in the same meal');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'move_item', 'id', pg_temp.item('e'), 'position', 1), json_build_object('op', 'move_item', 'id', pg_temp.item('c'), 'alternative_of_id', pg_temp.item('e')),
    json_build_object('op', 'move_item', 'id', pg_temp.item('b'), 'alternative_of_id', pg_temp.item('e')))) $$, 'another alternative is made the first');
select is(pg_temp.order_of(pg_temp.meal(2, 'Lunch')), 'e (c) (b)', 'and counts from then on');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'remove_item', 'id', pg_temp.item('e')))) $$, 'an item is removed');
select is(pg_temp.order_of(pg_temp.meal(2, 'Lunch')), null, 'with its alternatives');
select lives_ok($$ select pg_temp.edit(json_build_array(
    json_build_object('op', 'add_item', 'id', pg_temp.item('e'), 'meal_id', pg_temp.meal(2, 'Lunch'), 'free_text', 'soup'),
    json_build_object('op', 'add_item', 'id', pg_temp.item('c'), 'meal_id', pg_temp.meal(2, 'Lunch'), 'free_text', 'stew', 'alternative_of_id', pg_temp.item('e')),
    json_build_object('op', 'add_item', 'id', pg_temp.item('b'), 'meal_id', pg_temp.meal(2, 'Lunch'), 'free_text', 'salad', 'position', 1),
    json_build_object('op', 'add_item', 'id', pg_temp.item('f'), 'meal_id', pg_temp.meal(2, 'Lunch'), 'free_text', 'bread', 'position', 2))) $$,
  'what was removed comes back with the same ids: undo');
select is(pg_temp.order_of(pg_temp.meal(2, 'Lunch')), 'b f e (c)', 'several items added at once stand as if added one by one');

-- Meals, days, targets, the version
select lives_ok($$ select pg_temp.edit(json_build_array(
    json_build_object('op', 'add_meal', 'id', pg_temp.item('1'), 'day_id', (select d.id from meal_plan_days d where d.meal_plan_version_id = pg_temp.version() and d.day_number = 1), 'name', 'Snack', 'time_of_day', '15:30', 'position', 2),
    json_build_object('op', 'add_item', 'id', pg_temp.item('9'), 'meal_id', pg_temp.item('1'), 'free_text', 'a biscuit'))) $$, 'a meal is added and filled in one call');
select results_eq($$ select m.name from meal_plan_meals m join meal_plan_days d on d.id = m.meal_plan_day_id where m.meal_plan_version_id = pg_temp.version() and d.day_number = 1 order by m.position $$,
  array['Breakfast', 'Snack', 'Lunch'], 'in its place');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'update_meal', 'id', pg_temp.item('1'), 'name', 'Tea', 'time_of_day', ''))) $$, 'a meal is renamed and loses its time');
select results_eq($$ select m.name, m.time_of_day::text from meal_plan_meals m where m.id = pg_temp.item('1') $$, $$ values ('Tea', null::text) $$, 'as said');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'move_meal', 'id', pg_temp.item('1'), 'position', 9))) $$, 'a meal moves to the end');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_day', 'id', pg_temp.item('2'), 'day_number', 1), json_build_object('op', 'update_day', 'id', pg_temp.item('2'), 'note', 'Rest day'))) $$,
  'a day is put first');
select results_eq($$ select d.day_number, d.note from meal_plan_days d where d.meal_plan_version_id = pg_temp.version() order by 1 $$, $$ values (1, 'Rest day'), (2, ''), (3, '') $$, 'and the others move back');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'update_day', 'id', pg_temp.item('2'), 'day_number', 3))) $$, 'a day moves');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'remove_day', 'id', pg_temp.item('2')), json_build_object('op', 'remove_meal', 'id', pg_temp.item('1')))) $$, 'a day and a meal are removed');
select results_eq($$ select d.day_number from meal_plan_days d where d.meal_plan_version_id = pg_temp.version() order by 1 $$, array[1, 2], 'and the rest is numbered without gaps');
select is_empty($$ select i.id from meal_plan_items i where i.id = pg_temp.item('9') $$, 'what was in the meal is gone with it');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'set_target', 'nutrient_id', 307, 'maximum', 1500), json_build_object('op', 'set_target', 'nutrient_id', 208, 'minimum', 1800, 'maximum', 2200),
    json_build_object('op', 'set_target', 'nutrient_id', 307, 'maximum', 1400), json_build_object('op', 'update_version', 'is_repeating', false, 'note', 'Drink enough.'))) $$, 'targets and the note are set');
select results_eq($$ select t.nutrient_id, t.minimum, t.maximum from meal_plan_targets t where t.meal_plan_version_id = pg_temp.version() order by 1 $$,
  $$ values (208, 1800::numeric, 2200::numeric), (307, null, 1400) $$, 'the last word counts');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'remove_target', 'nutrient_id', 307))) $$, 'a target is removed');

-- Refusals leave nothing behind
create temp table before as select pg_temp.revision() as revision, (select count(*) from meal_plan_items i where i.meal_plan_version_id = pg_temp.version()) as items;
grant select on before to public;
select throws_ok($$ select edit_meal_plan_version(pg_temp.version(), pg_temp.revision() - 1, pg_temp.edits('[{"op": "update_version", "note": "late"}]')) $$,
  'TF010', 'The plan was changed meanwhile; nothing of this was saved.', 'a stale revision is refused');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', pg_temp.meal(1, 'Lunch'), 'free_text', 'kept?'),
    json_build_object('op', 'update_item', 'id', pg_temp.item('a'), 'amount', -1))) $$, 'TF030', null, 'a negative amount is refused');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'update_item', 'id', pg_temp.item('a'), 'food_portion_id',
    (select p.id from food_portions p where p.food_id = pg_temp.food('09040') limit 1)))) $$, 'TF031', null, 'a portion of another food is refused');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'update_item', 'id', pg_temp.item('a'), 'unit_code', 'serving'))) $$, 'TF032', null, 'a food has no servings');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', pg_temp.meal(1, 'Lunch'), 'recipe_id', pg_temp.recipe('banana_porridge'), 'amount', 100, 'unit_code', 'g'))) $$,
  'TF034', null, 'grams of a recipe need its cooked weight');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', pg_temp.meal(1, 'Lunch'), 'food_id', pg_temp.food('08120'), 'free_text', 'both', 'amount', 1, 'unit_code', 'g'))) $$,
  'TF400', null, 'an item is one thing');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_item', 'id', pg_temp.item('a'), 'meal_id', pg_temp.meal(1, 'Lunch'), 'free_text', 'x'))) $$, 'TF409', null, 'the id of an item is not taken twice');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', pg_temp.meal(1, 'Lunch'), 'food_id', gen_random_uuid(), 'amount', 1, 'unit_code', 'g'))) $$,
  'TF404', null, 'an unknown food is refused');
select throws_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id',
    (select m.id from meal_plan_meals m join meal_plan_versions v on v.id = m.meal_plan_version_id where v.meal_plan_id = '00000000-0000-4000-8000-0000000000a2' limit 1), 'free_text', 'x'))) $$,
  'TF404', 'There is no such meal in this version.', 'an item cannot stand in another version''s meal');
select throws_ok($$ select pg_temp.edit('[{"op": "update_item", "id": "00000000-0000-4000-8000-00000000ffff", "amount": 1}]') $$, 'TF404', null, 'an unknown item is not updated');
select throws_ok($$ select pg_temp.edit('[{"op": "remove_item", "id": "00000000-0000-4000-8000-00000000ffff"}]') $$, 'TF404', null, 'an unknown item is not removed');
select throws_ok($$ select pg_temp.edit('[{"op": "set_target", "nutrient_id": 208, "minimum": 5, "maximum": 4}]') $$, 'TF400', null, 'a minimum above the maximum is refused');
select throws_ok($$ select pg_temp.edit('[{"op": "set_target", "nutrient_id": 268, "minimum": 5}]') $$, 'TF404', null, 'kilojoules have no target');
select throws_ok($$ select pg_temp.edit('[{"note": "no op"}]') $$, 'TF400', null, 'an edit says what it does');
select throws_ok($$ select pg_temp.edit('[]') $$, 'TF400', null, 'an edit without steps is refused');
select results_eq($$ select pg_temp.revision(), (select count(*) from meal_plan_items i where i.meal_plan_version_id = pg_temp.version()) $$, 'select revision, items from before',
  'what is refused leaves the draft and its revision as they were');

-- The document
select results_eq($$ select json_object_keys(meal_plan_version_document(pg_temp.version())) order by 1 $$,
  $$ select unnest(array['assignments', 'canAssign', 'canEdit', 'canPublish', 'client', 'days', 'findings', 'foods', 'librarySeen', 'nutrients', 'nutrition', 'plan', 'recipes', 'review', 'shownNutrientIds', 'targets', 'version', 'versions']) order by 1 $$,
  'the document has everything that the builder opens with');
select is(meal_plan_version_document(pg_temp.version()) #>> '{days,1,meals,1,items,2,name}', 'soup', 'days, meals and items are in their order');
select is(meal_plan_version_document(pg_temp.version()) #>> '{client,conditions,0,name}', 'Hypertension', 'it shows whom the plan is for');
select is(meal_plan_version_document(pg_temp.version()) ->> 'canPublish', 'true', 'a dietitian may publish');

-- The assistant of the same client
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select pg_temp.edit(json_build_array(json_build_object('op', 'update_item', 'id', pg_temp.item('a'), 'amount', 3))) $$, 'an assistant in the care team edits the draft');
select is(meal_plan_version_document(pg_temp.version()) ->> 'canPublish', 'false', 'and is told that she may not publish');
select throws_ok($$ update meal_plan_items set amount = 1 $$, '42501', null, 'nobody writes the rows directly');
select throws_ok($$ insert into meal_plan_days (meal_plan_version_id, day_number) values (pg_temp.version(), 9) $$, '42501', null, 'nor adds rows');
select throws_ok($$ delete from meal_plan_targets $$, '42501', null, 'nor deletes them');
select throws_ok($$ update meal_plan_versions set revision = 1 $$, '42501', null, 'nor touches the version');

-- Everybody else
create temp table the_version as select pg_temp.version() as id, pg_temp.revision() as revision;
grant select on the_version to public;
select tests.authenticate_as('org_admin@demo.test');
select is_empty($$ select 1 from meal_plans p where p.id = pg_temp.plan() $$, 'an administrator who does not care for the client does not see the plan');
select isnt_empty($$ select 1 from meal_plans p where p.id = '00000000-0000-4000-8000-0000000000a2' $$, 'but sees templates');
select throws_ok($$ select meal_plan_version_document(id) from the_version $$, 'TF404', null, 'and cannot open it');
select throws_ok($$ select create_meal_plan(gen_random_uuid(), 'x', (select maria from ids)) $$, 'TF404', null, 'nor make one for that client');
select tests.authenticate_as('client@demo.test');
select is_empty($$ select 1 from meal_plans p where p.id = pg_temp.plan() union all select 1 from meal_plan_versions v where v.id = (select id from the_version) $$, 'a client sees no draft');
select throws_ok($$ select 1 from meal_plan_items $$, '42501', null, 'nor what is in it');
select throws_ok($$ select meal_plan_version_document(id) from the_version $$, '42501', null, 'nor opens it');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select 1 from meal_plans $$, '42501', null, 'a researcher sees no plans');
select tests.authenticate_as('dietitian@other.test');
select is_empty($$ select 1 from meal_plans p where p.org_id <> tests.org_id('dietitian@other.test') union all select 1 from meal_plan_versions v where v.id = (select id from the_version)
                    union all select 1 from meal_plan_days d where d.meal_plan_version_id = (select id from the_version)
                    union all select 1 from meal_plan_items i where i.meal_plan_version_id = (select id from the_version) $$,
  'another organisation sees neither plans nor templates');
select throws_ok($$ select edit_meal_plan_version(id, revision, pg_temp.edits('[{"op": "update_version", "note": "x"}]')) from the_version $$, 'TF404', 'There is no such meal plan version.',
  'and a foreign version answers like one that does not exist');
select throws_ok($$ select edit_meal_plan_version(gen_random_uuid(), 1, pg_temp.edits('[{"op": "update_version", "note": "x"}]')) $$, 'TF404', 'There is no such meal plan version.', 'word for word');

-- History
select tests.as_owner();
select ok((select count(*) >= 1 and bool_and(e.user_id = tests.user_id('dietitian@demo.test')) from audit.events e
            where e.table_name = 'meal_plan_versions' and e.row_id = (select id::text from the_version) and e.after -> 'edits' @> '[{"op": "remove_day"}]'),
  'history tells who made which edit');
select ok((select e.before -> 'items' @> json_build_array(json_build_object('id', pg_temp.item('9')))::jsonb from audit.events e
            where e.table_name = 'meal_plan_versions' and e.row_id = (select id::text from the_version) and e.after -> 'edits' @> '[{"op": "remove_day"}]'),
  'and what was there before');

select * from finish();
