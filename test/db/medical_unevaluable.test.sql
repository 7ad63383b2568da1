-- A rule that cannot be evaluated never passes silently (CLINICAL 20): whatever is missing, the finding says so, and a contraindication
-- asks whoever publishes for an acknowledgement.
select plan(17);

create temp table who as select tests.org_id('dietitian@demo.test') as org, tests.new_client(null) as client;
insert into client_conditions (org_id, client_id, condition_id) select org, client, app_private.kb_id('condition', 'osteoporosis') from who;
create function pg_temp.rule(p_code text, p_condition text default 'osteoporosis', p_age numeric default null, p_lab text default null, p_nutrient text default null,
  p_minimum numeric default null, p_maximum numeric default null, p_unit text default null, p_weight text default null, p_tag text default null) returns uuid language sql volatile as $$
  select app_private.define_rule(code => p_code, version => 1, severity => 'contraindicated', condition => p_condition, age_years_from => p_age,
    lab_test => p_lab, lab_from => case when p_lab is not null then 5.5 end, lab_unit => case when p_lab is not null then 'mmol/L' end, lab_max_age_days => case when p_lab is not null then 30 end,
    nutrient => p_nutrient, per => case when p_nutrient is not null then 'day' end, minimum => p_minimum, maximum => p_maximum, unit => p_unit,
    weight => p_weight, weight_max_age_days => case when p_weight is not null then 90 end, avoid_tag => p_tag,
    message => 'A rule of a test.', rationale => 'It is made for a test.', citation => 'The clinical semantics of this product.')
$$;
create temp table food as select tests.new_food('Plain', '{"energy": 100, "protein": 10, "potassium": 300}') as plain, tests.new_food('Plainer', '{"energy": 50, "protein": 5, "potassium": 100}') as plainer;
create temp table lunch as select tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(
  jsonb_build_object('food', plain, 'grams', 100), jsonb_build_object('food', plainer, 'grams', 100))))) as version from who, food;
create function pg_temp.says(p_rule text, p_version uuid default null) returns text[] language sql volatile as $$
  select coalesce(array_agg(concat_ws(' ', f.outcome, f.place, case when f.needs_acknowledgement then 'acknowledge' end, nullif(array_to_string(f.unknown_foods, ', '), '')) order by f.place), '{}')
    from who, app_private.meal_plan_version_findings(org, coalesce(p_version, (select version from lunch)), client, daterange('2026-06-01', '2026-07-01')) f where f.rule_code = p_rule
$$;
create function pg_temp.message(p_rule text) returns text language sql volatile as $$
  select f.message from who, app_private.meal_plan_version_findings(org, (select version from lunch), client, daterange('2026-06-01', '2026-07-01')) f where f.rule_code = p_rule limit 1
$$;

-- of the client
select pg_temp.rule('test.weight', p_nutrient => 'protein', p_maximum => 0.8, p_unit => 'g/kg', p_weight => 'adjusted');
select is(pg_temp.says('test.weight'), '{"undetermined version acknowledge"}', 'CLINICAL 24: no weight of the rule''s kind');
select matches(pg_temp.message('test.weight'), 'adjusted weight', 'and the finding says which weight it lacks');
select pg_temp.rule('test.age', p_condition => null, p_age => 18, p_nutrient => 'protein', p_minimum => 40, p_unit => 'g');
select is(pg_temp.says('test.age'), '{"undetermined day:1 acknowledge"}', 'CLINICAL 23: no date of birth');
select matches(pg_temp.message('test.age'), 'date of birth', 'and the finding says so');
select pg_temp.rule('test.lab', p_condition => null, p_lab => 'potassium_serum', p_nutrient => 'potassium', p_maximum => 200, p_unit => 'mg');
select is(pg_temp.says('test.lab'), '{}', 'CLINICAL 23: a value that was never measured triggers nothing');
insert into client_labs (org_id, client_id, lab_test_code, entered_value, entered_unit, taken_on) select org, client, 'potassium_serum', 4.1, 'mmol/L', '2026-05-01' from who;
select is(pg_temp.says('test.lab'), '{"undetermined day:1 acknowledge"}', 'CLINICAL 23: a value that is too old is not silent, whatever it was');
insert into client_labs (org_id, client_id, lab_test_code, entered_value, entered_unit, taken_on) select org, client, 'potassium_serum', 4.1, 'mmol/L', '2026-05-02' from who;
select is(pg_temp.says('test.lab'), '{}', 'CLINICAL 23: one of the oldest age that counts is decided: 4.1 mmol/L triggers nothing');

-- of the foods
select pg_temp.rule('test.selenium', p_nutrient => 'selenium', p_maximum => 300, p_unit => 'µg');
select is(pg_temp.says('test.selenium'), '{"undetermined day:1 acknowledge Plain, Plainer"}', 'CLINICAL 3: a nutrient of which no food says anything');
select pg_temp.rule('test.tag', p_tag => 'raw_sprouts');
select is(pg_temp.says('test.tag'), '{"undetermined version acknowledge Plain, Plainer"}', 'CLINICAL 21: a property that nobody has reviewed of any food');
select pg_temp.rule('test.potassium', p_nutrient => 'potassium', p_maximum => 350, p_unit => 'mg');
select is(pg_temp.says('test.potassium'), '{"breach day:1"}', 'what is known is judged');
update foods set archived_at = now() where id in (select plain from food union select plainer from food);
select is(pg_temp.says('test.potassium'), '{"breach day:1"}', 'a food that was archived is judged as before: it is still eaten');
select throws_ok($$ delete from foods where id = (select plain from food) $$, '23503', null, 'a food that is planned cannot be deleted');

-- of recipes
create temp table dish as select uuidv7() as id, uuidv7() as outer_id;
insert into recipes (org_id, id, name, servings) select org, id, 'Never weighed', 2 from who, dish union all select org, outer_id, 'Around it', 1 from who, dish;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, id, 1, plain, 100 from who, dish, food;
select throws_ok($$ select tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('recipe', id, 'grams', 100))))) from who, dish $$, 'TF034', null,
  'CLINICAL 6: no plan takes grams of a recipe that was never weighed');
alter table meal_plan_items disable trigger _210_cooked_weight; -- what a plan may hold from before
create temp table dinner as select tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('recipe', id, 'grams', 100))))) as version from who, dish;
alter table meal_plan_items enable trigger _210_cooked_weight;
select is(pg_temp.says('test.potassium', version), '{"undetermined day:1 acknowledge Plain"}', 'CLINICAL 6: grams of a recipe that was never weighed are no amount, and not none') from dinner;
select throws_ok($$ insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, grams) select org, outer_id, 1, id, 50 from who, dish $$, 'TF034', null,
  'CLINICAL 6: nor can they be an ingredient');

-- and nothing of it is published without being acknowledged
select ok(count(*) >= 5, 'CLINICAL 20: each of these rules asks') from who, app_private.meal_plan_version_findings(org, (select version from dinner), client, daterange('2026-06-01', null)) f
 where f.needs_acknowledgement and f.rule_code like 'test.%';
grant select on dinner, who to public;
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select publish_meal_plan_version(v.id, v.revision, 'As it is', '{}') from meal_plan_versions v where v.id = (select version from dinner) $$, 'TF023', null,
  'CLINICAL 20: what cannot be determined blocks publishing until it is acknowledged');
select * from finish();
