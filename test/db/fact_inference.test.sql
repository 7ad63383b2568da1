-- What a food's group, name and figures tell: CLINICAL 21, the seed of inference.
select plan(29);

create function pg_temp.food(of_org uuid, food_name text, food_group text) returns uuid language sql
as $$ insert into app_public.foods (org_id, name, food_group_code) values (of_org, food_name, food_group) returning id $$;
create function pg_temp.allergens(of_food uuid, of_presence app_public.allergen_presence) returns text language sql
as $$ select coalesce(string_agg(a.code, ' ' order by a.code), '') from app_public.food_allergens f join app_public.allergens a on a.id = f.allergen_id
       where f.food_id = of_food and f.presence = of_presence and f.provenance = 'inferred' $$;
create function pg_temp.tags(of_food uuid, of_presence boolean) returns text[] language sql
as $$ select array_agg(f.tag_code order by f.tag_code) from app_public.food_tags f
       where f.food_id = of_food and f.is_present = of_presence and f.provenance = 'inferred' $$;
create temp table f as
  select 'banana' as code, pg_temp.food(tests.org_id('dietitian@demo.test'), 'Bananas, raw', '0900') as id
  union all select 'salad', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Bananas with whipped topping', '0900')
  union all select 'cookies', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Cookies, chocolate chip', '1800')
  union all select 'pumpernickel', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Bread, pumpernickel', '1800')
  union all select 'free_bread', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Bread, gluten-free', '1800')
  union all select 'coconut', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Curry with coconut milk', '2200')
  union all select 'tofu', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Tofu, firm', '1600')
  union all select 'salmon', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Fish, salmon, Atlantic, raw', '1500')
  union all select 'celery', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Celery and carrots, raw', '1100')
  union all select 'nothing', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Bananas, raw', null)
  union all select 'star', pg_temp.food(tests.org_id('dietitian@demo.test'), 'Carambola, (starfruit), raw', '0900');
create function pg_temp.id(of_code text) returns uuid language sql as $$ select id from f where code = of_code $$;

-- What the name of a single natural food tells
select is(pg_temp.allergens(pg_temp.id('banana'), 'free'), 'celery crustaceans eggs fish gluten legumes milk molluscs mustard sesame sulphites tree_nuts',
  'CLINICAL 21: a raw banana is inferred to be free of all 14 allergens: legumes stand for peanut, soy and lupin');
select is(pg_temp.allergens(pg_temp.id('banana'), 'contains'), '', 'and to contain none');
select ok(pg_temp.tags(pg_temp.id('banana'), true) @> '{vegan,vegetarian}' and pg_temp.tags(pg_temp.id('banana'), false) @> '{pork,raw_fish,alcohol,grapefruit}',
  'it is vegan, and no pork, raw fish, alcohol or grapefruit');
select ok(not app_private.food_is_free_of(tests.org_id('dietitian@demo.test'), tests.org_id('dietitian@demo.test'), pg_temp.id('banana'),
            array[app_private.kb_id('allergen', 'peanut')]),
  'CLINICAL 21: which does not clear it: a search for what is free of peanut leaves it out');

-- What a name does not tell
select is(pg_temp.allergens(pg_temp.id('salad'), 'free'), '', 'of a mixture that is filed under fruits nothing is inferred to be free');
select is(pg_temp.allergens(pg_temp.id('cookies'), 'free'), '', 'nor of cookies');
select is(pg_temp.allergens(pg_temp.id('cookies'), 'contains'), 'gluten wheat', 'which contain wheat, as their name tells');
select is(pg_temp.allergens(pg_temp.id('cookies'), 'may_contain'), 'milk peanut soy tree_nuts', 'and, being with chocolate, may contain milk, soy, nuts and peanut');
select is((select count(*)::integer from app_public.food_allergens where food_id = pg_temp.id('nothing')), 0, 'of an own food without a group nothing is inferred');

-- Words that tell
select is(pg_temp.allergens(pg_temp.id('pumpernickel'), 'contains'), 'gluten rye wheat', 'pumpernickel tells of rye');
select is(pg_temp.allergens(pg_temp.id('free_bread'), 'contains'), '', 'a gluten-free bread does not tell of wheat');
select is(pg_temp.allergens(pg_temp.id('coconut'), 'contains'), '', 'coconut milk is no milk');
select is(pg_temp.allergens(pg_temp.id('tofu'), 'contains'), 'legumes soy', 'tofu is soy');
select is(pg_temp.allergens(pg_temp.id('tofu'), 'free'), '', 'and not free of anything by its name');
select is(pg_temp.allergens(pg_temp.id('salmon'), 'contains'), 'fish', 'salmon is fish');
select ok(pg_temp.tags(pg_temp.id('salmon'), true) @> '{fish,oily_fish,raw_fish}', 'oily, and raw as listed');
select is(pg_temp.allergens(pg_temp.id('celery'), 'contains'), 'celery', 'the specific word counts before the general: celery among vegetables');
select ok(pg_temp.tags(pg_temp.id('star'), true) @> '{starfruit,high_oxalate}', 'star fruit is found by its name');

-- Its own word, and what becomes of it
select is((select count(*)::integer from app_public.food_allergens where food_id = pg_temp.id('tofu') and note = 'Its name tells of soy.' and inference_code = 'soy'), 2,
  'each inferred fact says which line and why');
update app_public.foods set name = 'Tempeh of lupin' where id = pg_temp.id('tofu');
select is(pg_temp.allergens(pg_temp.id('tofu'), 'contains'), 'legumes lupin soy', 'a food that is renamed is inferred anew');
update app_public.foods set name = 'Bananas, raw', food_group_code = '0900' where id = pg_temp.id('tofu');
select is(pg_temp.allergens(pg_temp.id('tofu'), 'contains'), '', 'and what its name no longer tells is withdrawn');
grant select on f to tf_dietitian;
select tests.authenticate_as('dietitian@demo.test');
update food_allergens a set presence = 'may_contain', provenance = 'reviewed'
 where a.food_id = (select id from f where code = 'banana') and a.allergen_id = (select l.id from allergens l where l.code = 'milk');
select tests.as_owner();
select is((select inference_code from app_public.food_allergens where food_id = pg_temp.id('banana') and allergen_id = app_private.kb_id('allergen', 'milk')), null,
  'what somebody reviews is no inference any more');
call app_private.infer_food_facts(tests.org_id('dietitian@demo.test'), null);
select is((select presence::text from app_public.food_allergens where food_id = pg_temp.id('banana') and allergen_id = app_private.kb_id('allergen', 'milk')), 'may_contain',
  'and inference never touches it');
insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount) values (tests.org_id('dietitian@demo.test'), pg_temp.id('star'), 262, 30);
select ok(pg_temp.tags(pg_temp.id('star'), true) @> '{caffeine}', 'a figure tells as well: caffeine of 5 mg or more');
delete from app_public.food_nutrients where food_id = pg_temp.id('star');
select ok(pg_temp.tags(pg_temp.id('star'), false) @> '{caffeine}', 'and when it is gone the name counts again');

-- A food that the starter library takes over
insert into app_public.foods (org_id, id, name, food_group_code, library_code)
  values ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-0000000000f9', 'Figs, raw', '0900', 'usda_sr');
call app_private.infer_food_facts('00000000-0000-0000-0000-000000000000', '{00000000-0000-0000-0000-0000000000f9}');
select is(array_length(string_to_array(pg_temp.allergens('00000000-0000-0000-0000-0000000000f9', 'free'), ' '), 1), 12, 'a food of a release is inferred when the release is there');
update app_public.foods set library_code = 'starter_foods' where id = '00000000-0000-0000-0000-0000000000f9';
select is(pg_temp.allergens('00000000-0000-0000-0000-0000000000f9', 'free'), '', 'and no more once the starter library states its facts by hand');

-- The seed itself
select is_empty(
  $$ select f.name, i.code, i.line from app_public.foods f
       join app_private.inferred_facts('00000000-0000-0000-0000-000000000000', array(select id from app_public.foods where library_code = 'starter_foods')) i on i.food_id = f.id
       join app_public.allergens a on a.code = i.code
       join app_public.food_allergens t on (t.org_id, t.food_id, t.allergen_id) = ('00000000-0000-0000-0000-000000000000', f.id, a.id)
      where i.kind = 'allergen' and i.presence = 'free' and t.presence <> 'free' $$,
  'of the 476 foods whose facts were stated one by one, none is inferred to be free of what it contains or may contain');
select throws_ok(
  $$ insert into app_private.fact_inferences (code, precedence, words, free, reason) values ('careless', 9, '{soup}', '{milk}', 'A soup has no milk.') $$,
  '23514', null, 'a line that says "free" without knowing every word of the name is refused');
select * from finish();
