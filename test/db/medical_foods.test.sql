-- One food or recipe before it is planned, many at once as a search shows them, and the frozen recipes of published plans.
select plan(16);

create temp table who as select tests.org_id('dietitian@demo.test') as org, tests.new_client() as client;
insert into client_conditions (org_id, client_id, condition_id) select org, client, app_private.kb_id('condition', 'hypertension') from who;
insert into client_allergies (org_id, client_id, allergen_id, criticality) select org, client, app_private.kb_id('allergen', 'peanut'), 'high' from who;
create temp table food as select
  tests.new_food('Peanut brittle', '{"sodium": 100}', '{"liquorice": false}', '{"peanut": "contains"}') as peanut,
  tests.new_food('Stock cube', '{"sodium": 2300}', '{"liquorice": false}', '{"peanut": "free"}') as salty,
  tests.new_food('Apple', '{"sodium": 1}', '{"liquorice": false}', '{"peanut": "free"}') as apple,
  tests.new_food('Nobody knows') as unknown, uuidv7() as dish;
insert into recipes (org_id, id, name, servings) select '00000000-0000-0000-0000-000000000000', dish, 'Brittle for two', 2 from food;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select '00000000-0000-0000-0000-000000000000', dish, 1, peanut, 100 from food;
grant select on who, food to public;

select tests.authenticate_as('dietitian@demo.test');
select results_eq($$ select f.rule_code, f.outcome, f.place from food, who, check_food(peanut, client) f $$,
  $$ select 'allergy.peanut', 'breach'::finding_outcome, 'item:' || peanut from food $$, 'a food that the client is allergic to is a breach before it is planned');
select is_empty($$ select f from food, who, check_food(apple, client) f $$, 'a harmless food has no findings');
select set_eq($$ select f.rule_code, f.scope, f.observed, f.maximum from food, who, check_food(salty, client) f $$,
  $$ values ('hypertension.sodium_item', 'item', 2300::numeric, 460::numeric), ('hypertension.sodium_day', 'day', 2300, 2000) $$,
  'a food that alone is above a day''s maximum says so, and is held to the bounds of single items');
select set_eq($$ select f.rule_code from food, who, check_food(salty, client, 30) f $$, $$ values ('hypertension.sodium_item') $$, 'in the amount that is asked about');
select set_eq($$ select f.rule_code, f.outcome, f.unknown_foods from food, who, check_food(unknown, client) f $$,
  $$ values ('allergy.peanut', 'undetermined'::finding_outcome, '{Nobody knows}'::text[]), ('hypertension.liquorice', 'undetermined', '{Nobody knows}'),
            ('hypertension.sodium_item', 'undetermined', '{Nobody knows}') $$,
  'what is unknown of a food is undetermined, but its absence says nothing of minimums and whole days');
select throws_ok($$ select check_food(apple, client, 0) from food, who $$, 'TF030', 'An amount must be above zero.', 'an amount is above zero');
select results_eq($$ select f.rule_code, f.outcome, f.food_names, f.item_id from food, who, check_recipe(dish, client) f where f.outcome = 'breach' $$,
  $$ select 'allergy.peanut', 'breach'::finding_outcome, '{Peanut brittle}'::text[], dish from food $$, 'a recipe is judged by its foods, which are named');

select tests.as_owner();
select app_private.define_rule(code => 'test.fat_item', version => 1, severity => 'info', condition => 'hypertension', nutrient => 'fat', per => 'item', maximum => 30, unit => '%',
  message => 'A rule of a test.', rationale => 'It is made for a test.', citation => 'The clinical semantics of this product.');
create temp table half as select tests.new_food('Half known', '{"sodium": 1, "fat": 5}', '{"liquorice": false}', '{"peanut": "free"}') as half;
grant select on half to public;
select tests.authenticate_as('dietitian@demo.test');
select results_eq($$ select f.outcome, f.unknown_foods from half, who, check_food(half, client) f where f.rule_code = 'test.fat_item' $$,
  $$ values ('undetermined'::finding_outcome, '{Half known}'::text[]) $$, 'CLINICAL 19, 20: a share of an unknown energy is undetermined, and names the food');
select results_eq($$ select c ->> 'name', (c ->> 'value')::numeric from food, who, check_food(salty, client, 50) f, json_array_elements(f.contributors) c where f.rule_code = 'hypertension.sodium_item' $$,
  $$ values ('Stock cube', 1150::numeric) $$, 'a finding says how much the food brings in that amount');

-- many at once
select tests.as_owner();
select set_config('app.org_id', tests.org_id('dietitian@demo.test')::text, true), set_config('app.member_id', tests.member_id('dietitian@demo.test')::text, true);
select bag_eq($$ select f.item_id, f.rule_code, f.outcome from food, who, app_private.library_findings(client, array[peanut, salty, apple, unknown], array[dish]) f where f.rule_code like 'allergy.%' $$,
  $$ select peanut, 'allergy.peanut', 'breach'::finding_outcome from food union all select unknown, 'allergy.peanut', 'undetermined' from food union all
     select dish, 'allergy.peanut', 'breach' from food $$, 'a search asks about many at once, and each is judged alone');
select throws_ok($$ select app_private.library_findings(uuidv7(), '{}', '{}') $$, 'TF404', 'There is no such client.', 'for a client in care only');

-- CLINICAL 13 and 15: a published plan is judged by its frozen recipes and today's facts
create temp table published as select tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('recipe', dish, 'servings', 1))))) as version from who, food;
insert into published_contents (org_id, meal_plan_version_id, content, facts, nutrition)
  select org, version, jsonb_build_object('recipes', jsonb_build_object(dish, jsonb_build_object('name', 'Brittle for two', 'servings', 2, 'cookedWeightG', null,
    'ingredients', jsonb_build_array(jsonb_build_object('foodId', apple, 'gramsPerServing', 500))))), '{}', '{}' from who, food, published;
select is(tests.judged(version, 'allergy.peanut'), '{}', 'CLINICAL 15: an ingredient that came into the recipe later is not what the client follows') from published;
select is(tests.judged(version, 'hypertension.sodium_day'), '{}', 'the frozen amounts count') from published;
update food_nutrients set amount = 1000 where food_id = (select apple from food) and nutrient_id = 307;
select is(tests.judged(version, 'hypertension.sodium_day'), '{"warning day:1"}', 'CLINICAL 13: a food''s fact that changed since counts') from published;
update food_allergens set presence = 'may_contain' where food_id = (select apple from food);
select is(tests.judged(version, 'allergy.peanut'), '{"warning item"}', 'CLINICAL 13: of allergens too') from published;

-- as documents show it
select ok((select app_private.findings_json(array_agg(f)) -> 0 from food, who, app_private.library_findings(client, array[peanut], '{}') f)::jsonb
  @> '{"ruleCode": "allergy.peanut", "ruleVersion": 1, "outcome": "breach", "severity": "contraindicated", "needsReason": true, "needsAcknowledgement": false, "foodNames": ["Peanut brittle"]}',
  'documents carry findings in camel case');
select * from finish();
