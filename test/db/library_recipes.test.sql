-- Recipes: servings, cooked weight, what is discarded, recipes inside recipes (CLINICAL 6).
select plan(30);

create temp table things as
  select tests.org_id('dietitian@demo.test') as demo, tests.org_id('dietitian@other.test') as other,
         uuidv7() as flour, uuidv7() as oil, uuidv7() as secret, uuidv7() as dough, uuidv7() as pie, uuidv7() as feast, uuidv7() as empty, uuidv7() as foreign_recipe;
grant select on things to public;
insert into foods (org_id, id, name) select demo, unnest(array[flour, oil, secret]), unnest(array['Flour', 'Oil', 'Secret']) from things;
insert into food_nutrients (org_id, food_id, nutrient_id, amount)
  select demo, flour, 208, 360 from things union all select demo, oil, 208, 900 from things union all -- energy of the secret is unknown
  select demo, flour, 203, 10 from things union all select demo, oil, 203, 0 from things union all select demo, secret, 203, 7 from things;
insert into recipes (org_id, id, name, servings, cooked_weight_g) select demo, dough, 'Dough', 3, 600 from things union all
  select demo, pie, 'Pie', 7, null from things union all select demo, feast, 'Feast', 2, 1000 from things union all
  select demo, empty, 'Nothing yet', 1, 100 from things union all select other, foreign_recipe, 'Foreign', 1, null from things;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams, discarded_share)
  select demo, dough, 1, flour, 500, 0 from things union all select demo, dough, 2, oil, 100, 0.4 from things;
insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, grams, servings, discarded_share)
  select demo, pie, 1, dough, 300, null::numeric, 0.5 from things union all   -- half of 300 g of dough
  select demo, feast, 1, pie, null, 7, 0 from things union all
  select demo, feast, 2, dough, null, 1, 0 from things;

create function pg_temp.panel(recipe uuid, nutrient integer) returns table (known numeric, unknown integer) language sql as $$
  select p.known[array_position(app_private.panel_nutrient_ids(), nutrient)], p.unknown[array_position(app_private.panel_nutrient_ids(), nutrient)]
    from app_private.recipe_panels((select demo from things), array[recipe]) p
$$;

-- sums
select is(round(known, 9), round(1800 / 3.0 + 540 / 3.0, 9), 'per serving = sum of the ingredients / servings, what is discarded left out')
  from things, pg_temp.panel(dough, 208);
select is(unknown, 0, 'with everything known it is a number') from things, pg_temp.panel(dough, 208);
select is(round(known * 7, 9), round(2340 / 600.0 * 300 * 0.5, 9), 'grams of a recipe count by its cooked weight, half of it discarded') from things, pg_temp.panel(pie, 208);
select is(round(known * 2, 6), round(585 + 780, 6), 'recipes inside recipes, two levels down, by servings') from things, pg_temp.panel(feast, 208);
select set_eq('select f.food_id, round(f.grams_per_serving, 6) from things, app_private.recipe_foods(demo, array[dough]) f',
  'select flour, round(500 / 3.0, 6) from things union all select oil, 20.000000 from things', 'taken apart into edible grams a serving');
select is((select count(*) from things, app_private.recipe_foods(demo, array[feast])), 2::bigint, 'one row a food, however many ways lead to it');
select is((select count(*) from things, app_private.recipe_foods(demo, array[dough, pie])), 4::bigint, 'several recipes at once');
select is((select count(*) from things, app_private.recipe_foods(other, array[dough])), 0::bigint, 'nothing of another practice''s recipe');
select is(known::text || ' ' || unknown, '0 1', 'nothing is known of an empty recipe') from things, pg_temp.panel(empty, 208);
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select demo, pie, 2, secret, 70 from things;
select is(unknown, 1, 'any unknown ingredient makes the recipe''s value an interval') from things, pg_temp.panel(pie, 208);
select is(round(known * 7, 9), 585.000000000, 'that begins at what is known') from things, pg_temp.panel(pie, 208);
select is(unknown, 1, 'also through a recipe inside') from things, pg_temp.panel(feast, 208);
select is(unknown, 0, 'nutrient by nutrient') from things, pg_temp.panel(pie, 203);

-- the document
select tests.authenticate_as('dietitian@demo.test');
select is((app_public.recipe_nutrition(dough) -> 'per100g' -> 'known' ->> 0)::numeric, 390.000000000, 'per 100 g = sum / cooked weight') from things;
select is(app_public.recipe_nutrition(pie) ->> 'per100g', null, 'without a cooked weight there is nothing per 100 g') from things;
select set_eq($$ select f ->> 'name' from things, json_array_elements(app_public.recipe_nutrition(pie) -> 'foods') f
                  where (f -> 'unknownNutrientIds')::jsonb @> '208' $$, array['Secret'], 'it names the foods whose value is unknown');
select is((app_public.recipe_nutrition(dough) -> 'perServing' -> 'energyPercent' ->> 'protein')::numeric, round(100 * 4 * (50 / 3.0) / 780, 2), 'percent of energy of a serving') from things;
select is(app_public.recipe_nutrition(pie) -> 'perServing' -> 'energyPercent' ->> 'protein', null, 'and none where energy is unknown') from things;
select throws_ok($$ select app_public.recipe_nutrition(foreign_recipe) from things $$, 'TF404', 'There is no such recipe.', 'another practice''s recipe answers like none');
select throws_ok($$ select app_public.recipe_nutrition(uuidv7()) $$, 'TF404', 'There is no such recipe.', 'and there is none');
select tests.authenticate_as_anonymous();
select throws_ok($$ select app_public.recipe_nutrition(dough) from things $$, '42501', null, 'nobody signed in asks');

-- what is refused, whoever writes it
select tests.as_owner();
select throws_ok($$ insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, servings) select demo, dough, 3, dough, 1 from things $$, 'TF033', null, 'a recipe does not contain itself');
select throws_ok($$ insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, servings) select demo, dough, 3, feast, 1 from things $$, 'TF033', null, 'nor through others');
select throws_ok($$ update recipe_ingredients set food_id = null, grams = null, ingredient_recipe_id = feast, servings = 1 from things where recipe_id = dough and position = 2 $$,
  'TF033', null, 'nor by a change');
select throws_ok($$ insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, grams) select demo, empty, 1, pie, 50 from things $$, 'TF034', null, 'grams of a recipe need its cooked weight');
select lives_ok($$ insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, servings) select demo, empty, 1, pie, 1 from things $$, 'servings do not');
select throws_ok($$ update recipes set cooked_weight_g = null from things where id = dough $$, 'TF034', null, 'a cooked weight that others rest on stays');
select throws_ok($$ insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select demo, dough, 4, flour, -1 from things $$, '23514', null, 'negative grams are refused');
select throws_ok($$ insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select demo, foreign_recipe, 1, flour, 10 from things $$, '23503', null, 'another practice''s recipe takes no ingredient');
select is((select count(*) from recipe_ingredients i, things where i.recipe_id in (dough, foreign_recipe)), 2::bigint, 'and nothing of it was written');
select * from finish();
