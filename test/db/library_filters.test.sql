-- Search by what a food is, holds and lacks, and by what is used. What is not known never passes a filter.
select plan(52);

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.org_id('dietitian@other.test') as other, tests.member_id('dietitian@demo.test') as member, tests.member_id('assistant@demo.test') as assistant,
         tests.member_id('dietitian@other.test') as stranger, '00000000-0000-0000-0000-000000000000'::uuid as kb, uuidv7() as client, uuidv7() as plan, uuidv7() as recipe;
create temp table food(id uuid default uuidv7(), name text, food_group text, kind text, owner uuid, panel jsonb);
insert into food (name, food_group, kind, owner, panel)
  select n.name, n.food_group, n.kind, case n.owner when 'own' then org when 'other' then other else kb end, n.panel::jsonb
    from ids, (values
      ('Wurzel salty', '1100', 'food', 'kb', '{"208": 50, "307": 900, "303": 5, "203": 2.5, "204": 3, "606": 1, "605": 0, "291": 3, "269": 5, "306": 300}'),
      ('Wurzel plain', '1100', 'food', 'kb', '{"208": 40, "307": 120, "303": 2.1, "203": 1, "204": 0.5, "606": 0.1, "291": 6, "269": 5.01, "306": 100}'),
      ('Wurzel unmeasured', '1100', 'food', 'kb', '{}'),
      ('Wurzel drink', '1400', 'food', 'kb', '{"208": 21, "204": 2, "307": 40, "303": 1.05, "606": 0.8, "605": 0, "269": 2.5, "306": 50}'),
      ('Wurzel sip', '0300', 'sip_feed', 'own', '{"208": 150, "203": 7.5, "204": 6, "303": 2.1}'),
      ('Wurzel pills', null, 'supplement', 'own', '{"303": 140}'),
      ('Wurzel fluid', null, 'fluid', 'kb', '{"303": 1.05, "204": 1.5}'),
      ('Wurzel of others', '1100', 'food', 'other', '{"208": 10, "303": 400}')) n(name, food_group, kind, owner, panel);
grant select on ids, food to public;
insert into foods (org_id, id, name, food_group_code, kind) select owner, id, name, food_group, kind from food;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select f.owner, f.id, e.key::integer, e.value::numeric from food f, jsonb_each_text(f.panel) e;
insert into recipes (org_id, id, name, servings, cooked_weight_g) select org, recipe, 'Wurzel stew', 2, 400 from ids;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, recipe, 1, f.id, 400 from ids, food f where f.name = 'Wurzel salty';
insert into clients (org_id, id, given_name, family_name) select org, client, 'Filter', 'Client' from ids;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, m, current_date - 1 from ids, unnest(array[member, assistant]) m;

-- names without "Wurzel "
create function pg_temp.found(query text, claims text[] default '{}', groups text[] default '{}', kinds text[] default '{}', own boolean default false, most_ text default null, least_ text default null) returns text[] language sql as $$
  select coalesce(array_agg(replace(e.value ->> 'name', 'Wurzel ', '') order by e.n), '{}')
    from json_array_elements(app_public.search_foods(query, nutrient_claims => claims, food_groups => groups, kinds => kinds, own_only => own, most_of => most_, least_of => least_, first => 100)) with ordinality e(value, n)
$$;
create function pg_temp.recency(query text, client uuid default null) returns jsonb language sql as $$
  select coalesce(jsonb_object_agg(replace(e ->> 'name', 'Wurzel ', ''), e -> 'recency'), '{}') from json_array_elements(app_public.search_foods(query, client, '{}', '{}', 100)) e where e ->> 'name' like 'Wurzel%'
$$;
grant execute on function pg_temp.found(text, text[], text[], text[], boolean, text, text), pg_temp.recency(text, uuid) to public;
select tests.authenticate_as('dietitian@demo.test');

-- groups and kinds
select set_eq($$ select unnest(pg_temp.found('wurzel', groups => '{1100}')) $$, array['salty', 'plain', 'unmeasured'], 'foods of a group');
select set_eq($$ select unnest(pg_temp.found('wurzel', groups => '{1100,1400}')) $$, array['salty', 'plain', 'unmeasured', 'drink'], 'of one of several');
select is(pg_temp.found('', groups => '{1100}') @> array['salty', 'plain'], true, 'also without a word');
select is(pg_temp.found('', groups => '{1100}') && array['drink', 'stew'], false, 'and nothing else: a recipe is in no group');
select set_eq($$ select unnest(pg_temp.found('wurzel', kinds => '{supplement}')) $$, array['pills'], 'supplements');
select set_eq($$ select unnest(pg_temp.found('wurzel', kinds => '{sip_feed,fluid}')) $$, array['sip', 'fluid'], 'sip feeds and fluids');
select set_eq($$ select unnest(pg_temp.found('wurzel', kinds => '{recipe}')) $$, array['stew'], 'recipes alone');
select set_eq($$ select unnest(pg_temp.found('wurzel', own => true)) $$, array['sip', 'pills', 'stew'], 'what the practice made');
select is((select array_agg(distinct (e ->> 'isOwn')::boolean) from json_array_elements(app_public.search_foods('wurzel', own_only => true)) e), '{t}', 'and each says so');
select is((select e ->> 'foodKind' from json_array_elements(app_public.search_foods('wurzel sip')) e), 'sip_feed', 'each food says its kind');
select is(pg_temp.found('wurzel') && array['of others'], false, 'another practice''s food is never found');
select is(pg_temp.found('', most_ => 'iron') && array['of others'], false, 'not by what it holds either');

-- rich and low: unknown is neither
select set_eq($$ select unnest(pg_temp.found('wurzel', '{low_sodium}')) $$, array['plain', 'drink'], 'low in sodium: 120 mg and less');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{very_low_sodium}')) $$, array['drink'], 'very low: 40 mg');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{low_fat}')) $$, array['salty', 'plain', 'fluid', 'stew'], 'low in fat: 3 g of a food, 1.5 g of a drink');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{low_sugars}')) $$, array['salty', 'drink', 'stew'], 'low in sugars: 5 g of a food, 2.5 g of a drink');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{low_energy}')) $$, array['plain'], 'low in energy: 40 kcal of a food, 20 kcal of a drink');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{low_saturated_fat}')) $$, '{}'::text[], 'low in saturated fat asks for a tenth of the energy, and for the trans fat, which is unknown of one');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{source_of_iron}')) $$, array['salty', 'plain', 'sip', 'pills', 'fluid', 'stew'], 'a source of iron: 15 % of 14 mg, half of that in a drink; a powder of the beverages is none');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{high_iron}')) $$, array['salty', 'sip', 'pills', 'stew'], 'rich in iron: twice that');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{source_of_protein}')) $$, array['salty', 'sip', 'stew'], 'a source of protein: 12 % of the energy');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{high_protein}')) $$, array['salty', 'sip', 'stew'], 'rich in protein: 20 %');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{source_of_fibre}')) $$, array['salty', 'plain', 'stew'], 'a source of fibre: 3 g');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{high_fibre}')) $$, array['salty', 'plain', 'stew'], 'rich in fibre: 6 g, or 3 g in 100 kcal');
select set_eq($$ select unnest(pg_temp.found('wurzel', '{high_iron,low_fat}')) $$, array['salty', 'stew'], 'all that is asked holds');
select is((select e -> 'nutrient' ->> 'per100g' from json_array_elements(app_public.search_foods('wurzel plain', nutrient_claims => '{low_sodium}')) e), '120', 'a hit says how much it holds of what was asked');
select tests.as_owner();
delete from food_nutrients where nutrient_id = 307 and food_id = (select id from food where name = 'Wurzel plain');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.found('wurzel', '{low_sodium}') && array['plain'], false, 'CLINICAL 3: what is not known is not low');
select is(pg_temp.found('wurzel', '{low_sodium}') && array['unmeasured'], false, 'nor is a food of which nothing is known');

-- in the order of a nutrient
select is(pg_temp.found('wurzel', least_ => 'potassium'), array['drink', 'plain', 'stew', 'salty'], 'the least of a nutrient first, without what is unknown');
select is(pg_temp.found('wurzel', most_ => 'potassium', groups => '{1100}'), array['salty', 'plain'], 'or the most');
select is((pg_temp.found('', most_ => 'iron'))[1], 'pills', 'also of the whole library');
select is(cardinality(pg_temp.found('', least_ => 'iron')), 100, 'which goes on where one slice of it is not enough');
select throws_ok($$ select app_public.search_foods('wurzel', most_of => 'iron', least_of => 'sodium') $$, 'TF120', null, 'in one order only');
select throws_ok($$ select app_public.search_foods('wurzel', most_of => 'nonsense') $$, 'TF400', 'There is no nutrient "nonsense".', 'an unknown nutrient is an error');
select throws_ok($$ select app_public.search_foods('wurzel', food_groups => '{9999}') $$, 'TF400', 'There is no food group "9999".', 'an unknown group');
select throws_ok($$ select app_public.search_foods('wurzel', nutrient_claims => '{low_everything}') $$, 'TF400', 'There is no nutrient claim "low_everything".', 'an unknown claim');
select throws_ok($$ select app_public.search_foods('wurzel', kinds => '{thing}') $$, 'TF400', 'There is no kind "thing".', 'an unknown kind');
select is(pg_temp.found('wurzel unmeasured', '{low_fat}'), '{}', 'what is called that and does not fit is not taken for a typing error');

-- what was used
select is(pg_temp.recency(''), '{}', 'what nobody has used is not listed before a word is typed');
select lives_ok($$ select app_public.create_meal_plan(plan, 'Filters', client, 2, '{Lunch}') from ids $$, 'a plan');
create temp table used as
  select v.id as version, v.revision, m.id as meal from ids, meal_plan_versions v join meal_plan_meals m on m.meal_plan_version_id = v.id where v.meal_plan_id = ids.plan limit 1;
select lives_ok($$ select app_public.edit_meal_plan_version(version, revision, array(
    select json_populate_record(null::app_public.meal_plan_edit, json_build_object('op', 'add_item', 'id', uuidv7(), 'meal_id', meal, 'food_id', f.id, 'amount', 100, 'unit_code', 'g'))
      from food f where f.name in ('Wurzel unmeasured', 'Wurzel drink'))) from used $$, 'with two of the foods');
select is(pg_temp.recency(''), '{"unmeasured": "recent", "drink": "recent"}', 'then what the person put on a plan is offered first');
select is((pg_temp.found('wurzel'))[1:2] <@ array['unmeasured', 'drink'], true, 'and leads among equals');
select is((pg_temp.found('wurzel plain'))[1], 'plain', 'but not before a much better match');
select tests.authenticate_as('assistant@demo.test');
select is(pg_temp.recency(''), '{"unmeasured": "frequent", "drink": "frequent"}', 'a colleague sees what the practice uses');
select is((select pg_temp.recency('', client) from ids), '{"unmeasured": "client", "drink": "client"}', 'and what stands in the plans of the client whom she cares for');
select tests.authenticate_as('dietitian@other.test');
select is(pg_temp.recency(''), '{}', 'another practice sees nothing of it');
select tests.authenticate_as('client@demo.test');
select is((select pg_temp.recency('') ? 'recent'), false, 'a client has used nothing of this');
select tests.as_owner();
select is((select array_agg(use_count order by use_count) from app_private.library_uses u join food f on f.id = u.food_id), '{1,1}', 'each use is counted');
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select app_public.edit_meal_plan_version(version, revision + 1, array(
    select json_populate_record(null::app_public.meal_plan_edit, json_build_object('op', 'add_item', 'id', uuidv7(), 'meal_id', meal, 'food_id', f.id, 'amount', 100, 'unit_code', 'g'))
      from food f, generate_series(1, 2) where f.name = 'Wurzel drink')) from used $$, 'the drink twice more');
select tests.as_owner();
select is((select u.use_count from app_private.library_uses u join food f on f.id = u.food_id where f.name = 'Wurzel drink'), 3, 'also in one step');
update foods set archived_at = now() where id = (select id from food where name = 'Wurzel drink');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.recency(''), '{"unmeasured": "recent"}', 'what is archived is not offered any more');
select * from finish();
