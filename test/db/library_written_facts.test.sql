-- What is said of foods, ready written for publishing (CLINICAL 15): derived, and never different from the facts that it comes from.
select plan(21);

create temp table ids as select tests.org_id('dietitian@demo.test') as org, tests.org_id('dietitian@other.test') as other, '00000000-0000-0000-0000-000000000000'::uuid as kb;
-- Which texts are not what the facts say, letter by letter; jsonb writes itself in one way only.
create temp view different as
  select w.org_id, w.food_id, w.facts::text as written, x.facts::text as said
    from app_private.written_facts w
   cross join lateral (
     select jsonb_build_object(
              'nutrients', (select coalesce(jsonb_object_agg(n.nutrient_id, n.amount), '{}') from food_nutrients n where (n.org_id, n.food_id) = (w.org_id, w.food_id)),
              'allergens', (select coalesce(jsonb_object_agg(a.code, jsonb_build_object('presence', s.presence, 'provenance', s.provenance) order by a.org_id = w.org_id), '{}')
                              from food_allergens s join allergens a on (a.org_id, a.id) = (s.allergen_org_id, s.allergen_id) where (s.org_id, s.food_id) = (w.org_id, w.food_id)),
              'tags', (select coalesce(jsonb_object_agg(s.tag_code, jsonb_build_object('isPresent', s.is_present, 'provenance', s.provenance)), '{}')
                         from food_tags s where (s.org_id, s.food_id) = (w.org_id, w.food_id))) as facts) x
   where w.facts::text <> x.facts::text;
create function pg_temp.written(p_org uuid, p_food uuid) returns jsonb language sql stable as $$
  select w.facts::text::jsonb from app_private.written_facts w where (w.org_id, w.food_id) = (p_org, p_food)
$$;

select is_empty('select * from different', 'every text equals its food''s facts, letter by letter');
select is_empty($$ select org_id, food_id from food_nutrients union select org_id, food_id from food_tags union select org_id, food_id from food_allergens
  except select org_id, food_id from app_private.written_facts $$, 'and every food of which something is said has one');

-- values
create temp table food as select tests.new_food('Paste', '{"energy": 600, "sodium": 7.50}', '{"vegan": true}', '{"peanut": "contains", "milk": "free"}') as paste,
  tests.new_food('Broth', '{"energy": 5}') as broth, tests.new_food('No word') as silent;
select is(w.facts::text,
  '{"tags": {"vegan": {"isPresent": true, "provenance": "reviewed"}}, "allergens": {"milk": {"presence": "free", "provenance": "reviewed"}, "peanut": {"presence": "contains", "provenance": "reviewed"}}, "nutrients": {"208": 600, "307": 7.50}}',
  'a new food is written as its facts were entered, digits included') from food join app_private.written_facts w on w.food_id = paste;
select is_empty('select from app_private.written_facts w join food on w.food_id = silent', 'of what nobody said anything, nothing is written');
update food_nutrients set amount = 8 from food where food_id = paste and nutrient_id = 307;
select is(pg_temp.written(kb, paste) -> 'nutrients', '{"208": 600, "307": 8}', 'a value that is corrected is written anew') from ids, food;
delete from food_nutrients using food where food_id = paste and nutrient_id = 307;
select is(pg_temp.written(kb, paste) -> 'nutrients', '{"208": 600}', 'CLINICAL 3: one that is taken back is unknown again') from ids, food;
update food_nutrients set food_id = broth, nutrient_id = 307 from food where food_id = paste;
select is((pg_temp.written(kb, paste) -> 'nutrients', pg_temp.written(kb, broth) -> 'nutrients')::text, '({},"{""208"": 5, ""307"": 600}")', 'one that is moved to another food leaves the one and reaches the other')
  from ids, food;
select is_empty('select * from different', 'and nothing else is different after that');

-- properties and allergens
insert into food_tags (org_id, food_id, tag_code, is_present, provenance) select kb, silent, 'vegan', false, 'declared' from ids, food;
select is(pg_temp.written(kb, silent), '{"tags": {"vegan": {"isPresent": false, "provenance": "declared"}}, "allergens": {}, "nutrients": {}}', 'a first word is written') from ids, food;
update food_tags set is_present = true, provenance = 'inferred' from food where food_id = silent;
update food_allergens set presence = 'may_contain' from food where food_id = paste and presence = 'contains';
delete from food_allergens using food where food_id = paste and presence = 'free';
select is((pg_temp.written(kb, silent) -> 'tags', pg_temp.written(kb, paste) -> 'allergens')::text,
  ('{"vegan": {"isPresent": true, "provenance": "inferred"}}'::jsonb, '{"peanut": {"presence": "may_contain", "provenance": "reviewed"}}'::jsonb)::text, 'changed and taken back words are, too') from ids, food;
select is_empty('select * from different', 'and nothing else is different');

-- an organisation's own word, and its own allergens
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select org, paste, app_private.kb_id('allergen', 'peanut'), 'free', 'declared' from ids, food;
insert into allergens (org_id, code, name) select org, 'lupin_dust', 'Lupin dust' from ids;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select org, paste, a.id, 'contains', 'reviewed' from ids join allergens a on (a.org_id, a.code) = (org, 'lupin_dust'), food;
select is((pg_temp.written(org, paste) -> 'allergens', pg_temp.written(kb, paste) #>> '{allergens,peanut,presence}', pg_temp.written(other, paste))::text,
  ('{"peanut": {"presence": "free", "provenance": "declared"}, "lupin_dust": {"presence": "contains", "provenance": "reviewed"}}'::jsonb, 'may_contain'::text, null::jsonb)::text,
  'what an organisation says is written apart, its own allergens included') from ids, food;
create temp table plan as select tests.new_plan(tests.new_client(), jsonb_build_array(jsonb_build_array(jsonb_build_array(
  jsonb_build_object('food', paste, 'grams', 10), jsonb_build_object('food', broth, 'grams', 10), jsonb_build_object('food', tests.new_food('Nothing'), 'grams', 10))))) as version from food;
create function pg_temp.frozen(p_food uuid) returns jsonb language sql stable as $$ select (app_private.meal_plan_facts(org, version)::jsonb) -> p_food::text from ids, plan $$;
select is(pg_temp.frozen(paste), jsonb_build_object('tags', pg_temp.written(kb, paste) -> 'tags', 'nutrients', pg_temp.written(kb, paste) -> 'nutrients', 'allergens', pg_temp.written(org, paste) -> 'allergens'),
  'publishing freezes the organisation''s own word before the knowledge base''s') from ids, food;
select is(pg_temp.frozen(broth), pg_temp.written(kb, broth), 'and the knowledge base''s where it says nothing itself') from ids, food;
select is((select count(*) from plan, ids, json_each(app_private.meal_plan_facts(org, version)) f where f.value::text = '{"tags": {}, "allergens": {}, "nutrients": {}}'), 1::bigint,
  'CLINICAL 3: a food of which nobody said anything is frozen as that');

-- What is the whole knowledge base's (its dictionary, inferring all of it, emptying tables) is tried in test/server/written-facts.test.ts, where
-- nobody else waits for it.
update allergens set code = 'lupin_flour' from ids where org_id = org and code = 'lupin_dust';
select ok(pg_temp.written(org, paste) -> 'allergens' ? 'lupin_flour', 'an own allergen that is renamed is renamed in what is written') from ids, food;
select is_empty('select * from different', 'and nothing else is different');
update allergens set code = 'peanut' from ids where org_id = org and code = 'lupin_flour';
select is(pg_temp.written(org, paste) #>> '{allergens,peanut,presence}', 'contains', 'of two that are called the same, the organisation''s own counts') from ids, food;
select is_empty('select * from different', 'and each is written once');

update foods set archived_at = now() from food where id = paste;
select is_empty('select * from different', 'an archived food keeps what is said of it, and its text');
delete from foods using food where id = silent;
select is_empty('select from app_private.written_facts w join food on w.food_id = silent', 'the text of a food that is deleted goes with it');

select * from finish();
