-- Search by what is meant: the most usual food first, typing errors, and words that mean the same.
select plan(72);

create function pg_temp.found(query text) returns text[] language sql as $$
  select coalesce(array_agg(e.value ->> 'name' order by e.n), '{}') from json_array_elements(app_public.search_foods(query, first => 100)) with ordinality e(value, n)
$$;
create function pg_temp.alike(query text) returns text[] language sql as $$
  select coalesce(array_agg(e.value ->> 'name' order by e.n), '{}') from json_array_elements(app_public.search_foods(query, first => 100)) with ordinality e(value, n) where (e.value ->> 'isAlike')::boolean
$$;
create function pg_temp.by_word(query text) returns json language sql as $$
  select coalesce(json_object_agg(e.value ->> 'name', e.value ->> 'synonym'), '{}') from json_array_elements(app_public.search_foods(query, first => 100)) e where e.value ->> 'synonym' is not null
$$;
grant execute on function pg_temp.found(text), pg_temp.alike(text), pg_temp.by_word(text) to public;
create temp table ids as select tests.org_id('dietitian@demo.test') as org, tests.org_id('dietitian@other.test') as other, '00000000-0000-0000-0000-000000000000'::uuid as kb;
grant select on ids to public;

-- Called so alike, the plainest comes first. This practice has used nothing yet.
select tests.authenticate_as('dietitian@other.test');
select is((pg_temp.found(w.word))[1], w.first, format('%s is %s', w.word, w.first))
  from (values ('milk', 'Milk, whole, 3.25 % fat'), ('egg', 'Egg, whole, raw'), ('bread', 'Bread, white'), ('butter', 'Butter, salted'), ('rice', 'Rice, white, long-grain, raw'),
               ('apple', 'Apple, raw, with skin'), ('chicken', 'Chicken, whole, with skin, roasted'), ('banana', 'Banana, raw'), ('potato', 'Potato, raw, with skin'), ('cheese', 'Cheddar'),
               ('yogurt', 'Yogurt, plain, whole milk'), ('salmon', 'Salmon, Atlantic, farmed, raw'), ('olive oil', 'Olive oil'), ('oats', 'Oats, rolled, dry'), ('carrot', 'Carrot, raw'),
               ('spinach', 'Spinach, raw'), ('beef', 'Beef mince, 10 % fat, raw'), ('pasta', 'Pasta, dry'), ('tomato', 'Tomato, raw'), ('coffee', 'Coffee, brewed')) w(word, first);
select cmp_ok(array_position(pg_temp.found('milk'), 'Milk, skimmed'), '<', array_position(pg_temp.found('milk'), 'Chocolate milk, whole'), 'every milk before milk that is something else');
select tests.as_owner();
select is(app_private.name_narrowness('Milk, whole, 3.25 % fat'), app_private.name_narrowness('Milk'), 'whole, and figures, narrow nothing');
select cmp_ok(app_private.name_narrowness('Rice, white'), '<', app_private.name_narrowness('Rice, wild'), 'a usual form narrows less than a word that nobody expects');
select cmp_ok(app_private.name_narrowness('Milk'), '<', app_private.name_narrowness('Milk, goat'), 'goat''s milk is milk, narrowed');

-- typing errors
select tests.authenticate_as('dietitian@other.test');
select is((pg_temp.found(w.typed))[1], w.first, format('"%s" is meant for %s', w.typed, w.first))
  from (values ('aple', 'Apple, raw, with skin'), ('chiken', 'Chicken, whole, with skin, roasted'), ('brocoli', 'Broccoli, raw'), ('mlik', 'Milk, whole, 3.25 % fat'), ('letuce', 'Lettuce, iceberg, raw'),
               ('bannana', 'Banana, raw'), ('spinich', 'Spinach, raw'), ('cinamon', 'Cinnamon, ground'), ('salmn', 'Salmon, Atlantic, farmed, raw'), ('chedar', 'Cheddar'),
               ('oliveoil', 'Olive oil'), ('chiken brest', 'Chicken breast, skinless, raw'), ('yougurt', 'Yogurt, plain, whole milk'), ('zuchini', 'Courgette, raw'), ('tomatoe', 'Tomato, raw')) w(typed, first);
select is(pg_temp.found('aple') @> array['Maple syrup'], true, 'what holds the letters by chance is found as well');
select cmp_ok(array_position(pg_temp.found('aple'), 'Apple juice, unsweetened'), '<', array_position(pg_temp.found('aple'), 'Maple syrup'), 'after what is meant');
select is(pg_temp.alike('aple') && array['Maple syrup'], false, 'and is not called alike');
select is(pg_temp.alike('aple') @> array['Apple, raw, with skin'], true, 'which what was mistyped is');
select is(pg_temp.alike('quin'), '{}', 'a word that is not finished is no error');
select is((pg_temp.found('quin'))[1] like 'Quinoa%', true, 'and finds what it begins');
select is(pg_temp.alike('papaya'), '{}', 'a word that the library has is no error, however little is called so');
select is((pg_temp.found('chicken qwrtzpl breast'))[1], 'Chicken breast, skinless, raw', 'a word that nothing has, and nothing is written like, is left out');
select is(pg_temp.alike('chicken qwrtzpl breast') @> array['Chicken breast, skinless, raw'], true, 'which the answer says');
select is(pg_temp.found('qwrtzpl'), '{}', 'alone it finds nothing');

-- words of another practice correct nothing here
select tests.as_owner();
insert into foods (org_id, name) select other, 'Xylqorn' from ids;
insert into recipes (org_id, name, servings) select org, 'Zyxqella soup', 1 from ids;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.found('xylqonr'), '{}', 'what another practice calls a food is not meant here');
select is(pg_temp.alike('zyxqela'), array['Zyxqella soup'], 'the name of an own recipe is, from the moment that it is written');
select tests.authenticate_as('dietitian@other.test');
select is(pg_temp.alike('xylqonr'), array['Xylqorn'], 'as is that of an own food in its practice');
select is(pg_temp.found('zyxqela'), '{}', 'and there alone');

-- words that mean the same
select is((pg_temp.found(w.typed))[1], w.first, format('"%s" finds %s', w.typed, w.first))
  from (values ('garbanzo beans', 'Chickpeas, dry'), ('shrimps', 'Prawns, cooked'), ('whole wheat bread', 'Bread, wholemeal'), ('cornflour', 'Cornstarch'), ('snow peas', 'Mangetout, raw')) w(typed, first);
select is(pg_temp.found('fava')  @> array['Broad beans, dried, boiled, without salt'], true, 'fava beans are broad beans');
select is((pg_temp.found('crisps'))[1], 'Potato crisps, salted', 'crisps are crisps before anything that is called chips');
select is(pg_temp.found('minced beef') @> array['Beef mince, 10 % fat, raw'], true, 'where two words are said otherwise, both are tried');
select is(pg_temp.alike('garbanzo'), '{}', 'another word for it is no typing error');
select tests.as_owner();
insert into foods (org_id, name) select kb, 'Vlorp, raw' from ids union all select kb, 'Qib, raw' from ids union all select kb, 'Qib vlorp stew' from ids;
insert into app_private.food_word_synonyms (org_id, asked, found) select org, 'qib', 'vlorp' from ids union all select kb, 'qab', 'vlorp' from ids;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.found('qib'), array['Qib, raw', 'Vlorp, raw', 'Qib vlorp stew'], 'a practice''s own word counts beside the knowledge base''s, after what is called so itself');
select is(pg_temp.found('vlorp') && array['Qib, raw'], false, 'in the one direction that it states');
select is(pg_temp.by_word('qib')::jsonb, '{"Vlorp, raw": "qib"}', 'a hit that is only called so elsewhere says by which word it was found; one whose name has the word says nothing');
select is(pg_temp.by_word('qab') ->> 'Vlorp, raw', 'qab', 'by one of the knowledge base''s words as well');
select is(pg_temp.by_word('vlorp')::jsonb, '{}', 'and nobody who typed what it is called is told another word');
select tests.authenticate_as('dietitian@other.test');
select is(pg_temp.found('qib') && array['Vlorp, raw'], false, 'and in no other practice');

-- the vocabulary is the knowledge base's and each practice's own
select throws_ok('select * from app_private.food_word_synonyms', '42501', null, 'people read the vocabulary by searching only');
select throws_ok('select * from app_private.search_words', '42501', null, 'and the words likewise');
select tests.as_owner();
select throws_ok($$ insert into app_private.food_word_synonyms (org_id, asked, found) select kb, 'Qib', 'x y' from ids $$, '23514', null, 'a line is written as searches compare it');
select lives_ok($$ insert into app_private.food_word_synonyms (org_id, asked, found) select kb, 'qib', 'x y' from ids $$, 'which this one is');
select * from finish();
