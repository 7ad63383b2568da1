-- An organisation's own foods: made, copied with changes, changed by whoever saw them last, archived or deleted.
select plan(93);

create temp table things as
  select tests.org_id('dietitian@demo.test') as demo, tests.org_id('dietitian@other.test') as other, '00000000-0000-0000-0000-000000000000'::uuid as kb,
         uuidv7() as soup, uuidv7() as copy, uuidv7() as renamed, uuidv7() as sip, uuidv7() as unused, uuidv7() as foreign_food, uuidv7() as kb_food,
         uuidv7() as bowl, uuidv7() as cup, uuidv7() as kb_portion, uuidv7() as foreign_portion, uuidv7() as spoon, uuidv7() as slice,
         uuidv7() as assistants_copy, uuidv7() as peanut, uuidv7() as milk_like;
grant select on things to public;
insert into foods (org_id, id, name, source, source_version, source_on, food_group_code, density_g_per_ml, barcode)
  select kb, kb_food, 'Test lentils, cooked', 'USDA SR28', '28', '2016-05-01'::date, null, null, '4006381333931' from things union all
  select other, foreign_food, 'Foreign soup', 'own', null, null, null, 1, '4006381333931' from things;
insert into food_nutrients (org_id, food_id, nutrient_id, amount, source_code, derivation_code) select kb, kb_food, n.id, n.amount, '1', 'A'
  from things, (values (208, 116), (203, 9.02), (307, 2)) n(id, amount);
insert into food_nutrients (org_id, food_id, nutrient_id, amount, is_assumed_zero, source_code) select kb, kb_food, 221, 0, true, '7' from things;
insert into food_portions (org_id, id, food_id, label, grams) select kb, kb_portion, kb_food, '1 cup', 198 from things union all
  select other, foreign_portion, kb_food, '1 handful', 44 from things;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance, note)
  select kb, kb_food, a.id, x.presence::allergen_presence, x.provenance::fact_provenance, 'on the label'
    from things, (values ('peanut', 'free', 'declared'), ('celery', 'may_contain', 'reviewed')) x(code, presence, provenance) join allergens a on a.code = x.code;
insert into food_tags (org_id, food_id, tag_code, is_present, provenance) select kb, kb_food, 'vegan', true, 'reviewed' from things;

create function pg_temp.content(name text, barcode text default null, density numeric default null, kind text default null) returns food_content language sql
  as $$ select row(name, kind, '{" broth ","",stew}', ' House ', barcode, null, 0.1, density, null, null, null)::food_content $$;
create function pg_temp.value(nutrient integer, amount numeric, is_assumed boolean default null) returns food_nutrient_value language sql
  as $$ select row(nutrient, amount, is_assumed, null, null)::food_nutrient_value $$;
create function pg_temp.portion(id uuid, label text, grams numeric) returns food_portion_content language sql
  as $$ select row(id, label, grams)::food_portion_content $$;
grant execute on function pg_temp.content, pg_temp.value, pg_temp.portion to public;

-- made
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select create_food(soup, pg_temp.content('Test soup', '4006381333931'), array[pg_temp.value(208, 60), pg_temp.value(203, 3.5), pg_temp.value(221, 0, true)],
                                      array[pg_temp.portion(bowl, ' 1 bowl ', 250)]) from things $$, 'a dietitian makes a food in one call');
select results_eq($$ select name, kind, synonyms, brand, barcode, refuse_share, source, revision from foods where id = (select soup from things) $$,
  $$ values ('Test soup', 'food', '{broth,stew}'::text[], 'House', '4006381333931', 0.1, 'own', 1) $$, 'it is what she said, trimmed; another practice and the knowledge base may have the barcode, too');
select results_eq($$ select nutrient_id, amount, is_assumed_zero from food_nutrients where food_id = (select soup from things) order by 1 $$,
  $$ values (203, 3.5, false), (208, 60::numeric, false), (221, 0::numeric, true) $$, 'CLINICAL 3: what is left out is unknown; CLINICAL 2: an assumed zero is kept as such');
select results_eq($$ select label, grams from food_portions where food_id = (select soup from things) $$, $$ values ('1 bowl', 250::numeric) $$, 'with its portion');
select is((create_food(soup, pg_temp.content('Test soup', '4006381333931'), array[pg_temp.value(208, 60), pg_temp.value(203, 3.5), pg_temp.value(221, 0, true)],
                       array[pg_temp.portion(bowl, ' 1 bowl ', 250)])).revision, 1, 'sent again it is the same answer') from things;
select throws_ok($$ select create_food(soup, pg_temp.content('Another soup')) from things $$, 'TF409', 'This id belongs to another food.', 'the id with other content is refused');
select throws_ok($$ select create_food(kb_food, pg_temp.content('Impostor')) from things $$, 'TF409', null,
  'the id of a food of the knowledge base is taken');
select lives_ok($$ select create_food(sip, pg_temp.content('Test sip feed', null, 1.05, 'sip_feed')) from things $$, 'a sip feed is a food of its kind');
select is((select kind from foods where id = (select sip from things)), 'sip_feed', 'and says so');

-- nonsense
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(203, -1)]) $$, 'TF110', '100 g of a food cannot hold -1 g of protein: it is between 0 and 100 g.', 'a negative amount is refused');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(204, 101)]) $$, 'TF110', null, 'more than 100 g in 100 g');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(208, 2500)]) $$, 'TF110', null, 'more energy than fat has, such as kJ typed as kcal');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(307, 'NaN')]) $$, 'TF110', null, 'NaN');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(307, 'Infinity')]) $$, 'TF110', null, 'infinity');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(203, 30), pg_temp.value(205, 40), pg_temp.value(204, 20), pg_temp.value(255, 16)]) $$, 'TF110',
  'Protein, fat, carbohydrate, alcohol and water come to 106 g in 100 g. Are these values per 100 g?', 'parts that weigh more than the whole');
select lives_ok($$ select create_food(uuidv7(), pg_temp.content('Just'), array[pg_temp.value(203, 30), pg_temp.value(205, 40), pg_temp.value(204, 20), pg_temp.value(255, 15)]) $$, 'as analyses add up they are taken');
select lives_ok($$ select create_food(uuidv7(), pg_temp.content('Lard'), array[pg_temp.value(208, 902), pg_temp.value(204, 100), pg_temp.value(318, 40000), pg_temp.value(268, 3774)]) $$,
  'CLINICAL 4: kJ and IU are kept as they are');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(203, 5, true)]) $$, 'TF110', null, 'only a zero is assumed');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(999, 1)]) $$, 'TF400', 'There is no nutrient 999.', 'an unknown nutrient');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(203, null)]) $$, 'TF400', null, 'a nutrient without an amount');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), array[pg_temp.value(203, 1), pg_temp.value(203, 2)]) $$, 'TF400', 'Protein is stated twice.', 'a nutrient twice');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X', '4006381333932')) $$, 'TF400', null, 'a barcode whose last digit does not check the others');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X', '123')) $$, 'TF400', null, 'or that is too short');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X', ' 4006381 333931')) $$, 'TF111', 'The barcode 4006381333931 is that of "Test soup".', 'a barcode that is taken names the food');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X', null, 0)) $$, 'TF400', null, 'no density');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X', null, 'NaN')) $$, 'TF400', null, 'nor one that is no number');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X', null, null, 'medicine')) $$, 'TF400', null, 'an unknown kind');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content(' ')) $$, 'TF400', null, 'no name');
select throws_ok($$ select create_food(uuidv7()) $$, 'TF400', null, 'nothing at all');
select throws_ok($$ select create_food(null, pg_temp.content('X')) $$, 'TF400', null, 'no id');
select throws_ok($$ select create_food(uuidv7(), row('X', null, null, null, null, '9999', null, null, null, null, null)::food_content) $$, 'TF400', null, 'a group that there is not');
select throws_ok($$ select create_food(uuidv7(), row('X', null, null, null, null, null, 1, null, null, null, null)::food_content) $$, 'TF400', null, 'a food that is all refuse');
select throws_ok($$ select create_food(uuidv7(), row('X', null, null, null, null, null, null, null, null, null, '2999-01-01')::food_content) $$, 'TF400', null, 'figures of the future');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), null, array[pg_temp.portion(uuidv7(), '1 cup', null)]) $$, 'TF030', null, 'a portion without grams');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), null, array[pg_temp.portion(uuidv7(), '1 cup', 0)]) $$, 'TF030', null, 'or of nothing');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), null, array[pg_temp.portion(uuidv7(), '1 cup', 5), pg_temp.portion(uuidv7(), '1 Cup', 6)]) $$, 'TF400', null, 'a portion twice');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X'), null, array[pg_temp.portion(bowl, '1 cup', 5)]) from things $$, 'TF409', null, 'a portion with the id of another food''s');
select is((select count(*) from foods where name = 'X'), 0::bigint, 'nothing of what is refused is written');

-- changed by who saw it
select lives_ok($$ select change_food(soup, 1, pg_temp.content('Test soup, thick', '4006381333931', 1.1), array[pg_temp.value(208, 80), pg_temp.value(203, 3.5)],
                                      array[pg_temp.portion(bowl, '1 bowl', 300), pg_temp.portion(cup, '1 mug', 200)]) from things $$, 'she changes all of it');
select throws_ok($$ select change_food(soup, 1, pg_temp.content('Late soup')) from things $$, 'TF010', '"Test soup, thick" was changed meanwhile; nothing of this was saved.', 'who saw an older revision overwrites nothing');
select is((select name from foods where id = (select soup from things)), 'Test soup, thick', 'it is as it was');
select results_eq($$ select nutrient_id, amount, stated_on is not null from food_nutrients where food_id = (select soup from things) order by 1 $$,
  $$ values (203, 3.5, false), (208, 80::numeric, true) $$, 'a value that changed says since when, and one that was left out is unknown again');
select is((select array_agg(label || grams order by position) from food_portions where food_id = (select soup from things)), '{"1 bowl300","1 mug200"}', 'portions are those of the list');
select lives_ok($$ select change_food(soup, 2, pg_temp.content('Test soup, thick', null, 1.1)) from things $$, 'values and portions that are not named …');
select is((select count(*) from food_nutrients where food_id = (select soup from things)) + (select count(*) from food_portions where food_id = (select soup from things)), 4::bigint, '… stay');
select throws_ok($$ select change_food(kb_food, 1, pg_temp.content('X')) from things $$, 'TF113', '"Test lentils, cooked" belongs to the knowledge base. Copy it and change the copy.', 'the knowledge base''s foods are copied, not changed');
select throws_ok($$ select change_food(foreign_food, 1, pg_temp.content('X')) from things $$, 'TF404', 'There is no such food.', 'another practice''s food answers …');
select throws_ok($$ select change_food(uuidv7(), 1, pg_temp.content('X')) $$, 'TF404', 'There is no such food.', '… like none');

-- copied
select lives_ok($$ select create_food(copy, null, null, null, kb_food) from things $$, 'a food of the knowledge base is copied whole');
select results_eq($$ select name, source, source_version, source_on, copied_from_id, barcode from foods where id = (select copy from things) $$,
  $$ select 'Test lentils, cooked', 'USDA SR28', '28', '2016-05-01'::date, kb_food, null::text from things $$, 'with its source, and where it is from');
select results_eq($$ select nutrient_id, amount, is_assumed_zero, source_code, derivation_code, source, stated_on from food_nutrients where food_id = (select copy from things) order by 1 $$,
  $$ values (203, 9.02, false, '1', 'A', 'USDA SR28 28', '2016-05-01'::date), (208, 116::numeric, false, '1', 'A', 'USDA SR28 28', '2016-05-01'), (221, 0::numeric, true, '7', null, 'USDA SR28 28', '2016-05-01'), (307, 2::numeric, false, '1', 'A', 'USDA SR28 28', '2016-05-01') $$,
  'its values keep their provenance, the assumed zero included');
select results_eq($$ select a.code, x.presence::text, x.provenance::text, x.note from food_allergens x join allergens a on a.id = x.allergen_id where x.food_id = (select copy from things) order by 1 $$,
  $$ values ('celery', 'may_contain', 'reviewed', 'Copied from "Test lentils, cooked", where it is reviewed. on the label'), ('peanut', 'free', 'declared', 'Copied from "Test lentils, cooked", where it is declared. on the label') $$,
  'its facts keep theirs, and say where they were stated');
select is((select array_agg(label) from food_portions where food_id = (select copy from things) and org_id = (select demo from things)), '{1 cup}', 'its portions come along, no other practice''s');
select lives_ok($$ select create_food(renamed, pg_temp.content('Salted lentils'), array[pg_temp.value(208, 116), pg_temp.value(307, 300)], '{}', kb_food) from things $$, 'a copy with changes');
select results_eq($$ select nutrient_id, amount, source_code, source, stated_on is not null from food_nutrients where food_id = (select renamed from things) order by 1 $$,
  $$ values (208, 116::numeric, '1', 'USDA SR28 28', true), (307, 300::numeric, null, 'own', true) $$, 'what stays keeps its provenance, what changes is the practice''s own, what is left out is unknown');
select throws_ok($$ select create_food(uuidv7(), null, null, null, foreign_food) from things $$, 'TF404', 'There is no such food.', 'another practice''s food is copied by nobody');
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select create_food(assistants_copy, pg_temp.content('Peanut lentils'), null, null, kb_food) from things $$, 'an assistant copies, too');
select results_eq($$ select a.code, x.presence::text, x.provenance::text from food_allergens x join allergens a on a.id = x.allergen_id where x.food_id = (select assistants_copy from things) order by 1 $$,
  $$ values ('celery', 'may_contain', 'reviewed'), ('peanut', 'free', 'inferred') $$, 'but what clears a client stays to be reviewed: nobody clears by copying who may not by reviewing');

-- portions of any food
select lives_ok($$ select add_food_portion(spoon, kb_food, ' 1 ladle ', 90) from things $$, 'an assistant states a portion of a food of the knowledge base');
select results_eq($$ select org_id, food_org_id, food_id, label, grams from food_portions where id = (select spoon from things) $$,
  $$ select demo, kb, kb_food, '1 ladle', 90::numeric from things $$, 'it is the practice''s word about that food');
select lives_ok($$ select add_food_portion(spoon, kb_food, '1 ladle', 90) from things $$, 'sent again it is there once');
select throws_ok($$ select add_food_portion(spoon, kb_food, '1 ladle', 91) from things $$, 'TF409', null, 'the id with other content is refused');
select throws_ok($$ select add_food_portion(uuidv7(), kb_food, '1 CUP', 91) from things $$, 'TF114', '"1 cup" of "Test lentils, cooked" is there already: 198 g.', 'a label that the food has is refused, and says what it weighs');
select throws_ok($$ select add_food_portion(uuidv7(), kb_food, '1 pot', 'NaN') from things $$, 'TF030', null, 'a portion weighs something');
select throws_ok($$ select add_food_portion(uuidv7(), foreign_food, '1 pot', 5) from things $$, 'TF404', 'There is no such food.', 'of another practice''s food nobody states one');
select throws_ok($$ select add_food_portion(kb_portion, kb_food, '1 pot', 5) from things $$, 'TF409', null, 'the id of a portion of the knowledge base is taken');
select is((select string_agg(p ->> 'label', ', ') from json_array_elements(food_document((select kb_food from things)) -> 'portions') p), '1 cup, 1 ladle', 'a food lists the knowledge base''s portions and the practice''s own');
select throws_ok($$ select change_food_portion(kb_portion, 1, '1 cup', 5) from things $$, 'TF113', null, 'the knowledge base''s portions are not changed');
select throws_ok($$ select change_food_portion(foreign_portion, 1, '1 cup', 5) from things $$, 'TF404', 'There is no such portion.', 'nor another practice''s');
select lives_ok($$ select change_food_portion(spoon, 1, '1 ladle', 95) from things $$, 'an own one is');
select throws_ok($$ select change_food_portion(spoon, 1, '1 ladle', 100) from things $$, 'TF010', null, 'by who saw its revision');
select is((select grams from food_portions where id = (select spoon from things)), 95::numeric, 'it weighs what was said first');
select tests.authenticate_as('dietitian@other.test');
select is((select string_agg(p ->> 'label', ', ') from json_array_elements(food_document((select kb_food from things)) -> 'portions') p), '1 cup, 1 handful', 'another practice sees its own, and not this one');
select throws_ok($$ select remove_food_portion(spoon) from things $$, 'TF404', 'There is no such portion.', 'and removes none of it');
select throws_ok($$ select delete_food(soup) from things $$, 'TF404', 'There is no such food.', 'nor a food');
select throws_ok($$ select state_food_density(soup, 2) from things $$, 'TF404', null, 'nor says what it weighs');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select add_food_portion(uuidv7(), kb_food, '1 pot', 5) from things $$, '42501', null, 'a client states no portions');
select throws_ok($$ select delete_food(soup) from things $$, '42501', null, 'and deletes no food');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select create_food(uuidv7(), pg_temp.content('X')) $$, '42501', null, 'a researcher makes no foods');

-- density
select tests.authenticate_as('assistant@demo.test');
select throws_ok($$ select app_private.resolve_grams(demo, copy, 1, null, 'cup_us') from things $$, '42501', null, 'internals stay closed');
select lives_ok($$ select state_food_density(copy, 0.8) from things $$, 'an own food gets a density on the spot');
select throws_ok($$ select state_food_density(copy, 80) from things $$, 'TF400', null, 'not an absurd one');
select throws_ok($$ select state_food_density(kb_food, 0.8) from things $$, 'TF113', null, 'a food of the knowledge base gets a portion instead');
select tests.as_owner();
select is(app_private.resolve_grams(demo, copy, 2, null, 'cup_metric'), 400.0, 'CLINICAL 9: then its cups convert') from things;
select is(app_private.resolve_grams(demo, kb_food, 2, spoon, null), 190::numeric, 'CLINICAL 9: a portion of that very food, whoever stated it') from things;
select throws_ok($$ select app_private.resolve_grams(demo, copy, 2, spoon, null) from things $$, 'TF031', null, 'CLINICAL 9: and of no other, not even of its copy');
select throws_ok($$ select app_private.resolve_grams(demo, kb_food, 2, foreign_portion, null) from things $$, 'TF031', null, 'CLINICAL 9: nor one that another practice states');

-- archived and deleted
select tests.authenticate_as('dietitian@demo.test');
select isnt_empty($$ select h from json_array_elements(search_foods('Test sip feed')) h where h ->> 'id' = (select sip::text from things) $$, 'an own food is found');
select lives_ok($$ select archive_food(sip) from things; select archive_food(sip) from things $$, 'archived, once or twice …');
select is_empty($$ select h from json_array_elements(search_foods('Test sip feed')) h where h ->> 'id' = (select sip::text from things) $$, '… it is not');
select lives_ok($$ select restore_food(sip) from things $$, 'restored …');
select isnt_empty($$ select h from json_array_elements(search_foods('Test sip feed')) h where h ->> 'id' = (select sip::text from things) $$, '… it is found again');
select lives_ok($$ select delete_food(sip) from things $$, 'what nothing uses is deleted');
select * from finish();
