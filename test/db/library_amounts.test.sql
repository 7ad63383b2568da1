-- Amounts become grams (CLINICAL 1, 9).
select plan(20);

create temp table things as
  select tests.org_id('dietitian@demo.test') as demo, tests.org_id('dietitian@other.test') as other,
         uuidv7() as oil, uuidv7() as rice, uuidv7() as foreign_food, uuidv7() as cup_of_rice, uuidv7() as spoon_of_oil;
insert into foods (org_id, id, name, density_g_per_ml) select demo, oil, 'Test oil', 0.92 from things union all
  select demo, rice, 'Test rice, cooked', null from things union all select other, foreign_food, 'Foreign', 1 from things;
insert into food_portions (org_id, id, food_id, label, grams) select demo, cup_of_rice, rice, '1 cup, cooked', 158 from things union all
  select demo, spoon_of_oil, oil, '1 tbsp', 13.5 from things;

create function pg_temp.grams(food uuid, amount numeric, portion uuid, unit text) returns numeric language sql
  as $$ select app_private.resolve_grams((select demo from things), food, amount, portion, unit) $$;

select is(pg_temp.grams(rice, 1.5, cup_of_rice, null), 237.0, 'a portion of that very food') from things;
select is(pg_temp.grams(rice, 0.333, cup_of_rice, null), 52.614, 'exactly, without rounding') from things;
select is(pg_temp.grams(rice, 3, null, 'oz'), 85.048569375, 'ounces are 28.349523125 g') from things;
select is(pg_temp.grams(rice, 1, null, 'lb'), 453.59237, 'a pound is 453.59237 g') from things;
select is(pg_temp.grams(oil, 100, null, 'ml'), 92.00, 'millilitres take the food''s density') from things;
select is(pg_temp.grams(oil, 1, null, 'cup_us'), 236.5882365 * 0.92, 'a US cup is 236.5882365 ml') from things;
select is(pg_temp.grams(oil, 1, null, 'cup_metric'), 250 * 0.92, 'a metric cup is 250 ml') from things;
select is(pg_temp.grams(oil, 1, null, 'cup_imperial'), 284.130625 * 0.92, 'an imperial cup is 284.130625 ml') from things;
select is(pg_temp.grams(oil, 1, null, 'tbsp_us') <> pg_temp.grams(oil, 1, null, 'tbsp_metric'), true, 'spoons differ, too') from things;
select is((select count(distinct factor) from units where code in ('pint_us', 'pint_imperial')), 2::bigint, 'and so do pints');

select throws_ok(format('select pg_temp.grams(%L, 1, %L, null)', rice, spoon_of_oil), 'TF031', null, 'a portion of another food is refused') from things;
select throws_ok(format('select pg_temp.grams(%L, 1, null, ''cup_us'')', rice), 'TF032', '"Test rice, cooked" has no density: cup (US, 237 ml) cannot be converted to grams.', 'without a density a cup is an error that names food and unit') from things;
select throws_ok(format('select pg_temp.grams(%L, 1, null, ''serving'')', oil), 'TF032', null, 'a food has no servings') from things;
select throws_ok(format('select pg_temp.grams(%L, 1, null, ''bucket'')', oil), 'TF032', null, 'an unknown unit is refused') from things;
select throws_ok(format('select pg_temp.grams(%L, 1, null, null)', oil), 'TF032', null, 'so is none') from things;
select throws_ok(format('select pg_temp.grams(%L, 0, null, ''g'')', oil), 'TF030', null, 'zero is no amount') from things;
select throws_ok(format('select pg_temp.grams(%L, -5, null, ''g'')', oil), 'TF030', null, 'nor is a negative one') from things;
select throws_ok(format('select pg_temp.grams(%L, ''NaN'', null, ''g'')', oil), 'TF030', null, 'nor is NaN') from things;
select throws_ok(format('select pg_temp.grams(%L, 1, null, ''g'')', foreign_food), 'TF404', null, 'another practice''s food answers like none') from things;
select throws_ok(format('select pg_temp.grams(%L, 1, null, ''g'')', uuidv7()), 'TF404', 'There is no such food.', 'and there is none') from things;
select * from finish();
