-- Where a check could be led astray by what is not there: days without a plan, ages to come, food without energy.
select plan(17);

create temp table who as select tests.org_id('dietitian@demo.test') as org, tests.new_client() as client;
insert into client_conditions (org_id, client_id, condition_id) select org, client, app_private.kb_id('condition', 'osteoporosis') from who;
create function pg_temp.rule(p_code text, p_nutrient text, p_per text, p_minimum numeric, p_maximum numeric, p_unit text) returns uuid language sql volatile as $$
  select app_private.define_rule(code => p_code, version => 1, severity => 'contraindicated', condition => 'osteoporosis', nutrient => p_nutrient, per => p_per,
    minimum => p_minimum, maximum => p_maximum, unit => p_unit,
    message => 'A rule of a test.', rationale => 'It is made for a test.', citation => 'The clinical semantics of this product.')
$$;
create function pg_temp.judged(p_days jsonb, p_rule text) returns text[] language sql volatile as $$
  select tests.judged(tests.new_plan((select client from who), p_days), p_rule)
$$;
create function pg_temp.of(p_food uuid, p_grams numeric) returns jsonb language sql immutable as $$ select jsonb_build_object('food', p_food, 'grams', p_grams) $$;
create temp table food as select tests.new_food('Salty', '{"sodium": 1000, "energy": 400, "fat": 20}') as salty,
  tests.new_food('Tea', '{"energy": 0}') as tea, tests.new_food('Bread', '{"energy": 250, "fat": 2, "sodium": 500}') as bread;

-- the average day is that of the days on which something is planned
select pg_temp.rule('test.sodium_average', 'sodium', 'average_day', null, 1500, 'mg');
select is(pg_temp.judged(jsonb_build_array(jsonb_build_array(jsonb_build_array(pg_temp.of(salty, 200)))), 'test.sodium_average'), '{"breach average_day"}',
  'CLINICAL 25: 2000 mg on the only day are above 1500 mg on average') from food;
select is(pg_temp.judged(jsonb_build_array(jsonb_build_array(jsonb_build_array(pg_temp.of(salty, 200))), '[]'::jsonb, '[]'::jsonb, '[]'::jsonb), 'test.sodium_average'), '{"breach average_day"}',
  'CLINICAL 3, 25: days on which nothing is planned yet do not dilute it') from food;
select is(pg_temp.judged(jsonb_build_array(jsonb_build_array(jsonb_build_array(pg_temp.of(salty, 200))), jsonb_build_array(jsonb_build_array(pg_temp.of(bread, 100)))), 'test.sodium_average'), '{}',
  'CLINICAL 25: a day with little evens it out') from food;

-- what has no energy has no shares, as long as nothing with energy is eaten with it
select pg_temp.rule('test.fat_share', 'fat', 'meal', null, 30, '%');
select is(pg_temp.judged(jsonb_build_array(jsonb_build_array(jsonb_build_array(pg_temp.of(tea, 200)))), 'test.fat_share'), '{}',
  'CLINICAL 5, 19: of nothing but tea without energy no share is asked') from food;
select is(pg_temp.judged(jsonb_build_array(jsonb_build_array(jsonb_build_array(pg_temp.of(tea, 200), pg_temp.of(bread, 100)))), 'test.fat_share'), '{"undetermined meal"}',
  'CLINICAL 19: beside bread its unknown fat leaves the share undetermined') from food;

-- an age band of a period without end is one of the year to come
create temp table aged as select tests.new_client('1990-01-01') as of_36, tests.new_client('1962-02-01') as of_64;
create function pg_temp.is_older_adult(p_client uuid) returns boolean language sql volatile as $$
  select exists (select from app_private.client_rules((select org from who), p_client, daterange('2026-03-01', null)) where code like 'older_adults.%')
$$;
select is(pg_temp.is_older_adult(of_36), false, 'CLINICAL 23: a plan without end does not make a client of 36 an older adult') from aged;
select is(pg_temp.is_older_adult(of_64), true, 'CLINICAL 23: one who turns 65 within the year is one') from aged;

-- a recipe inside a dish that nobody has filled is not nothing
create temp table dish as select uuidv7() as outer_id, uuidv7() as inner_id;
insert into recipes (org_id, id, name, servings) select (select org from who), outer_id, 'Pasta with sauce', 1 from dish union all select (select org from who), inner_id, 'Sauce', 1 from dish;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select (select org from who), outer_id, 1, bread, 100 from dish, food;
insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, servings) select (select org from who), outer_id, 2, inner_id, 1 from dish;
create temp table dinner as select tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('recipe', outer_id, 'servings', 1))))) as version from who, dish;
select is((select array_agg(f.outcome || ' ' || array_to_string(f.unknown_foods, ',')) from who, app_private.meal_plan_version_findings(org, version, client, daterange(current_date, null)) f where f.rule_code = 'test.sodium_average'),
  '{"undetermined Pasta with sauce"}', 'CLINICAL 3, 6: a dish with an empty recipe inside holds at least what is known') from dinner;
select is((select n.unknown_foods from who, app_private.meal_plan_version_item_nutrients(org, version, array[307]) n), 1, 'CLINICAL 3: and its nutrition says so') from dinner;
insert into published_contents (org_id, meal_plan_version_id, content, facts, nutrition)
  select org, version, app_private.meal_plan_content(org, version), app_private.meal_plan_facts(org, version)::jsonb, '{}' from who, dinner;
select is((select array_agg(f.outcome || ' ' || array_to_string(f.unknown_foods, ',')) from who, app_private.meal_plan_version_findings(org, version, client, daterange(current_date, null)) f where f.rule_code = 'test.sodium_average'),
  '{"undetermined Pasta with sauce"}', 'CLINICAL 15: also as it was frozen') from dinner;

-- what cannot be decided about single items or meals names the foods in question, all of them and no others (CLINICAL 20)
select pg_temp.rule('test.fat_item', 'fat', 'item', 10, null, '%');
select pg_temp.rule('test.sodium_meal', 'sodium', 'meal', null, 900, 'mg');
create temp table vague as select tests.new_food('No energy A', '{"fat": 5}') as a, tests.new_food('No energy B', '{"fat": 5}') as b, tests.new_food('No sodium', '{"energy": 100}') as no_sodium;
create temp table in_question as select tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(pg_temp.of(a, 100), pg_temp.of(b, 100))))) as shares,
  tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(pg_temp.of(salty, 100), pg_temp.of(no_sodium, 100)), '[{"text": "cake"}]'::jsonb))) as meals from who, vague, food;
create function pg_temp.of_version(p_version uuid, p_rule text) returns text[] language sql volatile as $$
  select array_agg(f.outcome || ': ' || array_to_string(f.unknown_foods, ', ') order by f.outcome) from who,
    app_private.meal_plan_version_findings(org, p_version, client, daterange(current_date, null)) f where f.rule_code = p_rule
$$;
select is(pg_temp.of_version(shares, 'test.fat_item'), '{"undetermined: No energy A, No energy B"}', 'CLINICAL 20: told once, but of every food without energy') from in_question;
select is(pg_temp.of_version(meals, 'test.sodium_meal'), '{"breach: No sodium","undetermined: cake"}', 'CLINICAL 20: what is unknown in a meal that is broken anyway is not in question') from in_question;

-- thirds: a value that is shown as its bound keeps it
create temp table thirds as select uuidv7() as id;
insert into recipes (org_id, id, name, servings) select org, id, 'For three', 3 from who, thirds;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, id, 1, salty, 200 from who, thirds, food;
select is(pg_temp.judged(jsonb_build_array((select jsonb_agg(jsonb_build_array(jsonb_build_object('recipe', id, 'servings', 1))) from thirds, generate_series(1, 3))), 'test.sodium_meal'), '{}',
  'three thirds are judged, none of them above 900 mg');
select pg_temp.rule('test.sodium_thirds', 'sodium', 'day', 2000, 2000, 'mg');
select is(pg_temp.judged(jsonb_build_array((select jsonb_agg(jsonb_build_array(jsonb_build_object('recipe', id, 'servings', 1))) from thirds, generate_series(1, 3))), 'test.sodium_thirds'), '{}',
  'CLINICAL 19: three thirds of 2000 mg are 2000 mg, neither more nor less');

-- a day cannot lie further from the mean of two than twice of it
select app_private.define_rule(code => 'test.sodium_variation', version => 1, severity => 'caution', condition => 'osteoporosis', nutrient => 'sodium', max_variation_percent => 120,
  message => 'A rule of a test.', rationale => 'It is made for a test.', citation => 'The clinical semantics of this product.');
select is((pg_temp.judged('[[[{"text": "a"}]], [[{"text": "b"}]]]', 'test.sodium_variation'), pg_temp.judged('[[[{"text": "a"}]], [[{"text": "b"}]], [[{"text": "c"}]]]', 'test.sodium_variation'))::text,
  '({},"{""undetermined version""}")', 'CLINICAL 19: what every possible value decides alike is decided, and what three days could do is not') ;

-- CLINICAL 22: the gravest of several words, also where the organisation takes "may contain" for a breach
insert into client_allergies (org_id, client_id, allergen_id, kind, criticality) select org, client, app_private.kb_id('allergen', 'legumes'), 'allergy', 'high' from who;
create temp table muesli as select tests.new_food('Muesli', '{}', '{}', '{"soy": "may_contain"}', 'declared') as food;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select '00000000-0000-0000-0000-000000000000', food, app_private.kb_id('allergen', 'peanut'), 'contains', 'inferred' from muesli;
create temp table breakfast as select jsonb_build_array(jsonb_build_array(jsonb_build_array(pg_temp.of(food, 50)))) as days from muesli;
select is(pg_temp.judged(days, 'allergy.legumes'), '{"warning item"}', 'CLINICAL 22: may contain soy, and peanut that is only inferred, warn') from breakfast;
update organizations set may_contain_is_breach = true where id = (select org from who);
select is(pg_temp.judged(days, 'allergy.legumes'), '{"breach item"}', 'CLINICAL 22: a declared "may contain" is a breach where the organisation says so, whatever else is inferred') from breakfast;
select * from finish();
