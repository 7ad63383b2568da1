-- Who reads and who writes the library: the knowledge base is everybody's to read and nobody's to write.
select plan(45);

-- arrange: a food, a recipe and an allergen of the demo practice, and a food of the other practice
create temp table things as
  select tests.org_id('dietitian@demo.test') as demo, tests.org_id('dietitian@other.test') as other, '00000000-0000-0000-0000-000000000000'::uuid as kb,
         uuidv7() as own_food, uuidv7() as foreign_food, uuidv7() as own_recipe, uuidv7() as own_portion, uuidv7() as kb_food, uuidv7() as kb_allergen;
grant select on things to public;
insert into foods (org_id, id, name) select demo, own_food, 'Own soup' from things union all
  select other, foreign_food, 'Foreign soup' from things union all select kb, kb_food, 'Shared soup' from things;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select kb, kb_food, 208, 50 from things union all select other, foreign_food, 208, 60 from things;
insert into food_portions (org_id, id, food_id, label, grams) select demo, own_portion, own_food, '1 bowl', 250 from things;
insert into recipes (org_id, id, name, servings) select demo, own_recipe, 'Own stew', 2 from things;
insert into allergens (org_id, id, code, name) select kb, kb_allergen, 'test_allergen', 'Test allergen' from things;

-- reading
select set_eq(format($$ select name from foods where name like '%% soup' $$), array['Own soup', 'Foreign soup', 'Shared soup'], 'the owner sees all three');
select tests.authenticate_as('dietitian@demo.test');
select set_eq($$ select name from foods where name like '% soup' $$, array['Own soup', 'Shared soup'], 'a dietitian reads own foods and the knowledge base''s, and no other practice''s');
select set_eq($$ select amount from food_nutrients natural join (select kb_food as food_id from things union all select foreign_food from things) f $$, array[50::numeric],
  'and what is in them');
select tests.authenticate_as('assistant@demo.test');
select set_eq($$ select name from foods where name like '% soup' $$, array['Own soup', 'Shared soup'], 'so does an assistant');
select tests.authenticate_as('org_admin@demo.test');
select set_eq($$ select name from foods where name like '% soup' $$, array['Own soup', 'Shared soup'], 'so does an org_admin');
select tests.authenticate_as('researcher@demo.test');
select set_eq($$ select name from foods where name like '% soup' $$, array['Own soup', 'Shared soup'], 'so does a researcher');
select tests.authenticate_as('client@demo.test');
select set_eq($$ select name from foods where name like '% soup' $$, array['Own soup', 'Shared soup'], 'so does a client, who logs them');
select isnt_empty('select id from nutrients', 'a client reads the nutrients');
select isnt_empty('select code from units', 'and the units');
select isnt_empty('select code from tags', 'and the tags');
select isnt_empty('select code from food_groups', 'and the food groups');
select tests.authenticate_as('dietitian@other.test');
select set_eq($$ select name from foods where name like '% soup' $$, array['Foreign soup', 'Shared soup'], 'another practice reads its own and the knowledge base''s');
select tests.authenticate_as_anonymous();
select throws_ok('select id from foods', '42501', null, 'nobody signed in reads foods');
select throws_ok('select id from nutrients', '42501', null, 'nor nutrients');

-- writing own rows
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select create_food(uuidv7(), row('Own salad', null, null, null, null, null, null, null, null, null, null)::food_content) $$, 'a dietitian adds a food');
select set_eq($$ select org_id from foods where name = 'Own salad' $$, $$ select app_hidden.current_org_id() $$, 'it belongs to her practice');
select lives_ok($$ select change_food(own_food, 1, row('Own soup', null, null, 'House', null, null, null, null, null, null, null)::food_content,
                                       array[row(307, 12, null, null, null)::food_nutrient_value]) from things $$, 'she changes it, and says what is in it');
select is((select brand from foods where id = (select own_food from things)), 'House', 'it is changed');
select is((select amount from food_nutrients where food_id = (select own_food from things)), 12::numeric, 'that stands');
select throws_ok($$ insert into food_nutrients (food_id, nutrient_id, amount) select own_food, 301, 12 from things $$, '42501', null, 'values are written with the food only');
select lives_ok($$ insert into food_allergens (food_id, allergen_id, presence, provenance) select kb_food, kb_allergen, 'contains', 'reviewed' from things $$,
  'she states a fact about a food of the knowledge base');
select set_eq($$ select org_id, food_org_id from food_allergens where allergen_id = (select kb_allergen from things) $$,
  $$ select demo, kb from things $$, 'the fact is her practice''s, the food stays the knowledge base''s');
select lives_ok($$ select app_public.save_recipe(uuidv7(), 'Own broth', 4, '{}') $$, 'she adds a recipe');
select throws_ok($$ insert into recipes (name, servings) values ('Own broth', 4) $$, '42501', null, 'by the function only, which knows revisions');
select throws_ok($$ insert into food_allergens (food_id, allergen_id, presence, provenance) select foreign_food, kb_allergen, 'contains', 'reviewed' from things $$,
  'TF404', 'There is no such food.', 'another practice''s food answers like one that does not exist');
select throws_ok($$ select add_food_portion(uuidv7(), foreign_food, '1 cup', 100) from things $$, 'TF404', 'There is no such food.', 'and takes no portion');
select throws_ok($$ select create_food(kb_food, row('Impostor', null, null, null, null, null, null, null, null, null, null)::food_content) from things $$, 'TF409', null, 'an own food cannot take the id of one of the knowledge base');
select throws_ok($$ select app_private.kb_id('recipe', 'x') $$, '42501', null, 'internals stay closed');

-- what nobody may write through the API
select throws_ok($$ insert into foods (org_id, name) select kb, 'Fake' from things $$, '42501', null, 'org_id cannot be chosen');
select throws_ok($$ select change_food(kb_food, 1, row('Hacked', null, null, null, null, null, null, null, null, null, null)::food_content) from things $$, 'TF113', null,
  'a food of the knowledge base is not hers to change …');
select throws_ok($$ select delete_food(kb_food) from things $$, 'TF113', null, '… or to delete');
select throws_ok($$ delete from foods where id = (select own_food from things) $$, '42501', null, 'nor is any food deleted past the function that looks who uses it');
select throws_ok($$ update nutrients set unit = 'g' $$, '42501', null, 'vocabularies are closed');
select throws_ok($$ insert into units (code, name, dimension, factor, sort_order) values ('x', 'x', 'mass', 1, 1) $$, '42501', null, 'units, too');
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select create_food(uuidv7(), row('Assistant''s', null, null, null, null, null, null, null, null, null, null)::food_content) $$, 'an assistant enters foods');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select archive_food(own_food) from things $$, '42501', null, 'a researcher changes none');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select create_food(uuidv7(), row('Client''s', null, null, null, null, null, null, null, null, null, null)::food_content) $$, '42501', null, 'a client adds none');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select archive_food(own_food) from things $$, 'TF404', 'There is no such food.', 'another practice''s food answers like one that does not exist …');
select tests.as_owner();
select is((select archived_at from foods where id = (select own_food from things)), null, '… and stays as it was');
select is((select name from foods where id = (select kb_food from things)), 'Shared soup', 'the knowledge base is as it was');
select is((select amount from food_nutrients where food_id = (select kb_food from things)), 50::numeric, 'with its nutrients');
select is((select name from foods where id = (select own_food from things)), 'Own soup', 'and the practice''s food, too');

-- hierarchy of allergens
select lives_ok($$ insert into allergens (org_id, id, code, name, parent_id) select demo, own_food, 'narrow', 'Narrow', kb_allergen from things $$, 'an own allergen may be narrower than a shared one');
select throws_ok($$ update allergens set parent_id = own_food from things where allergens.id = kb_allergen $$, 'TF404', null, 'a shared one never hangs below an own one');
select throws_ok($$ with second as (insert into allergens (org_id, id, code, name, parent_id) select demo, own_recipe, 'narrower', 'Narrower', own_food from things returning id)
                    select 1 from second; update allergens set parent_id = own_recipe from things where allergens.id = own_food $$,
  'TF400', 'An allergen cannot be wider than itself.', 'the hierarchy runs in no circle');
select * from finish();
