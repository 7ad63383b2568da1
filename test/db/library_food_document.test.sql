-- Everything about a food in one document (CLINICAL 1, 2, 3, 4, 21).
select plan(20);

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.org_id('dietitian@other.test') as other, '00000000-0000-0000-0000-000000000000'::uuid as kb,
         uuidv7() as food, uuidv7() as foreign_food, uuidv7() as nut;
grant select on ids to public;
insert into foods (org_id, id, name, refuse_share) select kb, food, 'Document nut, raw', 0.25 from ids union all select other, foreign_food, 'Foreign', null from ids;
insert into food_nutrients (org_id, food_id, nutrient_id, amount, is_assumed_zero, source_code)
  select kb, food, n.id, n.amount, n.assumed, n.source from ids, (values (208, 600, false, '1'), (221, 0, true, '7'), (268, 2510, false, '4'), (501, 0.3, false, '1')) n(id, amount, assumed, source);
insert into allergens (org_id, id, code, name) select kb, nut, 'test_nut', 'Test nut' from ids;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select kb, food, nut, 'may_contain', 'inferred' from ids;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance, note) select org, food, nut, 'contains', 'declared', 'On the package' from ids;
insert into food_tags (org_id, food_id, tag_code, is_present, provenance) select kb, food, 'vegan', true, 'reviewed' from ids;

create function pg_temp.document() returns json language sql as $$ select app_public.food_document(food) from ids $$;
create function pg_temp.nutrient(nutrient integer, key text) returns text language sql as $$
  select n ->> key from json_array_elements(pg_temp.document() -> 'nutrients') n where (n ->> 'id')::integer = nutrient $$;
grant execute on function pg_temp.document(), pg_temp.nutrient(integer, text) to public;

select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.nutrient(208, 'amount')::numeric, 600::numeric, 'CLINICAL 2: amounts are per 100 g, with …');
select is(pg_temp.nutrient(208, 'unit'), 'kcal', '… their own unit');
select is(pg_temp.nutrient(208, 'sourceCode'), '1', '… and source');
select is(pg_temp.nutrient(221, 'amount')::numeric, 0::numeric, 'an assumed zero is kept …');
select is(pg_temp.nutrient(221, 'isAssumedZero'), 'true', '… and shown as assumed');
select is(pg_temp.nutrient(307, 'amount'), null, 'CLINICAL 3: what has no row is null');
select isnt(pg_temp.nutrient(307, 'name'), null, 'and still listed, so that the screen says unknown');
select is(pg_temp.nutrient(268, 'isSummable'), 'false', 'CLINICAL 4: kJ is shown as the source has it, never summed');
select is(pg_temp.nutrient(501, 'amount')::numeric, 0.3, 'what is known outside the panel is there');
select is(pg_temp.document() ->> 'refuseShare', '0.25', 'CLINICAL 1: the refuse share');
select is(pg_temp.document() -> 'allergens' -> 0 ->> 'presence', 'contains', 'the practice''s own word counts before the knowledge base''s');
select is(pg_temp.document() -> 'allergens' -> 0 ->> 'provenance', 'declared', 'CLINICAL 21: with how it is known');
select is(pg_temp.document() -> 'tags' -> 0 ->> 'isPresent', 'true', 'tags, too');
select is((pg_temp.document() -> 'units')::jsonb @> '["ml"]', false, 'no volumes without a density');
select throws_ok($$ select app_public.food_document(foreign_food) from ids $$, 'TF404', 'There is no such food.', 'another practice''s food answers like none');
select throws_ok($$ select app_public.food_document(uuidv7()) $$, 'TF404', 'There is no such food.', 'and there is none');
select tests.authenticate_as('dietitian@other.test');
select is(pg_temp.document() -> 'allergens' -> 0 ->> 'presence', 'may_contain', 'another practice reads the knowledge base''s word');
select tests.authenticate_as('client@demo.test');
select is(pg_temp.document() ->> 'name', 'Document nut, raw', 'a client reads it');
select tests.authenticate_as('researcher@demo.test');
select is(pg_temp.document() ->> 'name', 'Document nut, raw', 'so does a researcher');
select tests.authenticate_as_anonymous();
select throws_ok($$ select app_public.food_document(food) from ids $$, '42501', null, 'nobody signed in does not');
select * from finish();
