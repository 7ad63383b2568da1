-- One food or recipe before it is planned, many at once as a search shows them, and the frozen recipes of published plans.
select plan(19);

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

-- A single food has a way of its own: it says what the way of many items says, of every kind of rule and of fact, word for word.
create function pg_temp.rule(code text, rest jsonb) returns void language plpgsql as $$
begin
  execute format('select app_private.define_rule(code => %L, version => 1, severity => %L, condition => ''hypertension'', message => ''A rule of a test.'', rationale => ''It is made for a test.'',
    citation => ''The clinical semantics of this product.'', %s)', code, rest ->> 'severity',
    (select string_agg(format('%s => %s', r.key, case jsonb_typeof(r.value) when 'string' then quote_literal(r.value #>> '{}') else r.value #>> '{}' end), ', ') from jsonb_each(rest - 'severity') r));
end $$;
select pg_temp.rule(r.code, r.rest::jsonb) from (values
  ('test.low_item', '{"severity": "contraindicated", "nutrient": "sodium", "per": "item", "minimum": 50, "maximum": 900, "unit": "mg"}'),
  ('test.meal', '{"severity": "caution", "nutrient": "sodium", "per": "meal", "minimum": 10, "maximum": 700, "unit": "mg"}'),
  ('test.day', '{"severity": "info", "nutrient": "fat", "per": "day", "maximum": 4, "unit": "g"}'),
  ('test.average', '{"severity": "caution", "nutrient": "fat", "per": "average_day", "maximum": 1, "unit": "g"}'),
  ('test.weight', '{"severity": "caution", "nutrient": "protein", "per": "item", "maximum": 1, "unit": "g/kg", "weight": "dry", "weight_max_age_days": 30}'),
  ('test.share', '{"severity": "contraindicated", "nutrient": "fat", "per": "item", "minimum": 10, "maximum": 40, "unit": "%"}'),
  ('test.variation', '{"severity": "caution", "nutrient": "fat", "max_variation_percent": 20}'),
  ('test.alcohol', '{"severity": "contraindicated", "avoid_tag": "alcohol"}'),
  ('test.raw_fish', '{"severity": "info", "avoid_tag": "raw_fish"}'),
  ('test.legumes', '{"severity": "contraindicated", "avoid_allergen": "legumes"}'),
  ('test.lupin', '{"severity": "caution", "avoid_allergen": "lupin"}')) r(code, rest);
insert into client_allergies (org_id, client_id, allergen_id, criticality) select org, client, app_private.kb_id('allergen', 'milk'), 'low' from who;
insert into allergens (org_id, id, code, name, parent_org_id, parent_id)
  select org, uuidv7(), 'test_own', 'Own allergen', '00000000-0000-0000-0000-000000000000', app_private.kb_id('allergen', 'milk') from who;
create temp table odd as
  select tests.new_food('Odd ' || n, values::jsonb, tags::jsonb, allergens::jsonb) as id, n from (values
    (1, '{"sodium": 49.99999, "fat": 4, "energy_kcal": 90, "protein": 3}', '{"alcohol": true, "raw_fish": false}', '{"peanut": "contains", "lupin": "may_contain", "milk": "free"}'),
    (2, '{"sodium": 900, "fat": 4.0001, "energy_kcal": 0}', '{"alcohol": false}', '{"legumes": "free", "milk": "contains"}'),
    (3, '{"fat": 30, "energy_kcal": 600}', '{"raw_fish": true}', '{"legumes": "contains", "lupin": "free"}'),
    (4, '{"sodium": 900.0001, "energy_kcal": 100}', '{}', '{"peanut": "free"}'),
    (5, '{"sodium": 3, "fat": 0, "energy_kcal": 10}', '{"alcohol": false, "raw_fish": false}', '{"peanut": "may_contain", "milk": "may_contain"}')) v(n, values, tags, allergens)
  union all select unknown, 6 from food union all select salty, 7 from food;
update food_tags set provenance = 'inferred' where food_id = (select id from odd where n = 1);
update food_allergens set provenance = 'inferred' where food_id in (select id from odd where n in (2, 3));
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance)
  select org, o.id, a.id, case n when 4 then 'contains' else 'may_contain' end::allergen_presence, 'declared' from who, odd o, allergens a where a.code = 'test_own' and n in (4, 5);
create temp table asked as
  select '[' || c.outcome || ' ' || c.scope || case when c.nutrient_code is null then ' fact' else '' end || ']' as what
    from who, odd o, unnest(array[100, 33.333, 250]) g(grams), check_food(o.id, client, g.grams) c;
select set_eq('select what from asked', $$ values ('[breach item]'), ('[warning item]'), ('[undetermined item]'), ('[warning meal]'), ('[warning day]'),
  ('[breach item fact]'), ('[warning item fact]'), ('[undetermined item fact]') $$, 'foods and rules of a test say everything that can be said of a food alone');
create function pg_temp.told_differently() returns bigint language sql as $$
  select count(*) from who, odd o, unnest(array[100, 33.333, 250]) g(grams)
   where (select array_agg(c::text order by c.ordinality) from check_food(o.id, client, g.grams) with ordinality c)
         is distinct from (select array_agg(f::text order by f.ordinality) from app_private.library_findings(client, array[o.id], '{}', g.grams, null) with ordinality f)
$$;
select is(pg_temp.told_differently(), 0::bigint, 'a food alone is told what it is told among the items of a plan: key, evidence, words and what is behind it');
update organizations set may_contain_is_breach = true where id = (select org from who);
select is(pg_temp.told_differently(), 0::bigint, 'also where "may contain" is a breach');
update organizations set may_contain_is_breach = false where id = (select org from who);

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
