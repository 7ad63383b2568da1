-- The nutrition of a plan version (CLINICAL 3, 4, 5, 6, 7, 8, 19).
select plan(49);

-- arrange: bread (all known), mystery (energy unknown), wine (alcohol known), a recipe for three; two days and an empty third
create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.member_id('dietitian@demo.test') as member, uuidv7() as client, uuidv7() as plan, uuidv7() as version,
         uuidv7() as bread, uuidv7() as mystery, uuidv7() as wine, uuidv7() as bare, uuidv7() as dish,
         uuidv7() as day1, uuidv7() as day2, uuidv7() as day3, uuidv7() as breakfast, uuidv7() as dinner, uuidv7() as lunch, uuidv7() as empty_meal,
         uuidv7() as i_bread, uuidv7() as i_dish, uuidv7() as i_wine, uuidv7() as i_or, uuidv7() as i_mystery, uuidv7() as i_words;
grant select on ids to public;
insert into clients (org_id, id, given_name, family_name) select org, client, 'Nutri', 'Client' from ids;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, member, current_date - 10 from ids;
insert into foods (org_id, id, name) select org, unnest(array[bread, mystery, wine, bare]), unnest(array['Bread', 'Mystery', 'Wine', 'Bare']) from ids;
insert into food_nutrients (org_id, food_id, nutrient_id, amount, is_assumed_zero)
  select org, f.id, n.nutrient_id, n.amount, n.nutrient_id = 221 and n.amount = 0
    from ids, lateral (values (bread, 208, 250), (bread, 203, 8), (bread, 204, 2), (bread, 205, 50), (bread, 221, 0), (bread, 268, 1046), (bread, 318, 30),
                       (mystery, 203, 20), (mystery, 204, 1), (mystery, 205, 0), (wine, 208, 80), (wine, 203, 0.1), (wine, 204, 0), (wine, 205, 2.6), (wine, 221, 10.5))
         n(food, nutrient_id, amount), lateral (select n.food as id) f;
insert into recipes (org_id, id, name, servings, cooked_weight_g) select org, dish, 'Dish', 3, 700 from ids;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select org, dish, 1, bread, 100 from ids;
insert into meal_plans (org_id, id, client_id, name) select org, plan, client, 'Plan' from ids;
insert into meal_plan_versions (org_id, id, meal_plan_id, client_id, number) select org, version, plan, client, 1 from ids;
insert into meal_plan_days (org_id, id, meal_plan_version_id, day_number) select org, unnest(array[day1, day2, day3]), version, unnest(array[1, 2, 3]) from ids;
insert into meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name)
  select org, m.id, version, m.day, m.position, m.name from ids,
    lateral (values (breakfast, day1, 1, 'Breakfast'), (dinner, day1, 2, 'Dinner'), (lunch, day2, 1, 'Lunch'), (empty_meal, day2, 2, 'Snack')) m(id, day, position, name);
insert into meal_plan_items (org_id, id, meal_plan_version_id, meal_plan_meal_id, position, alternative_of_id, food_id, recipe_id, free_text, amount, unit_code, grams)
  select org, i.id, version, i.meal, i.position, i.or_of, i.food, i.recipe, i.words, i.amount, i.unit, i.grams from ids,
    lateral (values (i_bread, breakfast, 1, null::uuid, bread, null::uuid, null::text, 80, 'g', 80), (i_dish, dinner, 1, null, null, dish, null, 1, 'serving', null),
                    (i_wine, dinner, 2, null, wine, null, null, 150, 'g', 150), (i_or, dinner, 3, i_wine, mystery, null, null, 500, 'g', 500),
                    (i_mystery, lunch, 1, null, mystery, null, null, 100, 'g', 100), (i_words, lunch, 2, null, null, null, 'Something of grandma', 1, null, null))
      i(id, meal, position, or_of, food, recipe, words, amount, unit, grams);

create function pg_temp.at(nutrient integer) returns integer language sql as $$ select array_position(app_private.panel_nutrient_ids(), nutrient) - 1 $$;
create function pg_temp.part(kind text, part uuid, nutrient integer) returns text language sql as $$
  select trim_scale((e -> 'known' ->> pg_temp.at(nutrient))::numeric) || ' +' || (e -> 'unknown' ->> pg_temp.at(nutrient))
    from ids, json_array_elements(app_private.nutrition_now(org, version) -> kind) e where (e ->> 'id')::uuid = part
$$;
create function pg_temp.percent(part uuid, macro text) returns numeric language sql as $$
  select (e -> 'energyPercent' ->> macro)::numeric from ids, json_array_elements(app_private.nutrition_now(org, version) -> 'days') e where (e ->> 'id')::uuid = part
$$;

-- the panel
select is(app_private.panel_nutrient_ids() && array[268, 318, 324], false, 'CLINICAL 4: kJ and IU are never summed');
select is(app_private.panel_nutrient_ids() @> array[208, 203, 204, 205, 307, 320, 328, 435], true, 'energy in kcal, vitamin A in RAE, D in µg, folate in DFE are');
select is((app_private.nutrition_now(org, version) ->> 'nutrientIds')::json::text, to_json(app_private.panel_nutrient_ids())::text, 'the document names its nutrients') from ids;

-- items
select is(pg_temp.part('items', i_bread, 208)::text, '200 +0', 'an item = per 100 g × grams, exactly') from ids;
select is(pg_temp.part('items', i_dish, 208), '83.333333333 +0', 'a third of a dish') from ids;
select is(pg_temp.part('items', i_mystery, 203), '20 +0', 'what is known of a food counts') from ids;
select is(pg_temp.part('items', i_mystery, 208), '0 +1', 'CLINICAL 3: no row is one food unknown, not zero') from ids;
select is(pg_temp.part('items', i_words, 203), '0 +1', 'CLINICAL 7: words are one unknown food for every nutrient') from ids;
select is(pg_temp.part('items', i_bread, 221), '0 +0', 'CLINICAL 2: an assumed zero is a value') from ids;

-- meals, days, average
select is(pg_temp.part('meals', dinner, 208), '203.333333333 +0', 'CLINICAL 8: totals count the first alternative') from ids;
select is(pg_temp.part('meals', lunch, 203), '20 +1', 'a sum with an unknown is [known, ∞)') from ids;
select is(pg_temp.part('meals', lunch, 208), '0 +2', 'two foods unknown') from ids;
select is(pg_temp.part('days', day1, 208), '403.333333333 +0', 'a day is the sum of its meals') from ids;
select is(pg_temp.part('days', day2, 203), '20 +1', 'with what is unknown in them') from ids;
select is(pg_temp.part('meals', empty_meal, 208), null, 'where there is no food there is no number') from ids;
select is(pg_temp.part('days', day3, 208), null, 'nor for a day') from ids;
select is((app_private.nutrition_now(org, version) -> 'average' -> 'known' ->> pg_temp.at(208))::numeric, round(403.333333333 / 2, 6), 'CLINICAL 3: the average day is the mean of the days that have food; an empty day is not a day of nothing') from ids;
select is((app_private.nutrition_now(org, version) -> 'average' -> 'unknown' ->> pg_temp.at(208))::integer, 2, 'and says what is unknown') from ids;

-- percent of energy
select is(pg_temp.percent(day1, 'protein'), round(400 * (6.4 + 8 / 3.0 + 0.15) / 403.333333333, 2), 'CLINICAL 5: protein × 4 over energy') from ids;
select is(pg_temp.percent(day1, 'carbohydrate'), round(400 * (40 + 50 / 3.0 + 3.9) / 403.333333333, 2), 'carbohydrate × 4') from ids;
select is(pg_temp.percent(day1, 'fat'), round(900 * (1.6 + 2 / 3.0) / 403.333333333, 2), 'fat × 9') from ids;
select is(pg_temp.percent(day1, 'alcohol'), round(700 * 15.75 / 403.333333333, 2), 'alcohol × 7') from ids;
select is(pg_temp.percent(day2, 'protein'), null, 'CLINICAL 19: a ratio over an interval is undetermined') from ids;
select is(pg_temp.percent(day3, 'protein'), null, 'and so is one over nothing') from ids;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select org, mystery, 208, 0 from ids;
delete from meal_plan_items using ids where id = i_words;
select is(pg_temp.percent(day2, 'protein'), null, 'and over zero energy') from ids;
select is(pg_temp.part('days', day2, 208), '0 +0', 'a known zero is zero') from ids;
delete from food_nutrients using ids where food_id = wine and nutrient_id = 221;
select is(pg_temp.percent(day1, 'alcohol'), null, 'an unknown of one macro leaves that one undetermined …') from ids;
select isnt(pg_temp.percent(day1, 'protein'), null, '… and no other') from ids;

-- recipes in grams, and without a cooked weight
update meal_plan_items set unit_code = 'g', amount = 350, grams = 350 from ids where id = i_dish;
select is(pg_temp.part('items', i_dish, 208), '125 +0', 'CLINICAL 6: grams of a dish count by its cooked weight') from ids;
select throws_ok($$ update recipes set cooked_weight_g = null from ids where id = dish $$, 'TF034', null, 'which therefore stays while a plan rests on it');
alter table recipes disable trigger _300_cooked_weight;
update recipes set cooked_weight_g = null from ids where id = dish;
select is(pg_temp.part('items', i_dish, 208), '0 +1', 'without one they are unknown') from ids;
update recipes set cooked_weight_g = 700 from ids where id = dish;
alter table recipes enable trigger _300_cooked_weight;
update meal_plan_items set food_id = bare from ids where id = i_bread;
select is(pg_temp.part('items', i_bread, 208), '0 +1', 'a food of which nothing is known is unknown') from ids;
update meal_plan_items set food_id = bread from ids where id = i_bread;

-- the rows that rules rest on say the same, also for nutrients outside the panel
select is_empty($$
  select i.item_id, i.nutrient_id from ids, app_private.meal_plan_version_item_nutrients(org, version, array[208, 203, 221, 307]) i
   where (i.known, i.unknown_foods) is distinct from (split_part(pg_temp.part('items', i.item_id, i.nutrient_id), ' +', 1)::numeric, split_part(pg_temp.part('items', i.item_id, i.nutrient_id), ' +', 2)::integer) $$,
  'item by item');
select is((select i.known from ids, app_private.meal_plan_version_item_nutrients(org, version, array[257, 318]) i where i.item_id = i_bread and i.nutrient_id = 318), 24.00::numeric,
  'a nutrient outside the panel is read from the food');
select is((select i.unknown_foods from ids, app_private.meal_plan_version_item_nutrients(org, version, array[257]) i where i.item_id = i_bread), 1, 'and unknown there, too');
select is((select i.known from ids, app_private.meal_plan_version_item_nutrients(org, version, array[318]) i where i.item_id = i_dish), 15.000000000, 'through recipes as well');

-- the derived panels follow every change of the rows
update food_nutrients set amount = 260 from ids where food_id = bread and nutrient_id = 208;
select is(pg_temp.part('items', i_bread, 208), '208 +0', 'a corrected value counts at once') from ids;
select is_empty($$
  select f.id from foods f join app_private.food_panels p on (p.org_id, p.food_id) = (f.org_id, f.id)
   where p.known <> array(select coalesce(n.amount, 0) from unnest(app_private.panel_nutrient_ids()) with ordinality k(id, position)
                            left join food_nutrients n on (n.org_id, n.food_id, n.nutrient_id) = (f.org_id, f.id, k.id) order by k.position) $$,
  'every panel equals its food''s rows');
update organizations set panel_nutrient_ids = array[307, 221, 208] where id = (select org from ids);
select is(app_private.shown_nutrient_ids(org), array[307, 221, 208], 'an organisation shows what it chose, in its order') from ids;
select is((app_private.nutrition_now(org, version) ->> 'nutrientIds')::json::text, to_json(app_private.panel_nutrient_ids())::text, 'and computes the whole panel all the same') from ids;
update nutrients set is_panel = false where id = 221;
select is(app_private.shown_nutrient_ids(org), array[307, 208], 'what is not computed any more is not shown') from ids;
update organizations set panel_nutrient_ids = null where id = (select org from ids);
select is(app_private.shown_nutrient_ids(org), app_private.panel_nutrient_ids(), 'without a choice everything is') from ids;
select is(app_private.panel_nutrient_ids() && array[221], false, 'a nutrient leaves the panel');
select is((select cardinality(p.known) from ids, app_private.food_panels p where p.food_id = bread), cardinality(app_private.panel_nutrient_ids()), 'and all panels follow');
update nutrients set is_panel = true where id = 221;

-- who may ask
select tests.authenticate_as('dietitian@demo.test');
select is((app_public.meal_plan_version_nutrition(version) -> 'days' -> 0 ->> 'dayNumber')::integer, 1, 'the care team asks') from ids;
select tests.authenticate_as('nutritionist@demo.test');
select throws_ok($$ select app_public.meal_plan_version_nutrition(version) from ids $$, 'TF404', null, 'a dietitian without care of the client sees no such version');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select app_public.meal_plan_version_nutrition(version) from ids $$, 'TF404', null, 'nor does another practice');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select app_public.meal_plan_version_nutrition(version) from ids $$, '42501', null, 'a researcher may not ask');

-- published: as frozen
select tests.authenticate_as('dietitian@demo.test');
create temp table frozen as select app_public.meal_plan_version_nutrition(version)::text as nutrition from ids;
grant select on frozen to public;
select tests.as_owner();
insert into published_contents (org_id, meal_plan_version_id, content, facts, nutrition) select org, version, '{}', '{}', nutrition::json from ids, frozen;
update meal_plan_versions set status = 'published', content_hash = 'x', published_at = now(), published_by = tests.user_id('dietitian@demo.test') from ids where id = version;
update food_nutrients set amount = 999 from ids where food_id = bread and nutrient_id = 208;
select tests.authenticate_as('dietitian@demo.test');
select is(app_public.meal_plan_version_nutrition(version)::jsonb, nutrition::jsonb, 'CLINICAL 15: a published version answers as it was frozen') from ids, frozen;
select * from finish();
