-- Search: what people type, and what they may find.
select plan(50);

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.org_id('dietitian@other.test') as other, tests.member_id('dietitian@demo.test') as member,
         '00000000-0000-0000-0000-000000000000'::uuid as kb, uuidv7() as zilk, uuidv7() as zilk_chocolate, uuidv7() as coconut_zilk, uuidv7() as zilkfish, uuidv7() as butterzilk,
         uuidv7() as whole_zilk, uuidv7() as foreign_zilk, uuidv7() as gone_zilk, uuidv7() as recipe, uuidv7() as nutty, uuidv7() as legume, uuidv7() as pea, uuidv7() as client;
grant select on ids to public;
-- all reviewed alike: the ranks are the names' own
insert into foods (org_id, id, name, synonyms, brand, density_g_per_ml) select kb, zilk, 'Zilk', '{}'::text[], null, 1.03 from ids union all
  select kb, whole_zilk, 'Zilk, whole', '{Vollzilch}', null, null from ids union all select kb, zilk_chocolate, 'Zilk chocolate', '{}', null, null from ids union all
  select kb, coconut_zilk, 'Coconut zilk', '{}', 'Zühlke', null from ids union all select kb, zilkfish, 'Zilkfish', '{}', null, null from ids union all
  select kb, butterzilk, 'Butterzilk', '{}', null, null from ids union all select other, foreign_zilk, 'Zilk of others', '{}', null, null from ids union all
  select org, gone_zilk, 'Zilk of old', '{}', null, null from ids;
update foods set archived_at = now() from ids where id = gone_zilk;
insert into food_tags (org_id, food_id, tag_code, is_present, provenance)
  select kb, unnest(array[zilk, whole_zilk, zilk_chocolate, coconut_zilk, zilkfish, butterzilk]), 'vegetarian', true, 'reviewed' from ids;
update food_tags set is_present = false from ids where food_id = zilkfish;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select kb, zilk, 208, 64 from ids;
insert into food_portions (org_id, food_id, label, grams) select kb, zilk, '1 glass', 200 from ids;
insert into recipes (org_id, id, name, servings, cooked_weight_g) select org, recipe, 'Zilk pudding', 4, 800 from ids;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, recipe, 1, zilk, 800 from ids;
insert into clients (org_id, id, given_name, family_name) select org, client, 'Search', 'Client' from ids;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, member, current_date - 1 from ids;

create function pg_temp.found(query text, tags text[] default '{}', free_of text[] default '{}') returns text[] language sql as $$
  select array_agg(e.value ->> 'name' order by e.n) from json_array_elements(app_public.search_foods(query, null, tags, free_of)) with ordinality e(value, n)
$$;
create function pg_temp.entry(query text) returns json language sql as $$ select app_public.search_foods(query, null, '{}', '{}', 1) -> 0 $$;
grant execute on function pg_temp.found(text, text[], text[]), pg_temp.entry(text) to public;

select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.found('zilk'), array['Zilk', 'Zilk, whole', 'Zilk pudding', 'Zilk chocolate', 'Coconut zilk', 'Zilkfish', 'Butterzilk'],
  'the name itself, then what begins with it, whole words, beginnings, parts');
select is(pg_temp.found('ZILK  chocolate '), array['Zilk chocolate'], 'all words, whatever the case and the blanks');
select is(pg_temp.found('chocolate zilk'), array['Zilk chocolate'], 'in any order');
select is(pg_temp.found('zilks'), array['Zilk', 'Zilk, whole', 'Zilk pudding', 'Zilk chocolate', 'Coconut zilk', 'Zilkfish', 'Butterzilk'], 'the plural finds the singular');
select is(pg_temp.found('vollzilch'), array['Zilk, whole'], 'a synonym');
select is(pg_temp.found('zuhlke'), array['Coconut zilk'], 'a brand, without its accents');
select is(pg_temp.found('Zühlke'), array['Coconut zilk'], 'and with them');
select is((pg_temp.found('zilc chocolte'))[1], 'Zilk chocolate', 'with typing errors');
select is((pg_temp.found('buterzilk'))[1], 'Butterzilk', 'also inside a word');
select is(pg_temp.found('zi'), array['Zilk', 'Zilkfish', 'Zilk, whole', 'Zilk pudding', 'Zilk chocolate'], 'two letters match where names begin');
select is(pg_temp.found('') && array['Zilk'], false, 'no words find only what was used');
select is(pg_temp.found(' %_\ '), pg_temp.found(''), 'signs are no words');
select is(pg_temp.found('zilk') && array['Zilk of others'], false, 'never another practice''s food');
select is(pg_temp.found('zilk') && array['Zilk of old'], false, 'nor an archived one');
select throws_ok($$ select app_public.search_foods(null) $$, 'TF400', null, 'without a query it says so');
select is((select json_array_length(app_public.search_foods('zilk', null, '{}', '{}', 2))), 2, 'as many as asked for');
select is((select json_array_length(app_public.search_foods('a', null, '{}', '{}', 100000))) <= 100, true, 'and never more than 100');

-- what an entry says
select is((pg_temp.entry('zilk') ->> 'kcalPer100g')::numeric, 64::numeric, 'energy of 100 g');
select is(pg_temp.entry('zilk, whole') ->> 'kcalPer100g', null, 'unknown is null, not 0');
select is(pg_temp.entry('zilk') -> 'portions' -> 0 ->> 'label', '1 glass', 'its portions');
select is((pg_temp.entry('zilk') -> 'units')::jsonb @> '["g", "cup_us"]', true, 'volumes where the density is known');
select is((pg_temp.entry('zilk, whole') -> 'units')::jsonb @> '["cup_us"]', false, 'and only there');
select is(pg_temp.entry('zilk pudding') ->> 'kind', 'recipe', 'recipes are found beside foods');
select is((pg_temp.entry('zilk pudding') ->> 'kcalPer100g')::numeric, 64.0, 'per 100 g by their cooked weight');
select is((pg_temp.entry('zilk pudding') -> 'units' ->> 0), 'serving', 'and planned in servings');

-- filters: unknown is never safe
select is(pg_temp.found('zilk', '{vegetarian}') && array['Zilkfish'], false, 'what is said not to have a property is left out');
select is(pg_temp.found('zilk', '{vegan}'), null, 'CLINICAL 21: unreviewed is not having it');
select is(pg_temp.found('zilk', '{vegetarian}') @> array['Zilk pudding'], true, 'a recipe has it where all its foods have');
select throws_ok($$ select app_public.search_foods('zilk', null, '{nonsense}') $$, 'TF400', null, 'an unknown property is an error');
select tests.as_owner();
insert into allergens (org_id, id, code, name, parent_id) select kb, legume, 'test_legume', 'Test legume', null::uuid from ids union all select kb, pea, 'test_pea', 'Test pea', legume from ids;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance)
  select kb, zilk, legume, 'free'::app_public.allergen_presence, 'declared'::app_public.fact_provenance from ids union all   -- free of the wider one
  select kb, whole_zilk, pea, 'free', 'inferred' from ids union all        -- does not clear
  select kb, zilk_chocolate, pea, 'may_contain', 'declared' from ids union all
  select kb, coconut_zilk, pea, 'free', 'reviewed' from ids;
select tests.authenticate_as('dietitian@demo.test');
select set_eq($$ select unnest(pg_temp.found('zilk', '{}', '{test_pea}')) $$, array['Zilk', 'Zilk pudding', 'Coconut zilk'],
  'CLINICAL 21, 22: known to be free, also of a wider allergen; inferred, may contain and unreviewed are not');
select set_eq($$ select unnest(pg_temp.found('zilk', '{}', '{test_legume}')) $$, array['Zilk', 'Zilk pudding'], 'free of a narrower one is not free of the wider');
select tests.as_owner();
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select org, zilk, pea, 'contains', 'declared' from ids;
select tests.authenticate_as('dietitian@demo.test');
select set_eq($$ select unnest(pg_temp.found('zilk', '{}', '{test_pea}')) $$, array['Coconut zilk'], 'the practice''s own word counts before the knowledge base''s');
select tests.authenticate_as('dietitian@other.test');
select is(pg_temp.found('zilk', '{}', '{test_pea}') @> array['Zilk'], true, 'and for that practice only');

-- with a client, what the rules say of each hit
select tests.as_owner();
insert into client_allergies (org_id, client_id, allergen_id, criticality) select org, client, pea, 'high' from ids;
select tests.authenticate_as('dietitian@demo.test');
select set_eq($$ select e ->> 'name' from ids, json_array_elements(app_public.search_foods('zilk', client)) e, json_array_elements(e -> 'conflicts') c
                  where c ->> 'ruleCode' = 'allergy.test_pea' and c ->> 'outcome' = 'breach' $$, array['Zilk', 'Zilk pudding'], 'a hit that contains the client''s allergen says so, also inside a recipe');
select is((select count(*) from ids, json_array_elements(app_public.search_foods('coconut zilk', client)) e, json_array_elements(e -> 'conflicts') c
            where c ->> 'ruleCode' = 'allergy.test_pea'), 0::bigint, 'one that is known to be free says nothing');
select is((select json_agg(e -> 'conflicts')::text from json_array_elements(app_public.search_foods('zilk', null, '{}', '{}', 1)) e), '[[]]', 'without a client there are no conflicts');
select tests.authenticate_as('nutritionist@demo.test');
select throws_ok($$ select app_public.search_foods('zilk', client) from ids $$, 'TF404', 'There is no such client.', 'not for a client who is not in care');

-- what is not known of a hit, what is only inferred, and what the client does not want
select tests.as_owner();
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select org, whole_zilk, pea, 'free', 'inferred' from ids;
insert into food_tags (org_id, food_id, tag_code, is_present, provenance) select org, zilk, 'fish', true, 'reviewed' from ids
on conflict (org_id, food_id, tag_code) do update set is_present = true, provenance = 'reviewed';
select tests.authenticate_as('dietitian@demo.test');
create temp table hit as
  select e ->> 'name' as name, e from ids, json_array_elements(app_public.search_foods('zilk', client)) e;
select is((select c ->> 'isOnlyInferred' from hit, json_array_elements(e -> 'conflicts') c where name = 'Zilk, whole' and c ->> 'ruleCode' = 'allergy.test_pea'), 'true',
  'CLINICAL 21: a hit that is only inferred to be free says so, apart from what is unknown');
select is((select coalesce(json_array_length(c -> 'unknownFoods'), 0) from hit, json_array_elements(e -> 'conflicts') c where name = 'Zilk, whole' and c ->> 'ruleCode' = 'allergy.test_pea'), 0,
  'and is not among those of which nothing is known');
select set_eq(
  $$ select e ->> 'id' as id, c ->> 'ruleCode' as code, c ->> 'outcome' as outcome, c ->> 'severity' as severity, c ->> 'message' as message,
            (c ->> 'observed')::numeric as observed, (c ->> 'maximum')::numeric as maximum, c ->> 'unit' as unit, coalesce(c ->> 'isOnlyInferred', 'false') as inferred,
            (c ->> 'needsAcknowledgement') is not null as asks, case when e ->> 'kind' = 'recipe' then concat(c ->> 'unknownFoods', c ->> 'inferredFoods') end as foods
       from hit, json_array_elements(e -> 'conflicts') c $$,
  $$ select e ->> 'id', f.rule_code, f.outcome::text, f.severity::text, f.message, f.observed, f.maximum, f.unit, (f.unknown_foods = '{}' and f.inferred_foods <> '{}')::text, f.needs_acknowledgement,
            case when e ->> 'kind' = 'recipe' then concat(to_json(nullif(f.unknown_foods, '{}')), to_json(nullif(f.inferred_foods, '{}'))) end
       from ids, hit cross join lateral (
         select x.* from app_public.check_food((e ->> 'id')::uuid, client) x where e ->> 'kind' = 'food'
          union all
         select x.* from app_public.check_recipe((e ->> 'id')::uuid, client) x where e ->> 'kind' = 'recipe') f $$,
  'the conflicts of a hit are what the check of that food or recipe alone says');
select cmp_ok((select count(distinct c ->> 'ruleCode') from hit, json_array_elements(e -> 'conflicts') c), '>', 2::bigint, 'of several rules');
select is((select count(*)::integer from hit where json_array_length(e -> 'preferences') > 0), 0, 'without preferences nothing is coloured');
insert into client_preferences (client_id, kind, tag_code) select client, 'dislike', 'fish' from ids;
insert into client_preferences (client_id, kind, diet_code) select client, 'diet', 'vegan' from ids;
select is((select e -> 'preferences' -> 0 ->> 'label' from ids, json_array_elements(app_public.search_foods('zilk', client)) e where e ->> 'name' = 'Zilk'), 'Dislikes fish',
  'a dislike colours a hit');
select ok((select json_agg(p ->> 'kind')::text from ids, json_array_elements(app_public.search_foods('zilk', client)) e, json_array_elements(e -> 'preferences') p where e ->> 'name' = 'Zilk pudding')
  like '%dislike%', 'and a recipe with it inside');
select is((select json_agg(e ->> 'name')::text from ids, json_array_elements(app_public.search_foods('zilk', client)) e), (select json_agg(name)::text from hit), 'nothing is left out for it, and the order stays');
select is((select json_agg(c ->> 'ruleCode')::text from ids, json_array_elements(app_public.search_foods('zilk', client)) e, json_array_elements(e -> 'conflicts') c where e ->> 'name' = 'Zilk'),
  (select json_agg(c ->> 'ruleCode')::text from hit, json_array_elements(e -> 'conflicts') c where name = 'Zilk'), 'and it is no conflict');

-- who may ask, and for whom
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select app_public.search_foods('zilk', client) from ids $$, 'TF404', 'There is no such client.', 'not for another practice''s client');
select tests.authenticate_as('client@demo.test');
select is((pg_temp.found('zilk'))[1], 'Zilk', 'a client searches what to log');
select throws_ok($$ select app_public.search_foods('zilk', app_hidden.current_client_id()) $$, 'TF403', null, 'findings are for staff');
select tests.authenticate_as_anonymous();
select throws_ok($$ select app_public.search_foods('zilk') $$, '42501', null, 'nobody signed in searches');
select * from finish();
