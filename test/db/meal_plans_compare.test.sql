-- Comparing two versions side by side, and what has changed in the library since one was published.
select no_plan();

create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create function pg_temp.id(n text) returns uuid language sql immutable as $$ select ('00000000-0000-4000-8008-' || lpad(n, 12, '0'))::uuid $$;
create function pg_temp.version(plan text, number integer default 1) returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = pg_temp.id(plan) and v.number = version.number $$;
create function pg_temp.meal(version_id uuid, day integer, name text) returns uuid language sql as
  $$ select m.id from app_public.meal_plan_meals m join app_public.meal_plan_days d on d.id = m.meal_plan_day_id where m.meal_plan_version_id = version_id and d.day_number = day and m.name = meal.name $$;
create function pg_temp.item(version_id uuid, words text) returns uuid language sql as
  $$ select i.id from app_public.meal_plan_items i left join app_public.foods f on f.id = i.food_id where i.meal_plan_version_id = version_id and coalesce(i.free_text, f.name) = words limit 1 $$;
create function pg_temp.edit(version_id uuid, edits json) returns json language sql as
  $$ select app_public.edit_meal_plan_version(v.id, v.revision, pg_temp.edits(edits)) from app_public.meal_plan_versions v where v.id = version_id $$;
create function pg_temp.publish(version_id uuid) returns app_public.meal_plan_versions language sql as
  $$ select app_public.publish_meal_plan_version(v.id, v.revision, 'Go') from app_public.meal_plan_versions v where v.id = version_id $$;
create function pg_temp.add(version_id uuid, day integer, meal text, what json) returns json language sql as
  $$ select pg_temp.edit(version_id, json_build_array((jsonb_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', pg_temp.meal(version_id, day, meal)) || what::jsonb)::json)) $$;
grant execute on all functions in schema pg_temp to public;
-- What the rules would say is another file's matter: here a version has the findings that a test gives it.
create or replace function app_private.meal_plan_version_findings(org uuid, version_id uuid, client uuid, period daterange, explained text[] default '{}', to_decide_only boolean default false, is_brief boolean default false) returns setof app_public.safety_finding
  language sql stable as $$ select * from json_populate_recordset(null::app_public.safety_finding, nullif(current_setting('test.findings', true), '')::json -> version_id::text) $$;
create temp table foods_of as select tests.new_food('Known oats', '{"energy": 400, "protein": 10}') as oats, tests.new_food('Known milk', '{"energy": 50}', '{"vegan": false}', '{"milk": "contains"}') as milk;
create temp table people as select tests.org_id('dietitian@demo.test') as org, tests.new_client() as anna, tests.new_client() as bert;
grant select on foods_of, people to public;

select tests.authenticate_as('dietitian@demo.test');
do $$
declare v uuid; a uuid := (select oats from foods_of); m uuid := (select milk from foods_of);
begin
  perform create_meal_plan(pg_temp.id('1'), 'Anna', (select anna from people), 2, array['Breakfast', 'Lunch', 'Snack']);
  v := pg_temp.version('1');
  perform pg_temp.add(v, 1, 'Breakfast', json_build_object('food_id', a, 'amount', 40, 'unit_code', 'g'));
  perform pg_temp.add(v, 1, 'Breakfast', json_build_object('food_id', m, 'amount', 200, 'unit_code', 'g'));
  perform pg_temp.add(v, 1, 'Lunch', json_build_object('food_id', m, 'amount', 100, 'unit_code', 'g', 'note', 'cold'));
  perform pg_temp.add(v, 1, 'Snack', '{"free_text": "apple"}');
  perform pg_temp.add(v, 2, 'Lunch', json_build_object('food_id', a, 'amount', 50, 'unit_code', 'g'));
  perform pg_temp.edit(v, '[{"op": "set_target", "nutrient_id": 208, "maximum": 2000}, {"op": "set_target", "nutrient_id": 203, "minimum": 60}]');
  perform pg_temp.publish(v);
  perform clone_meal_plan_version(pg_temp.id('12'), v);
  v := pg_temp.id('12');
  perform pg_temp.edit(v, json_build_array(
    json_build_object('op', 'update_item', 'id', pg_temp.item(v, 'Known oats'), 'amount', 60),                                                                     -- changed
    json_build_object('op', 'update_meal', 'id', pg_temp.meal(v, 1, 'Snack'), 'name', 'Afternoon', 'time_of_day', '16:00', 'note', 'outside'),                     -- renamed
    json_build_object('op', 'move_item', 'id', (select i.id from meal_plan_items i where i.meal_plan_meal_id = pg_temp.meal(v, 2, 'Lunch')), 'meal_id', pg_temp.meal(v, 2, 'Breakfast')), -- moved on its day
    json_build_object('op', 'remove_item', 'id', (select i.id from meal_plan_items i where i.meal_plan_meal_id = pg_temp.meal(v, 1, 'Lunch'))),                      -- to another day …
    json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', pg_temp.meal(v, 2, 'Lunch'), 'food_id', m, 'amount', 100, 'unit_code', 'g', 'note', 'cold'),
    json_build_object('op', 'add_item', 'id', gen_random_uuid(), 'meal_id', pg_temp.meal(v, 2, 'Snack'), 'food_id', a, 'amount', 20, 'unit_code', 'g'),             -- new
    json_build_object('op', 'update_day', 'id', (select d.id from meal_plan_days d where d.meal_plan_version_id = v and d.day_number = 1), 'note', 'Training'),
    json_build_object('op', 'add_day', 'id', gen_random_uuid()),
    json_build_object('op', 'remove_target', 'nutrient_id', 203),
    json_build_object('op', 'set_target', 'nutrient_id', 208, 'maximum', 1800),
    json_build_object('op', 'update_version', 'note', 'Drink enough', 'day_mapping', 'weekday')));
end $$;
create temp table compared as select compare_meal_plan_versions(pg_temp.version('1'), pg_temp.id('12'))::jsonb as c;
grant select on compared to public;

-- Items
select results_eq($$ select x ->> 'mealName', x ->> 'name', x #>> '{before,amount}', x #>> '{after,amount}' from compared, jsonb_array_elements(c -> 'changed') x $$,
  $$ values ('Breakfast', 'Known oats', '40', '60') $$, 'what changed says what it was and what it is');
select results_eq($$ select x ->> 'name', x -> 'from' ->> 'dayNumber', x -> 'from' ->> 'mealName', x -> 'to' ->> 'dayNumber', x -> 'to' ->> 'mealName' from compared, jsonb_array_elements(c -> 'moved') x order by 2 desc $$,
  $$ values ('Known oats', '2', 'Lunch', '2', 'Breakfast'), ('Known milk', '1', 'Lunch', '2', 'Lunch') $$, 'what moved says from where to where');
select results_eq($$ select x ->> 'dayNumber', x ->> 'mealName', x #>> '{item,name}' from compared, jsonb_array_elements(c -> 'added') x $$, $$ values ('2', 'Snack', 'Known oats') $$, 'what is new stands where it is');
select is(c -> 'removed', '[]', 'nothing is gone that only moved, or whose meal has another name') from compared;
select results_eq($$ select d ->> 'dayNumber', m ->> 'nameBefore', m ->> 'nameAfter', string_agg(i ->> 'change', ' ' order by n) from compared, jsonb_array_elements(c -> 'days') d, jsonb_array_elements(d -> 'meals') with ordinality m(m, nm)
                      left join lateral jsonb_array_elements(m -> 'items') with ordinality i(i, n) on true group by 1, 2, 3, nm order by 1, nm $$,
  $$ values ('1', 'Breakfast', 'Breakfast', 'changed same'), ('1', 'Lunch', 'Lunch', 'moved_away'), ('1', 'Snack', 'Afternoon', 'same'),
            ('2', 'Breakfast', 'Breakfast', 'moved_here'), ('2', 'Lunch', 'Lunch', 'moved_away moved_here'), ('2', 'Snack', 'Snack', 'added') $$, 'side by side, day by day and meal by meal');
select is((select m from compared, jsonb_array_elements(c #> '{days,0,meals}') m where m ->> 'nameAfter' = 'Afternoon') - 'items',
  '{"nameBefore": "Snack", "nameAfter": "Afternoon", "timeBefore": null, "timeAfter": "16:00", "noteBefore": "", "noteAfter": "outside"}', 'a meal''s name, time and note');
select results_eq($$ select d -> 'isBefore', d -> 'isAfter', d ->> 'noteBefore', d ->> 'noteAfter' from compared, jsonb_array_elements(c -> 'days') d order by d -> 'dayNumber' $$,
  $$ values ('true'::jsonb, 'true'::jsonb, '', 'Training'), ('true', 'true', '', ''), ('false', 'true', null, '') $$, 'a day''s note, and a day that only one has');

-- Settings and targets
select results_eq($$ select c #>> '{a,dayMapping}', c #>> '{b,dayMapping}', c #>> '{a,note}', c #>> '{b,note}', c #>> '{a,dayCount}', c #>> '{b,dayCount}', c #>> '{a,clientName}' from compared $$,
  $$ values ('cyclic', 'weekday', '', 'Drink enough', '2', '3', 'Test Client') $$, 'how days map to dates, the note and for whom');
select results_eq($$ select x -> 'nutrientId', x -> 'before' -> 'maximum', x -> 'after' -> 'maximum', x -> 'before' -> 'minimum', x -> 'after' from compared, jsonb_array_elements(c -> 'targets') x order by x -> 'after' = 'null' $$,
  $$ values ('208'::jsonb, '2000'::jsonb, '1800'::jsonb, 'null'::jsonb, '{"maximum": 1800, "minimum": null}'::jsonb), ('203', 'null', null, '60', 'null') $$, 'targets that differ, and no others');

-- Nutrition: intervals (CLINICAL 3)
create function pg_temp.sum_of(day integer, nutrient integer) returns jsonb language sql as
  $$ select s from compared, jsonb_array_elements(c -> 'days') d, jsonb_array_elements(d -> 'nutrition') s where (d ->> 'dayNumber')::integer = day and (s ->> 'nutrientId')::integer = nutrient $$;
grant execute on function pg_temp.sum_of(integer, integer) to public;
select is((pg_temp.sum_of(2, 208) ->> 'difference')::numeric, 130.0, 'CLINICAL 3: where both sums are known, so is the difference');
select is(pg_temp.sum_of(1, 208) - 'nutrientId', '{"before": {"known": 310.00, "unknown": 1}, "after": {"known": 340.00, "unknown": 1}, "difference": null, "differenceAtLeast": null, "differenceAtMost": null}',
  'CLINICAL 3: between two that are only known to be "at least" none is stated');
select results_eq($$ select (pg_temp.sum_of(2, 203) ->> 'differenceAtLeast')::numeric, pg_temp.sum_of(2, 203) ->> 'difference', pg_temp.sum_of(2, 203) ->> 'differenceAtMost' $$,
  $$ values (2.0::numeric, null::text, null::text) $$, 'CLINICAL 3: where only the later one is unknown, the difference is at least so much');
select is((s ->> 'differenceAtMost')::numeric, -2.0, 'and the other way round at most')
  from jsonb_array_elements(compare_meal_plan_versions(pg_temp.id('12'), pg_temp.version('1'))::jsonb -> 'days') d, jsonb_array_elements(d -> 'nutrition') s
 where d ->> 'dayNumber' = '2' and s ->> 'nutrientId' = '203';
select is(pg_temp.sum_of(3, 208) ->> 'difference', null, 'a day that is not there has no sum to differ from');
select isnt_empty($$ select 1 from compared, jsonb_array_elements(c -> 'nutrition') s where s ->> 'nutrientId' = '208' and s #>> '{after,unknown}' = '1' $$, 'the average day likewise');

-- Findings
do $$ begin perform set_config('test.findings', json_build_object(
    pg_temp.version('1'), json_build_array(json_build_object('key', 'a', 'rule_code', 'x.stays', 'outcome', 'warning', 'day_number', 1, 'place', 'item:1'), json_build_object('key', 'b', 'rule_code', 'x.gone', 'outcome', 'breach', 'place', 'version')),
    pg_temp.id('12'), json_build_array(json_build_object('key', 'c', 'rule_code', 'x.stays', 'outcome', 'warning', 'day_number', 1, 'place', 'item:2'), json_build_object('key', 'd', 'rule_code', 'x.stays', 'outcome', 'warning', 'day_number', 2, 'place', 'item:3')))::text, true); end $$;
select is(c #> '{findings,gone,0,ruleCode}' || jsonb_build_array(c #> '{findings,appeared,0,dayNumber}', jsonb_array_length(c #> '{findings,gone}'), jsonb_array_length(c #> '{findings,appeared}'), c #> '{findings,stayed}'),
  '["x.gone", 2, 1, 1, 1]', 'findings that are gone, that appear, and how many stay, though items have other ids')
  from (select compare_meal_plan_versions(pg_temp.version('1'), pg_temp.id('12'))::jsonb as c) x;

-- Of two plans
do $$ begin
  perform create_meal_plan(pg_temp.id('3'), 'Bert', (select bert from people), 1, array['Breakfast']);
  perform make_meal_plan_template(pg_temp.id('4'), 'Template', pg_temp.version('1'));
end $$;
select ok(c -> 'findings' = 'null' and c #>> '{b,clientName}' = 'Test Client' and jsonb_array_length(c -> 'removed') = 5, 'the plans of two clients are compared without findings')
  from (select compare_meal_plan_versions(pg_temp.version('1'), pg_temp.version('3'))::jsonb as c) x;
select ok(c -> 'findings' ? 'gone' and c #> '{a,isTemplate}' = 'true' and c -> 'added' = '[]' and c -> 'removed' = '[]' and c -> 'changed' = '[]' and c -> 'moved' = '[]', 'a template beside the plan that it was made from differs in nothing, and is looked at for that client')
  from (select compare_meal_plan_versions(pg_temp.version('4'), pg_temp.version('1'))::jsonb as c) x;
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select compare_meal_plan_versions((select v.id from meal_plan_versions v where v.meal_plan_id = pg_temp.id('4')), pg_temp.id('12')) $$, 'TF404', null, 'both have to be one''s own to see');

-- Since it was published (CLINICAL 13, 15)
select tests.authenticate_as('dietitian@demo.test');
select is((changed_since_publication(pg_temp.version('1'))::jsonb) - 'asOf', '{"foods": [], "recipes": [], "portions": []}', 'as long as nothing changes, nothing has changed');
select throws_ok($$ select changed_since_publication(pg_temp.id('12')) $$, 'TF025', null, 'a draft has the values of now');
select throws_ok($$ select changed_since_publication(gen_random_uuid()) $$, 'TF404', null, 'what there is not has none');
select tests.as_owner();
update food_nutrients set amount = 55 where food_id = (select milk from foods_of) and nutrient_id = 208;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select '00000000-0000-0000-0000-000000000000', milk, 203, 3.4 from foods_of;
update food_allergens set presence = 'may_contain' where food_id = (select milk from foods_of);
delete from food_tags where food_id = (select milk from foods_of);
select tests.authenticate_as('dietitian@demo.test');
create temp table since as select changed_since_publication(pg_temp.version('1'))::jsonb as c;
select results_eq($$ select f ->> 'name', n ->> 'nutrientId', n ->> 'before', n ->> 'after' from since, jsonb_array_elements(c -> 'foods') f, jsonb_array_elements(f -> 'nutrients') n order by 2 $$,
  $$ values ('Known milk', '203', null, '3.4'), ('Known milk', '208', '50', '55') $$, 'CLINICAL 13: the foods whose values are not the same any more, old and new; null is unknown');
select results_eq($$ select x ->> 'kind', x ->> 'code', x #>> '{before,presence}', x #>> '{after,presence}', x -> 'after' = 'null' from since, jsonb_array_elements(c #> '{foods,0,facts}') x order by 1 $$,
  $$ values ('allergen', 'milk', 'contains', 'may_contain', false), ('tag', 'vegan', null, null, true) $$, 'and their facts');
select is((select (c ->> 'asOf')::timestamptz from since), (select v.published_at from meal_plan_versions v where v.id = pg_temp.version('1')), 'as of when it was published');
select is((meal_plan_version_nutrition(pg_temp.version('1')) #>> '{days,0,known,0}'), (select (content_nutrition #>> '{days,0,known,0}') from (select nutrition as content_nutrition from published_contents where meal_plan_version_id = pg_temp.version('1')) x),
  'CLINICAL 15: the version itself takes over nothing');
select tests.as_owner();
create temp table dish as select uuidv7() as recipe, uuidv7() as portion;
grant select on dish to public;
insert into recipes (org_id, id, name, servings) select org, recipe, 'Muesli', 2 from people, dish;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, recipe, 1, oats, 80 from people, dish, foods_of;
insert into food_portions (org_id, id, food_id, label, grams, position) select '00000000-0000-0000-0000-000000000000', portion, oats, 'spoon', 10, 1 from dish, foods_of;
select tests.authenticate_as('dietitian@demo.test');
do $$ begin
  perform create_meal_plan(pg_temp.id('5'), 'Muesli', (select anna from people), 1, array['Breakfast']);
  perform pg_temp.add(pg_temp.version('5'), 1, 'Breakfast', (select json_build_object('recipe_id', recipe, 'amount', 1, 'unit_code', 'serving') from dish));
  perform pg_temp.add(pg_temp.version('5'), 1, 'Breakfast', (select json_build_object('food_id', oats, 'amount', 3, 'food_portion_id', portion) from dish, foods_of));
  perform pg_temp.publish(pg_temp.version('5'));
end $$;
select tests.as_owner();
update recipe_ingredients set grams = 100 where recipe_id = (select recipe from dish);
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, recipe, 2, milk, 300 from people, dish, foods_of;
update food_portions set grams = 12 where id = (select portion from dish);
select tests.authenticate_as('dietitian@demo.test');
select is((c #> '{recipes,0}') - 'recipeId', '{"name": "Muesli", "ingredients": [{"name": "Known milk", "gramsBefore": null, "gramsAfter": 150}, {"name": "Known oats", "gramsBefore": 40, "gramsAfter": 50}]}', 'a recipe that is cooked otherwise now')
  from (select changed_since_publication(pg_temp.version('5'))::jsonb as c) x;
select is(c -> 'portions', '[{"name": "Known oats", "label": "spoon", "gramsBefore": 10, "gramsAfter": 12}]', 'and a portion that weighs something else now') from (select changed_since_publication(pg_temp.version('5'))::jsonb as c) x;
do $$ begin perform clone_meal_plan_version(pg_temp.id('52'), pg_temp.version('5')); end $$;
select is((select i.grams from meal_plan_items i where i.meal_plan_version_id = pg_temp.id('52') and i.food_id is not null), 36::numeric, 'which a new draft counts with');
select tests.as_owner();
create temp table bowl as select uuidv7() as recipe;
grant select on bowl to public;
insert into recipes (org_id, id, name, servings) select org, recipe, 'Bowl', 2 from people, bowl;
select tests.authenticate_as('dietitian@demo.test');
do $$ begin
  perform create_meal_plan(pg_temp.id('6'), 'Bowl', (select anna from people), 1, array['Breakfast']);
  perform pg_temp.add(pg_temp.version('6'), 1, 'Breakfast', (select json_build_object('recipe_id', recipe, 'amount', 1, 'unit_code', 'serving') from bowl));
  perform pg_temp.publish(pg_temp.version('6'));
end $$;
select is((changed_since_publication(pg_temp.version('6'))::jsonb) -> 'recipes', '[]', 'a recipe that was empty and still is has not changed');
select tests.as_owner();
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, recipe, 1, oats, 80 from people, bowl, foods_of;
select is(app_private.changed_meal_plan_items((select org from people), pg_temp.version('6')), (select array_agg(i.id) from meal_plan_items i where i.meal_plan_version_id = pg_temp.version('6')),
  'one that was filled since is marked where it is prescribed');
select tests.authenticate_as('dietitian@demo.test');
select is((changed_since_publication(pg_temp.version('6'))::jsonb #> '{recipes,0}') - 'recipeId', '{"name": "Bowl", "ingredients": [{"name": "Known oats", "gramsBefore": null, "gramsAfter": 40}]}', 'and listed with what is in it now');
select tests.as_owner();
create temp table known as select pg_temp.version('1') as id;
grant select on known to public;
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select changed_since_publication((select id from known)) $$, 'TF404', null, 'another organisation asks in vain');
select * from finish();
