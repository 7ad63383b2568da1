-- Recipes are saved whole, previewed, copied, archived and deleted; what they come to follows CLINICAL 6 and 9.
select plan(94);

create temp table things as
  select tests.org_id('dietitian@demo.test') as demo, tests.org_id('dietitian@other.test') as other, '00000000-0000-0000-0000-000000000000'::uuid as kb,
         uuidv7() as flour, uuidv7() as oil, uuidv7() as secret, uuidv7() as milk, uuidv7() as foreign_food, uuidv7() as cup, uuidv7() as glass, uuidv7() as foreign_recipe, uuidv7() as kb_recipe,
         uuidv7() as dough, uuidv7() as pie, uuidv7() as feast, uuidv7() as spare, uuidv7() as line_a, uuidv7() as line_b, uuidv7() as copy, uuidv7() as own_glass, uuidv7() as version;
grant select on things to public;
insert into foods (org_id, id, name, density_g_per_ml) select demo, flour, 'Flour', null::numeric from things union all select demo, oil, 'Oil', 0.9 from things union all
  select demo, secret, 'Secret', null from things union all select kb, milk, 'Test milk', null from things union all select other, foreign_food, 'Theirs', null from things;
insert into food_nutrients (org_id, food_id, nutrient_id, amount)
  select demo, flour, 208, 360 from things union all select demo, oil, 208, 900 from things union all select kb, milk, 208, 60 from things;
insert into food_portions (org_id, id, food_id, label, grams) select demo, cup, flour, '1 cup', 120 from things union all select kb, glass, milk, '1 glass', 200 from things;
insert into recipes (org_id, id, name, servings) select other, foreign_recipe, 'Foreign', 1 from things;
insert into recipes (org_id, id, name, servings, cooked_weight_g, preparation) select kb, kb_recipe, 'Shared porridge', 2, 500, 'Stir.' from things;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select kb, kb_recipe, 1, milk, 400 from things;
insert into meal_plans (org_id, id, name) select demo, version, 'A template' from things;
insert into meal_plan_versions (org_id, id, meal_plan_id, number) select demo, version, version, 1 from things;
insert into meal_plan_days (org_id, id, meal_plan_version_id, day_number) select demo, version, version, 1 from things;
insert into meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name) select demo, version, version, version, 1, 'Lunch' from things;

create function pg_temp.food(id uuid, food uuid, amount numeric, unit text, portion uuid default null, discarded numeric default null) returns app_public.recipe_line
  language sql as $$ select row(id, food, null, amount, portion, unit, discarded)::app_public.recipe_line $$;
create function pg_temp.dish(recipe uuid, amount numeric, unit text, discarded numeric default null) returns app_public.recipe_line
  language sql as $$ select row(null, null, recipe, amount, null, unit, discarded)::app_public.recipe_line $$;
create function pg_temp.save(recipe uuid, revision integer, lines app_public.recipe_line[], servings numeric default 3, cooked numeric default 600) returns app_public.recipes
  language sql as $$ select app_public.save_recipe(recipe, 'Dough', servings, lines, revision, cooked, 'Knead.') $$;
grant execute on function pg_temp.food(uuid, uuid, numeric, text, uuid, numeric), pg_temp.dish(uuid, numeric, text, numeric),
  pg_temp.save(uuid, integer, app_public.recipe_line[], numeric, numeric) to public;

-- a dietitian writes a recipe
select tests.authenticate_as('dietitian@demo.test');
select is((pg_temp.save(dough, 0, array[pg_temp.food(line_a, flour, 2, null, cup), pg_temp.food(line_b, oil, 100, 'ml', null, 0.4)])).revision, 1, 'a new recipe begins at revision 1') from things;
select set_eq('select position, food_id, amount, unit_code, grams, discarded_share from recipe_ingredients, things where recipe_id = dough',
  $$ select 1 as a, flour as b, 2 as c, null as d, 240 as e, 0 as f from things union all select 2, oil, 100, 'ml', 90, 0.4 from things $$,
  'CLINICAL 9: amounts resolve to grams through a portion of that very food, or a volume with the food''s density');
select is((pg_temp.save(dough, 0, array[pg_temp.food(null, flour, 2, null, cup), pg_temp.food(null, oil, 100, 'ml', null, 0.4)])).revision, 1, 'the same again answers the same') from things;
select is((select count(*) from recipe_ingredients, things where recipe_id = dough), 2::bigint, 'and writes nothing twice');
select throws_ok($$ select pg_temp.save(dough, 0, array[pg_temp.food(null, flour, 1, 'g')]) from things $$, 'TF409', 'This id belongs to another recipe.', 'something else under that id is refused');
select is((pg_temp.save(dough, 1, array[pg_temp.food(line_b, oil, 50, 'g', null, 0), pg_temp.food(line_a, flour, 2, null, cup)])).revision, 2, 'whoever saw revision 1 saves revision 2') from things;
select results_eq('select id, position from recipe_ingredients, things where recipe_id = dough order by position', 'select line_b, 1 from things union all select line_a, 2 from things',
  'ingredients keep their ids and change their order');
select throws_ok($$ select pg_temp.save(dough, 1, array[pg_temp.food(line_a, flour, 5, 'g')]) from things $$, 'TF010', null, 'a stale revision saves nothing');
select is((pg_temp.save(dough, 1, array[pg_temp.food(null, oil, 50, 'g', null, 0), pg_temp.food(null, flour, 2, null, cup)])).revision, 2, 'a request whose answer was lost is answered again') from things;
select throws_ok($$ select pg_temp.save(uuidv7(), 3, array[pg_temp.food(null, flour, 5, 'g')]) from things $$, 'TF404', 'There is no such recipe.', 'there is none of that revision to save');
select is((select count(*) from recipe_ingredients, things where recipe_id = dough and position = 1 and grams = 50), 1::bigint, 'nothing was lost on the way');

-- what makes no sense
select throws_ok($$ select pg_temp.save(spare, 0, '{}', 0) from things $$, 'TF118', null, 'zero yield is refused');
select throws_ok($$ select pg_temp.save(spare, 0, '{}', 'NaN') from things $$, 'TF118', null, 'and no number');
select throws_ok($$ select pg_temp.save(spare, 0, '{}', null) from things $$, 'TF118', null, 'and none at all');
select throws_ok($$ select pg_temp.save(spare, 0, '{}', 1, 0) from things $$, 'TF118', null, 'a dish that weighs nothing is refused');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.food(null, flour, 5, 'g', null, 1)]) from things $$, 'TF119', null, 'not all of an ingredient can be discarded');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.food(null, flour, 5, 'g', null, -0.1)]) from things $$, 'TF119', null, 'nor less than nothing');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.food(null, flour, 0, 'g')]) from things $$, 'TF030', null, 'an amount is above zero');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.food(null, oil, 1, null, cup)]) from things $$, 'TF031', null, 'CLINICAL 9: a portion of another food is refused');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.food(null, flour, 1, 'cup_us')]) from things $$, 'TF032', null, 'CLINICAL 9: what cannot be converted is an error');
select throws_like($$ select pg_temp.save(spare, 0, array[pg_temp.food(null, flour, 1, 'cup_us')]) from things $$, '%"Flour"%', 'CLINICAL 9: naming food and unit');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.food(null, flour, 1, 'g', cup)]) from things $$, 'TF400', null, 'an amount counts portions or units');
select throws_ok($$ select pg_temp.save(spare, 0, array[row(null, null, null, 1, null, 'g', 0)::app_public.recipe_line]) from things $$, 'TF400', null, 'an ingredient is something');
select throws_ok($$ select pg_temp.save(spare, 0, array_fill(pg_temp.food(null, flour, 1, 'g'), array[201])) from things $$, 'TF116', null, 'two hundred ingredients are enough');
select lives_ok($$ select pg_temp.save(uuidv7(), 0, array_fill(pg_temp.food(null, flour, 1, 'g'), array[200])) from things $$, 'and are taken');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.food(null, foreign_food, 1, 'g')]) from things $$, 'TF404', 'There is no such food.', 'another practice''s food answers like none');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.dish(foreign_recipe, 1, 'serving')]) from things $$, 'TF404', 'There is no such recipe.', 'so does its recipe');
select throws_ok($$ select app_public.save_recipe(spare, ' ', 1, '{}') from things $$, 'TF400', null, 'a recipe has a name');
select throws_ok($$ select pg_temp.save(spare, 0, array[pg_temp.food(line_a, flour, 1, 'g')]) from things $$, 'TF409', null, 'an ingredient of another recipe is not taken from it');
select throws_ok($$ select pg_temp.save(kb_recipe, 0, '{}') from things $$, 'TF409', null, 'no own recipe takes the id of a shared one');
select throws_ok($$ select pg_temp.save(kb_recipe, 1, '{}') from things $$, 'TF404', null, 'and the shared one is nobody''s to save');
select is((select count(*) from recipes, things where id = spare), 0::bigint, 'nothing of all that was written');

-- what an ingredient counts may weigh something else later
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select app_public.save_recipe(spare, 'Spare', 1, array[pg_temp.food(null, milk, 2, null, own_glass)]) from things, add_food_portion(own_glass, milk, '1 own glass', 250) $$, 'CLINICAL 9: a portion that the practice states of a shared food counts');
select lives_ok($$ select change_food_portion(own_glass, 1, '1 own glass', 300) from things $$, 'it weighs something else …');
select results_eq('select grams, r.revision from things, recipe_ingredients i join recipes r on r.id = i.recipe_id where r.id = spare', 'values (600::numeric, 2)', '… and so does what counts it, as a new revision');
select is(app_public.delete_recipe(spare), spare, 'what nothing names is deleted') from things;

-- recipes inside recipes
select lives_ok($$ select app_public.save_recipe(pie, 'Pie', 2, array[pg_temp.dish(dough, 300, 'g', 0.5), pg_temp.dish(dough, 1, 'serving')]) from things $$, 'recipes are ingredients, in grams and in servings');
select throws_ok($$ select pg_temp.save(dough, 2, array[pg_temp.dish(dough, 1, 'serving')]) from things $$, 'TF033', 'A recipe cannot contain itself.', 'a recipe does not contain itself');
select throws_ok($$ select pg_temp.save(dough, 2, array[pg_temp.dish(pie, 1, 'serving')]) from things $$, 'TF033', null, 'nor through another');
select throws_ok($$ select app_public.save_recipe(feast, 'Feast', 1, array[pg_temp.dish(pie, 100, 'g')]) from things $$, 'TF034', null, 'CLINICAL 6: without a cooked weight amounts in grams are refused');
select lives_ok($$ select app_public.save_recipe(feast, 'Feast', 1, array[pg_temp.dish(pie, 1, 'serving')]) from things $$, 'CLINICAL 6: and only servings are accepted');
select throws_ok($$ select pg_temp.save(dough, 2, array[pg_temp.food(null, flour, 1, 'g')], 3, null) from things $$, 'TF034', null, 'a cooked weight that other recipes rest on stays');
select lives_ok($$ select app_public.save_recipe(id, n, 1, array[pg_temp.dish(inside, 1, 'serving')])
  from things, lateral (values ('00000000-0000-7000-8000-000000000004'::uuid, 'Fourth', feast), ('00000000-0000-7000-8000-000000000005', 'Fifth', '00000000-0000-7000-8000-000000000004')) l(id, n, inside) $$,
  'five deep is deep enough');
select throws_ok($$ select app_public.save_recipe(spare, 'Sixth', 1, array[pg_temp.dish('00000000-0000-7000-8000-000000000005', 1, 'serving')]) from things $$, 'TF115', null, 'six is too deep');
select throws_ok($$ select pg_temp.save(dough, 2, array[pg_temp.dish(kb_recipe, 1, 'serving')]) from things $$, 'TF115', null, 'also when it is put in at the bottom');

-- cooked weight in plans
select tests.as_owner();
insert into meal_plan_items (org_id, meal_plan_version_id, meal_plan_meal_id, position, recipe_id, amount, unit_code) select demo, version, version, 1, pie, 1, 'serving' from things;
select throws_ok($$ insert into meal_plan_items (org_id, meal_plan_version_id, meal_plan_meal_id, position, recipe_id, amount, unit_code, grams) select demo, version, version, 2, pie, 50, 'g', 50 from things $$,
  'TF034', null, 'no plan holds grams of a recipe without a cooked weight, whoever writes it');
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select app_public.save_recipe(pie, 'Pie', 2, array[pg_temp.dish(dough, 300, 'g', 0.5)], 1, 400) from things $$, 'with a cooked weight …');
select tests.as_owner();
select lives_ok($$ insert into meal_plan_items (org_id, meal_plan_version_id, meal_plan_meal_id, position, recipe_id, amount, unit_code, grams) select demo, version, version, 2, pie, 50, 'g', 50 from things $$, '… a plan may hold grams');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select app_public.save_recipe(pie, 'Pie', 2, array[pg_temp.dish(dough, 300, 'g', 0.5)], 2, null) from things $$, 'TF034', null, 'and then it is not taken away');
select is((select cooked_weight_g from recipes, things where id = pie), 400::numeric, 'it is still there');

-- what it comes to, saved and while it is written
select tests.as_owner();
create temp table seen (seen_dough jsonb, seen_pie jsonb);
create temp table previewed (said jsonb);
grant select, insert on seen, previewed to public;
create function pg_temp.energy(figures jsonb) returns numeric language sql as $$ select (figures -> 'known' ->> (array_position(array(select jsonb_array_elements_text(app_public.recipe_document(dough)::jsonb -> 'figures' -> 'nutrientIds')::integer from things), 208) - 1))::numeric $$;
grant execute on function pg_temp.energy(jsonb) to public;
select tests.authenticate_as('dietitian@demo.test');
insert into seen select app_public.recipe_document(dough)::jsonb, app_public.recipe_document(pie)::jsonb from things;
select is(pg_temp.energy(seen_dough -> 'figures' -> 'whole'), round(2.4 * 360 + 0.5 * 900, 9), 'the whole is the sum of the ingredients') from seen;
select is(pg_temp.energy(seen_dough -> 'figures' -> 'perServing'), 438.000000000, 'CLINICAL 6: per serving = sum of ingredients / servings') from seen;
select is(pg_temp.energy(seen_dough -> 'figures' -> 'per100g'), 219.000000000, 'CLINICAL 6: per 100 g = sum / cooked weight') from seen;
select is(pg_temp.energy(seen_dough -> 'figures' -> 'lines' -> 0), 450.000000000, 'each ingredient''s share is told') from seen;
select is(pg_temp.energy(seen_pie -> 'figures' -> 'whole'), 328.500000000, 'CLINICAL 6: a discarded part carries an explicit fraction: half of 300 g of dough is eaten') from seen;
select is((seen_pie -> 'figures' ->> 'weightG')::numeric, 150::numeric, 'what the ingredients weigh') from seen;
select is((seen_dough ->> 'canEdit')::boolean, true, 'her own she may edit') from seen;
select is((app_public.recipe_document(kb_recipe) ->> 'canEdit')::boolean, false, 'a shared one she may not') from things;
select is(app_public.recipe_document(feast)::jsonb -> 'figures' -> 'per100g', 'null'::jsonb, 'without a cooked weight there is nothing per 100 g') from things;
select throws_ok($$ select app_public.recipe_document(foreign_recipe) from things $$, 'TF404', 'There is no such recipe.', 'another practice''s recipe answers like none');
select is((app_public.recipe_document(pie) -> 'figures' -> 'perServing' -> 'known')::jsonb, (app_public.recipe_nutrition(pie) -> 'perServing' -> 'known')::jsonb, 'both ways of asking say the same') from things;
select is(app_public.preview_recipe(array[pg_temp.food(null, oil, 50, 'g'), pg_temp.food(null, flour, 2, null, cup)], 3, 600, dough)::jsonb -> 'figures', seen_dough -> 'figures',
  'what is shown while it is written is what is shown when it is saved') from things, seen;
insert into previewed select app_public.preview_recipe(array[pg_temp.food(null, oil, 50, 'g'), pg_temp.food(null, flour, 1, 'cup_us'), pg_temp.food(null, secret, 10, 'g'), pg_temp.dish(pie, 1, 'serving')], 3, 600, dough)::jsonb from things;
select results_eq($$ select (p ->> 'n')::integer, p ->> 'code' from previewed, jsonb_array_elements(said -> 'problems') p $$, $$ values (2, 'TF032'), (4, 'TF033') $$, 'every problem is told, each by its ingredient');
select is(((said -> 'figures' -> 'whole' -> 'unknown') -> (array_position(array(select jsonb_array_elements_text(said -> 'figures' -> 'nutrientIds')::integer), 208) - 1))::text, '2',
  'CLINICAL 6: any unknown ingredient makes the value an interval, one that cannot be read yet as well') from previewed;
select is(pg_temp.energy(said -> 'figures' -> 'whole'), 450.000000000, 'CLINICAL 3: which begins at what is known') from previewed;
select set_eq($$ select f ->> 'name' from previewed, jsonb_array_elements(said -> 'figures' -> 'foods') f where (f -> 'unknownNutrientIds') @> '208' $$, array['Secret'], 'CLINICAL 3: with the foods');
select is(pg_temp.energy(said -> 'changes' -> 'perServing'), 438.000000000, 'it says what a serving has now') from previewed;
select is(said -> 'changes' -> 'usedIn' -> 'recipes' -> 0 ->> 'name', 'Feast', 'and which recipes change with it, at any depth') from previewed;
select is((said -> 'changes' -> 'usedIn' ->> 'templates')::integer, 1, 'and how many templates') from previewed;
select set_eq('select name from things, meal_plans_with_recipe(dough)', array['A template'], 'the plans are listed, also where it stands inside another recipe');
select is(app_public.preview_recipe('{}') ->> 'changes', null, 'a new recipe changes nothing');
select throws_ok($$ select app_public.preview_recipe(array_fill(pg_temp.food(null, flour, 1, 'g'), array[201])) from things $$, 'TF116', null, 'too many are not looked at either');
select is((select revision from recipes, things where id = dough), 2, 'looking wrote nothing');

-- copies, archive, delete
select is((app_public.copy_recipe(copy, kb_recipe, null, 4)).name, 'Shared porridge (copy)', 'a shared recipe is copied') from things;
select results_eq($$ select r.servings, r.cooked_weight_g, r.preparation, i.grams, r.copied_from_id = kb_recipe from things, recipes r join recipe_ingredients i on i.recipe_id = r.id where r.id = copy $$,
  $$ values (4::numeric, 1000::numeric, 'Stir.', 800::numeric, true) $$, 'scaled: amounts and cooked weight grow with the servings');
select is(app_public.recipe_nutrition(copy) -> 'perServing' ->> 'known', app_public.recipe_nutrition(kb_recipe) -> 'perServing' ->> 'known', 'so that a serving stays what it is') from things;
select is((app_public.copy_recipe(copy, kb_recipe, null, 4)).id, copy, 'the same again answers the same') from things;
select throws_ok($$ select app_public.copy_recipe(copy, dough) from things $$, 'TF409', null, 'another copy under that id is refused');
select throws_ok($$ select app_public.copy_recipe(uuidv7(), foreign_recipe) from things $$, 'TF404', null, 'another practice''s is not copied');
select isnt((app_public.archive_recipe(copy)).archived_at, null, 'a recipe is put away') from things;
select is((app_public.archive_recipe(copy, false)).archived_at, null, 'and taken back') from things;
select throws_ok($$ select app_public.archive_recipe(kb_recipe) from things $$, 'TF404', null, 'a shared one is not hers to put away');
select throws_ok($$ select app_public.delete_recipe(dough) from things $$, 'TF117', null, 'what another recipe uses is not deleted');
select throws_ok($$ select app_public.delete_recipe(pie) from things $$, 'TF117', null, 'nor what a plan uses');
select is(app_public.delete_recipe(copy), copy, 'what nothing names is') from things;
select throws_ok($$ select app_public.delete_recipe(copy) from things $$, 'TF404', null, 'once');
select is((app_public.recipe_list('dough', 'own') ->> 'total')::integer, 2, 'the list finds by name');
select is((app_public.recipe_list('porridge') -> 'recipes' -> 0 ->> 'isOwn')::boolean, false, 'shared ones as well');

-- who may not
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select pg_temp.save(uuidv7(), 0, '{}') $$, 'an assistant prepares recipes, as she does drafts');
select throws_ok($$ update recipes set name = 'Mine' $$, '42501', null, 'by the function only');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select pg_temp.save(uuidv7(), 0, '{}') $$, '42501', null, 'a researcher saves none');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select app_public.recipe_document(dough) from things $$, '42501', null, 'a client does not see where a practice uses them');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select pg_temp.save(dough, 2, '{}') from things $$, 'TF404', null, 'another practice saves nothing of this one');
select tests.as_owner();
select is((select count(*) from recipe_ingredients, things where recipe_id = dough), 2::bigint, 'which is as it was');
select * from finish();
