-- What staff know of foods: the list of what waits, reviews, and taking them back.
select plan(64);

-- The owner arranges: a recipe and a draft of the practice, with foods of the release that nobody reviewed
create function pg_temp.food(of_org uuid, food_name text, food_group text) returns uuid language sql
as $$ insert into app_public.foods (org_id, name, food_group_code) values (of_org, food_name, food_group) returning id $$;
create temp table s as
  select tests.org_id('dietitian@demo.test') as org, tests.org_id('dietitian@other.test') as other_org,
         pg_temp.food(tests.org_id('dietitian@demo.test'), 'Bananas, raw', '0900') as banana,
         pg_temp.food(tests.org_id('dietitian@demo.test'), 'House sauce', '0600') as sauce,
         pg_temp.food(tests.org_id('dietitian@demo.test'), 'Soy sauce of the house', '0600') as soy,
         pg_temp.food(tests.org_id('dietitian@other.test'), 'Their sauce', '0600') as theirs,
         app_private.kb_id('food', '02046') as mustard;
insert into app_public.recipes (org_id, id, name, servings) select org, '00000000-0000-0000-0000-0000000000f1', 'Dressing', 2 from s;
insert into app_public.recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, '00000000-0000-0000-0000-0000000000f1', 1, sauce, 20 from s;
grant select on s to tf_dietitian, tf_assistant, tf_org_admin, tf_client, tf_researcher, tf_anonymous;
create temp table answer (name text primary key, document json);
grant select, insert, update on answer to tf_dietitian, tf_assistant, tf_org_admin;

-- The dietitian looks
select tests.authenticate_as('dietitian@demo.test');
insert into answer select 'used', food_fact_worklist();
select is((select json_agg(c ->> 'code')::text from answer, json_array_elements(document -> 'columns') c where name = 'used'),
  '["gluten", "crustaceans", "eggs", "fish", "peanut", "soy", "milk", "tree_nuts", "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs"]',
  'the list asks for the 14 allergens');
select ok((select bool_and((f ->> 'assignments')::integer + (f ->> 'plans')::integer + (f ->> 'recipes')::integer + (f ->> 'logs')::integer > 0)
             from answer, json_array_elements(document -> 'foods') f where name = 'used'), 'of foods that the practice uses');
select ok((select bool_and(a >= coalesce(b, a)) from (
             select (f ->> 'assignments')::integer as a, lag((f ->> 'assignments')::integer) over (order by n desc) as b
               from answer, json_array_elements(document -> 'foods') with ordinality x(f, n) where name = 'used') o), 'those first that most active plans use');
select ok((select bool_and(exists (select from json_array_elements(document -> 'columns') c
                                    where f -> 'facts' -> (c ->> 'code') is null or f -> 'facts' -> (c ->> 'code') ->> 'provenance' = 'inferred'))
             from answer, json_array_elements(document -> 'foods') f where name = 'used'), 'and of which something is unknown or only inferred');
select is((select f ->> 'recipes' from answer, json_array_elements(document -> 'foods') f where name = 'used' and f ->> 'name' = 'House sauce'), '1',
  'a food of a recipe of the practice counts');
select is((select f -> 'facts' from answer, json_array_elements(document -> 'foods') f where name = 'used' and f ->> 'name' = 'House sauce')::text, '{}',
  'of which nothing is known');
select ok(not exists (select from answer, json_array_elements(document -> 'foods') f where name = 'used' and f ->> 'name' = 'Bananas, raw'), 'what nobody uses waits');
insert into answer select 'all', food_fact_worklist(used_only => false, query => 'banana raw');
select is((select f -> 'facts' -> 'peanut' ->> 'through' from answer, json_array_elements(document -> 'foods') f where name = 'all' and f ->> 'id' = (select banana::text from s)),
  'Legumes', 'asked for, it says that free of peanut follows from free of legumes');
select is((select f -> 'facts' -> 'milk' ->> 'provenance' from answer, json_array_elements(document -> 'foods') f where name = 'all' and f ->> 'id' = (select banana::text from s)),
  'inferred', 'which is inferred');
select is((food_fact_worklist(used_only => false, query => 'banana raw', state => 'unknown') ->> 'total')::integer, 0, 'nothing about it is unknown');
select is(json_array_length(food_fact_worklist(used_only => false, first => 3) -> 'foods'), 3, 'a page holds what was asked for');
select is(food_fact_worklist(used_only => false, first => 1, skip => 3) -> 'foods' -> 0 ->> 'id', food_fact_worklist(used_only => false, first => 4) -> 'foods' -> 3 ->> 'id', 'and begins where it was asked to');
select is((select string_agg(distinct f ->> 'group', ',') from json_array_elements(food_fact_worklist(used_only => false, food_group_code => '0900') -> 'foods') f), 'Fruits and Fruit Juices', 'a group alone');
insert into answer select 'tags', food_fact_worklist(about => 'tags', used_only => false, state => 'all', query => 'banana raw');
select ok((select array_agg(c ->> 'code') from answer, json_array_elements(document -> 'columns') c where name = 'tags') @> '{alcohol,raw_fish,grapefruit,pork}',
  'tags are those that rules and diets ask for');
select is((select f -> 'facts' -> 'alcohol' ->> 'answer' from answer, json_array_elements(document -> 'foods') f where name = 'tags' and f ->> 'id' = (select banana::text from s)), 'has_not', 'and are answered likewise');
select throws_ok($$ select food_fact_worklist(about => 'colours') $$, 'TF400', null, 'TF400 about something else');
select throws_ok($$ select food_fact_worklist(state => 'green') $$, 'TF400', null, 'TF400 in another state');
select throws_ok($$ select food_fact_worklist(codes => '{nonsense}') $$, 'TF400', null, 'TF400 of an unknown allergen');
select is((food_fact_worklist(used_only => false, query => 'their sauce') ->> 'total')::integer, 0, 'another practice''s foods are not in it');

-- She confirms what is inferred
select lives_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a1', json_build_array(json_build_object('foodIds', array[banana], 'answer', 'confirm', 'allergens', array['peanut', 'milk'])), 'looked at it') from s $$,
  'she confirms that a banana is free of peanut and milk');
select results_eq($$ select l.code, a.presence::text, a.provenance::text, a.note from food_allergens a join allergens l on l.id = a.allergen_id
                      where a.food_id = (select banana from s) and l.code in ('milk', 'peanut') order by 1 $$,
  $$ values ('milk', 'free', 'reviewed', 'looked at it'), ('peanut', 'free', 'reviewed', 'looked at it') $$, 'CLINICAL 21: now it is reviewed, with her note');
select is((select jsonb_array_length(changes) from food_fact_reviews where id = '00000000-0000-0000-0000-0000000000a1'), 2, 'the review says what changed');
select is((select c -> 'before' ->> 'provenance' from food_fact_reviews, jsonb_array_elements(changes) c where id = '00000000-0000-0000-0000-0000000000a1' and c ->> 'allergen' = 'milk'), 'inferred', 'and what was there');
select is((select (review_food_facts('00000000-0000-0000-0000-0000000000a1', json_build_array(json_build_object('foodIds', array[banana], 'answer', 'confirm', 'allergens', array['peanut', 'milk'])), 'looked at it')).changes::text from s),
  (select changes::text from food_fact_reviews where id = '00000000-0000-0000-0000-0000000000a1'), 'sent again it answers the same');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a1', json_build_array(json_build_object('foodIds', array[banana], 'answer', 'confirm'))) from s $$, 'TF409', null, 'TF409 with other content');
select lives_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a2', json_build_array(json_build_object('foodIds', array[banana], 'answer', 'confirm'))) from s $$, 'she confirms all that is inferred of it');
select is((select count(*)::integer from food_allergens where food_id = (select banana from s) and provenance = 'inferred'), 0, 'no allergen is only inferred any more');
select is((select count(*)::integer from food_tags where food_id = (select banana from s) and provenance = 'inferred'), 0, 'and no property');
select is((food_fact_worklist(used_only => false, query => 'banana raw') ->> 'total')::integer, (food_fact_worklist(used_only => false, query => 'banana raw', state => 'inferred') ->> 'total')::integer, 'it waits no more');

-- She states what she read, of several foods at once
select lives_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a3', json_build_array(
    json_build_object('foodIds', array[sauce, mustard], 'answer', 'contains', 'allergens', array['mustard', 'celery'], 'provenance', 'declared'),
    json_build_object('foodIds', array[sauce], 'answer', 'free', 'allergens', array['peanut']),
    json_build_object('foodIds', array[sauce], 'answer', 'has', 'tags', array['alcohol']),
    json_build_object('foodIds', array[sauce], 'answer', 'may_contain', 'allergens', array['peanut'])), 'label of May') from s $$, 'she states several facts of two foods');
select results_eq($$ select l.code, a.presence::text, a.provenance::text from food_allergens a join allergens l on l.id = a.allergen_id where a.food_id = (select sauce from s) order by 1 $$,
  $$ values ('celery', 'contains', 'declared'), ('mustard', 'contains', 'declared'), ('peanut', 'may_contain', 'reviewed') $$, 'the last word about a fact counts');
select is((select is_present from food_tags where food_id = (select sauce from s) and tag_code = 'alcohol'), true, 'tags as well');

-- What waits is counted from other data than what is shown: both say the same, of own words and of those through another allergen
create temp table looked_at as select array(select f.id from foods f order by f.org_id = '00000000-0000-0000-0000-000000000000', f.id limit 200) as food_ids;
insert into answer select 'looked at', food_fact_worklist(used_only => false, state => 'all', food_ids => food_ids, first => 200) from looked_at;
select results_eq(
  $$ select c.codes, t.state, (food_fact_worklist(used_only => false, state => t.state, codes => c.codes, food_ids => l.food_ids) ->> 'total')::bigint
       from looked_at l, (values ('{peanut}'::text[]), ('{milk,peanut,fish}'), ('{gluten}')) c(codes), unnest('{inferred,open,unknown}'::text[]) t(state) order by 1, 2 $$,
  $$ select c.codes, t.state, count(*) filter (where t.state <> 'inferred' and k.known < cardinality(c.codes) or t.state <> 'unknown' and k.inferred > 0)
       from answer a cross join json_array_elements(a.document -> 'foods') f
      cross join (values ('{peanut}'::text[]), ('{milk,peanut,fish}'), ('{gluten}')) c(codes)
      cross join lateral (select count(e.key) as known, count(*) filter (where e.value ->> 'provenance' = 'inferred') as inferred
                            from json_each(f -> 'facts') e where e.key = any (c.codes)) k
      cross join unnest('{inferred,open,unknown}'::text[]) t(state)
      where a.name = 'looked at' group by c.codes, t.state order by 1, 2 $$, 'it waits for what is unknown or only inferred of what is asked');

-- What it left behind
select tests.as_owner();
select is((select presence::text from app_public.food_allergens where org_id = (select org from s) and food_id = (select mustard from s) and allergen_id = app_private.kb_id('allergen', 'celery')), 'contains',
  'of a food of the knowledge base it is the practice''s own word');
select ok(exists (select from app_public.food_allergens where org_id = '00000000-0000-0000-0000-000000000000' and food_id = (select mustard from s) and allergen_id = app_private.kb_id('allergen', 'mustard') and provenance = 'reviewed'),
  'beside the knowledge base''s, which stays');
select ok(exists (select from app_private.safety_changes c where c.org_id = (select org from s) and c.kind = 'food' and (select sauce from s) = any (c.entry_ids)),
  'CLINICAL 28: the plans that use the food are checked again');
select is((select count(*)::integer from app_private.safety_changes c where c.org_id = (select other_org from s) and c.kind = 'food'), 0, 'those of other practices are not');
select ok(exists (select from audit.events e where e.org_id = (select org from s) and e.table_name = 'food_allergens' and e.user_id = tests.user_id('dietitian@demo.test') and e.after ->> 'note' = 'label of May'),
  'it is in the history, with who and where it was read');

-- She takes it back
select tests.authenticate_as('dietitian@demo.test');
update food_tags set is_present = false where food_id = (select sauce from s) and tag_code = 'alcohol'; -- somebody said something else meanwhile
select ok((undo_food_fact_review('00000000-0000-0000-0000-0000000000a3')).undone_at is not null, 'she takes the review back');
select is((select count(*)::integer from food_allergens where food_id = (select sauce from s)), 0, 'nothing is known of the sauce again');
select is((select is_present from food_tags where food_id = (select sauce from s) and tag_code = 'alcohol'), false, 'but what was said since stays');
select is((undo_food_fact_review('00000000-0000-0000-0000-0000000000a3')).undone_at, (select undone_at from food_fact_reviews where id = '00000000-0000-0000-0000-0000000000a3'), 'taken back again it answers the same');
select lives_ok($$ select undo_food_fact_review('00000000-0000-0000-0000-0000000000a2') $$, 'and what she confirmed');
select lives_ok($$ select undo_food_fact_review('00000000-0000-0000-0000-0000000000a1') $$, 'all of it');
select is((select count(*)::integer from food_allergens where food_id = (select banana from s) and provenance <> 'inferred' and allergen_id <> (select id from allergens where code = 'peanut')), 0, 'the banana is as it was: inferred');
select is((select inference_code from food_allergens where food_id = (select banana from s) and allergen_id = (select id from allergens where code = 'milk')), 'plain_fruit', 'by the same line');
select lives_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a4', json_build_array(json_build_object('foodIds', array[soy], 'answer', 'free', 'allergens', array['soy']))) from s $$, 'she says that a sauce is free of soy');
select lives_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a5', json_build_array(json_build_object('foodIds', array[soy], 'answer', 'withdraw', 'allergens', array['soy', 'milk']))) from s $$, 'and withdraws it');
select is((select presence::text || ' ' || provenance from food_allergens where food_id = (select soy from s) and allergen_id = (select id from allergens where code = 'soy')), 'contains inferred',
  'then what its name tells counts again');

-- What is refused
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a9', '{}') $$, 'TF400', null, 'TF400 no list');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a9', '[{"answer": "free"}]') $$, 'TF400', null, 'TF400 no foods');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a9', json_build_array(json_build_object('foodIds', array[sauce], 'answer', 'perhaps', 'allergens', array['milk']))) from s $$, 'TF400', 'An answer is contains, may_contain or free, has or has_not, confirm or withdraw.', 'TF400 another answer');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a9', json_build_array(json_build_object('foodIds', array[sauce], 'answer', 'has', 'allergens', array['milk']))) from s $$, 'TF400', null, 'TF400 an answer about tags of allergens');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a9', json_build_array(json_build_object('foodIds', array[sauce], 'answer', 'free', 'allergens', array['milk'], 'provenance', 'inferred'))) from s $$, 'TF400', null, 'TF400 a person infers nothing');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a9', json_build_array(json_build_object('foodIds', array[sauce], 'answer', 'free', 'allergens', array['nonsense']))) from s $$, 'TF400', null, 'TF400 an unknown allergen');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a9', json_build_array(json_build_object('foodIds', array[theirs], 'answer', 'free', 'allergens', array['milk']))) from s $$, 'TF404', null, 'TF404 another practice''s food');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000a9', json_build_array(json_build_object('foodIds', array[gen_random_uuid()], 'answer', 'free', 'allergens', array['milk']))) from s $$, 'TF404', null, 'as one that does not exist');
select throws_ok($$ select undo_food_fact_review('00000000-0000-0000-0000-0000000000a9') $$, 'TF404', null, 'TF404 an unknown review');

-- Who else
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select food_fact_worklist() $$, 'an assistant sees the list');
select throws_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000b1', json_build_array(json_build_object('foodIds', array[sauce], 'answer', 'free', 'allergens', array['milk']))) from s $$, '42501', null,
  'but cannot clear a food of an allergen');
select tests.authenticate_as('org_admin@demo.test');
select lives_ok($$ select review_food_facts('00000000-0000-0000-0000-0000000000b2', json_build_array(json_build_object('foodIds', array[sauce], 'answer', 'free', 'allergens', array['milk']))) from s $$, 'an org_admin reviews');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select undo_food_fact_review('00000000-0000-0000-0000-0000000000b2') $$, 'TF404', null, 'another practice cannot take it back');
select is((select count(*)::integer from food_fact_reviews), 0, 'nor see it');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select food_fact_worklist() $$, '42501', null, 'a client has no part in it');
select * from finish();
