-- What a finding says, sentence by sentence of the clinical semantics. Rules of these tests begin with "test.".
select plan(69);

create temp table who as select tests.org_id('dietitian@demo.test') as org, tests.new_client() as client, tests.new_client() as other;
create function pg_temp.client() returns uuid language sql stable as $$ select client from who $$;
create function pg_temp.org() returns uuid language sql stable as $$ select org from who $$;
insert into client_conditions (org_id, client_id, condition_id) select org, client, app_private.kb_id('condition', 'osteoporosis') from who;

-- A rule for whoever has osteoporosis, which no shipped rule is about.
create function pg_temp.rule(p_code text, p_severity text, p_nutrient text default null, p_per text default null, p_minimum numeric default null,
  p_maximum numeric default null, p_unit text default null, p_tag text default null, p_allergen text default null, p_supersedes text[] default '{}',
  p_weight text default null) returns uuid language sql volatile as $$
  select app_private.define_rule(code => p_code, version => 1, severity => p_severity, condition => 'osteoporosis', nutrient => p_nutrient, per => p_per,
    minimum => p_minimum, maximum => p_maximum, unit => p_unit, avoid_tag => p_tag, avoid_allergen => p_allergen, supersedes => p_supersedes,
    weight => p_weight, weight_max_age_days => case when p_weight is not null then 90 end,
    message => 'A rule of a test.', rationale => 'It is made for a test.', citation => 'The clinical semantics of this product.')
$$;
create function pg_temp.plan(p_days jsonb) returns uuid language sql volatile as $$ select tests.new_plan(pg_temp.client(), p_days) $$;
create function pg_temp.finding(p_version uuid, p_rule text, p_on date default current_date) returns safety_finding language sql volatile as $$
  select f from app_private.meal_plan_version_findings(pg_temp.org(), p_version, pg_temp.client(), daterange(p_on, p_on + 1), null) f where f.rule_code = p_rule order by f.place limit 1
$$;
-- 100 g of each food, as one meal of one day
create function pg_temp.meal(variadic foods uuid[]) returns jsonb language sql immutable as $$
  select jsonb_agg(jsonb_build_object('food', f, 'grams', 100)) from unnest(foods) f
$$;

-- CLINICAL 3 and 19: intervals against maximum and minimum
select pg_temp.rule('test.sodium_day', 'caution', 'sodium', 'day', null, 1000, 'mg');
select pg_temp.rule('test.fibre_day', 'contraindicated', 'fibre', 'day', 20, null, 'g');
create temp table food as select
  tests.new_food('Salty', '{"sodium": 600, "fibre": 10}') as salty,
  tests.new_food('Bland', '{"sodium": 0, "fibre": 10}') as bland,
  tests.new_food('Mystery', '{"energy": 100}') as mystery;
create temp table plans as select
  pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(salty, salty)))) as salty_twice,
  pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(salty, bland)))) as within,
  pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(salty, mystery)))) as open,
  pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(salty, salty, mystery)))) as above_and_open
  from food;
create temp table saw as
  select 'salty_twice' as plan, (pg_temp.finding(salty_twice, 'test.sodium_day')).* from plans union all
  select 'open', (pg_temp.finding(open, 'test.sodium_day')).* from plans union all
  select 'above_and_open', (pg_temp.finding(above_and_open, 'test.sodium_day')).* from plans union all
  select 'fibre open', (pg_temp.finding(open, 'test.fibre_day')).* from plans;
select ok((outcome, place, observed, observed_is_minimum, maximum, unit) = ('warning'::finding_outcome, 'day:1', 1200::numeric, false, 1000::numeric, 'mg'),
  'CLINICAL 19: known above the maximum breaks the rule, and the finding says place, value, limit and unit') from saw where plan = 'salty_twice';
select is(tests.judged(within, 'test.sodium_day'), '{}', 'CLINICAL 19: known below the maximum with nothing unknown is in order') from plans;
select ok((outcome, observed, observed_is_minimum, unknown_foods) = ('undetermined'::finding_outcome, 600::numeric, true, array['Mystery']),
  'CLINICAL 3, 19: below the maximum with an unknown food is undetermined, "at least 600 mg", and names the food') from saw where plan = 'open';
select ok((outcome, observed, observed_is_minimum, unknown_foods) = ('warning'::finding_outcome, 1200::numeric, true, array['Mystery']),
  'CLINICAL 19: known above the maximum decides, whatever is unknown') from saw where plan = 'above_and_open';
select is(tests.judged(within, 'test.fibre_day'), '{}', 'CLINICAL 19: known at the minimum is in order') from plans;
select is(tests.judged(salty_twice, 'test.fibre_day'), '{}', 'the minimum is kept by any foods') from plans;
select is(tests.judged(above_and_open, 'test.fibre_day'), '{}', 'CLINICAL 19: known at the minimum is in order although a food is unknown') from plans;
select ok((outcome, needs_acknowledgement, needs_reason) = ('undetermined'::finding_outcome, true, false), 'CLINICAL 20: an undetermined contraindication needs an acknowledgement')
  from saw where plan = 'fibre open';
select ok((outcome, needs_acknowledgement, needs_reason) = ('undetermined'::finding_outcome, false, false), 'CLINICAL 20: an undetermined caution is shown and needs none') from saw where plan = 'open';
select is(tests.judged(tests.new_plan(client, jsonb_build_array(jsonb_build_array(pg_temp.meal(bland)))), 'test.fibre_day'), '{"breach day:1"}',
  'CLINICAL 19: known below the minimum with nothing unknown breaks it') from who, food;
select is(f.needs_reason, true, 'CLINICAL 27: a breach needs a reason')
  from (select (pg_temp.finding(tests.new_plan(client, jsonb_build_array(jsonb_build_array(pg_temp.meal(bland)))), 'test.fibre_day')).* from who, food) f;
select ok(contributors::jsonb @> '[{"name": "Salty", "value": 600}]', 'a finding names the items behind it with their values') from saw where plan = 'salty_twice';
select ok((is_reviewed, rule_version, citation) = (false, 1, 'The clinical semantics of this product.'), 'CLINICAL 18: a finding names rule, version and source, and says that nobody reviewed it')
  from saw where plan = 'salty_twice';

-- CLINICAL 7: free text
select is(tests.judged(tests.new_plan(client, '[[[{"text": "cake"}]]]'), 'test.sodium_day'), '{"undetermined day:1"}', 'CLINICAL 7: free text is unknown for every nutrient') from who;
select is(f.unknown_foods, array['cake'], 'CLINICAL 7: and is named as it was written') from (select (pg_temp.finding(tests.new_plan(client, '[[[{"text": "cake"}]]]'), 'test.sodium_day')).* from who) f;

-- CLINICAL 8: alternatives
select is(tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(jsonb_build_array(
    jsonb_build_object('food', bland, 'grams', 100), jsonb_build_object('food', salty, 'grams', 200, 'or', true))))), 'test.sodium_day'), '{"warning day:1"}',
  'CLINICAL 8: against a maximum the worst alternative counts, also where the first is harmless') from food;
select is(tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(jsonb_build_array(
    jsonb_build_object('food', bland, 'grams', 200), jsonb_build_object('food', bland, 'grams', 50, 'or', true))))), 'test.fibre_day'), '{"breach day:1"}',
  'CLINICAL 8: against a minimum the lowest alternative counts') from food;
select is(tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(jsonb_build_array(
    jsonb_build_object('food', bland, 'grams', 50), jsonb_build_object('food', mystery, 'grams', 50, 'or', true))))), 'test.sodium_day'), '{"undetermined day:1"}',
  'CLINICAL 8: an alternative of which nothing is known leaves the maximum undetermined') from food;
select is(tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(jsonb_build_array(
    jsonb_build_object('food', salty, 'grams', 100), jsonb_build_object('food', salty, 'grams', 100, 'or', true))))), 'test.sodium_day'), '{}',
  'CLINICAL 8: alternatives are not added up') from food;

-- scopes and bases of CLINICAL 25
select pg_temp.rule('test.sodium_item', 'caution', 'sodium', 'item', null, 500, 'mg');
select pg_temp.rule('test.sodium_meal', 'caution', 'sodium', 'meal', null, 1100, 'mg');
select pg_temp.rule('test.sodium_average', 'caution', 'sodium', 'average_day', null, 800, 'mg');
select is(tests.judged(salty_twice, 'test.sodium_item'), '{"warning item","warning item"}', 'CLINICAL 25: a bound per item looks at each') from plans;
select is(tests.judged(salty_twice, 'test.sodium_meal'), '{"warning meal"}', 'CLINICAL 25: a bound per meal looks at each meal') from plans;
select is(tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(salty), pg_temp.meal(salty)))), 'test.sodium_meal'), '{}',
  'CLINICAL 25: two meals are not one') from food;
select is(tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(salty, salty)), jsonb_build_array(pg_temp.meal(bland)))), 'test.sodium_average'), '{}',
  'CLINICAL 25: the average day evens out') from food;
select is(tests.judged(salty_twice, 'test.sodium_average'), '{"warning average_day"}', 'CLINICAL 25: and is held to its bound') from plans;
select is(tests.judged(pg_temp.plan('[[[{"text": "a"}, {"text": "b"}], [{"text": "c"}]]]'), 'test.sodium_item'), '{"undetermined version"}',
  'what is unknown of single items is told once, not item by item');

select results_eq($$ select c ->> 'name', (c ->> 'value')::numeric, (c ->> 'isMinimum')::boolean from food, json_array_elements((pg_temp.finding(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(mystery, bland)))), 'test.sodium_item')).contributors) c $$,
  $$ values ('Mystery', 0::numeric, true) $$, 'and names the items that leave it open, with what is known of them');

-- percent of energy (CLINICAL 5) with open sums (19: undetermined unless every possible value decides alike)
select pg_temp.rule('test.fat_share', 'caution', 'fat', 'day', 20, 30, '%');
create temp table fatty as select
  tests.new_food('Balanced', '{"energy": 450, "fat": 12.5}') as at_25, tests.new_food('Greasy', '{"energy": 450, "fat": 20}') as at_40,
  tests.new_food('Lean', '{"energy": 450, "fat": 5}') as at_10, tests.new_food('No energy value', '{"fat": 20}') as energy_open,
  tests.new_food('No fat value', '{"energy": 450}') as fat_open, tests.new_food('Water', '{"energy": 0, "fat": 0}') as water;
create function pg_temp.share(variadic foods uuid[]) returns text[] language sql volatile as $$
  select tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(variadic foods)))), 'test.fat_share')
$$;
select is(pg_temp.share(at_25), '{}', 'CLINICAL 5: 12.5 g fat of 450 kcal is 25 % of energy at 9 kcal/g') from fatty;
select is(pg_temp.share(at_40), '{"warning day:1"}', 'CLINICAL 5: 40 % is above 30') from fatty;
select is(pg_temp.share(at_10), '{"warning day:1"}', 'CLINICAL 5: 10 % is below 20') from fatty;
select is(pg_temp.share(at_40, fat_open), '{"undetermined day:1"}', 'CLINICAL 19: 20 % with unknown fat could be anything above') from fatty;
select is(pg_temp.share(at_40, at_40, fat_open), '{"undetermined day:1"}', 'CLINICAL 19: 26.7 % with unknown fat is undetermined') from fatty;
select is(pg_temp.share(at_40, at_40, at_40, at_40, fat_open), '{"warning day:1"}', 'CLINICAL 19: 32 % with unknown fat is above 30 whatever it is') from fatty;
select is(pg_temp.share(at_10, energy_open), '{"undetermined day:1"}', 'CLINICAL 19: unknown energy leaves a share undetermined') from fatty;
select is(pg_temp.share(water), '{}', 'no energy has no shares') from fatty;

-- CLINICAL 24: per kg
select pg_temp.rule('test.protein_kg', 'contraindicated', 'protein', 'day', null, 1, 'g/kg', p_weight => 'dry');
create temp table protein as select pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(tests.new_food('Protein', '{"protein": 71}'))))) as plan;
select ok(f.outcome = 'undetermined' and f.place = 'version' and f.message like '%the client''s dry weight of the last 90 days%',
  'CLINICAL 24: without a weight the rule is undetermined and says which one it lacks') from (select (pg_temp.finding(plan, 'test.protein_kg')).* from protein) f;
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, client, 'weight', 50, current_date from who;
select is(tests.judged(plan, 'test.protein_kg'), '{"undetermined version"}', 'CLINICAL 24: another kind of weight does not serve') from protein;
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, client, 'dry_weight', 50, current_date - 91 from who;
select is(tests.judged(plan, 'test.protein_kg'), '{"undetermined version"}', 'CLINICAL 24: nor does one that is too old') from protein;
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, client, 'dry_weight', 70, current_date - 90 from who;
select ok((f.outcome, f.observed, f.maximum, f.unit) = ('breach'::finding_outcome, 71::numeric, 70::numeric, 'g'), 'CLINICAL 24: the limit is the weight times the bound')
  from (select (pg_temp.finding(plan, 'test.protein_kg')).* from protein) f;

-- CLINICAL 6: recipes, also nested, by servings
create temp table dish as select uuidv7() as inner_id, uuidv7() as outer_id;
insert into recipes (org_id, id, name, servings) select '00000000-0000-0000-0000-000000000000'::uuid, inner_id, 'Sauce', 2 from dish union all
  select '00000000-0000-0000-0000-000000000000', outer_id, 'Dish', 4 from dish;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams, discarded_share)
  select '00000000-0000-0000-0000-000000000000', inner_id, 1, salty, 400, 0.5 from dish, food;
insert into recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, servings)
  select '00000000-0000-0000-0000-000000000000', outer_id, 1, inner_id, 2 from dish;
select is(f.observed, 1200::numeric, 'CLINICAL 6: 4 servings of a dish with a sauce inside, half of its salty food thrown away, bring 1200 mg')
  from (select (pg_temp.finding(pg_temp.plan(jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('recipe', outer_id, 'servings', 4))))), 'test.sodium_day')).* from dish) f;
insert into recipe_ingredients (org_id, recipe_id, position, food_id, grams) select '00000000-0000-0000-0000-000000000000', inner_id, 2, mystery, 1 from dish, food;
select ok((f.outcome, f.unknown_foods) = ('undetermined'::finding_outcome, array['Mystery']), 'CLINICAL 6: one unknown ingredient opens the dish, and is named itself')
  from (select (pg_temp.finding(pg_temp.plan(jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('recipe', outer_id, 'servings', 1))))), 'test.sodium_day')).* from dish) f;

-- CLINICAL 21: provenance of tags, and whose word counts
select pg_temp.rule('test.tag', 'contraindicated', p_tag => 'high_oxalate');
create function pg_temp.tagged(p_fact text, p_provenance text) returns uuid language sql volatile as $$
  select tests.new_food('Tagged', '{}', case p_fact when 'has' then '{"high_oxalate": true}' when 'has not' then '{"high_oxalate": false}' else '{}' end::jsonb, '{}', p_provenance)
$$;
create function pg_temp.says(p_rule text, p_food uuid) returns text language sql volatile as $$
  select array_to_string(tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(p_food)))), p_rule), ', ')
$$;
select is(pg_temp.says('test.tag', pg_temp.tagged('has', 'declared')), 'breach item', 'CLINICAL 21: what declares the tag breaks the rule');
select is(pg_temp.says('test.tag', pg_temp.tagged('has', 'inferred')), 'warning item', 'CLINICAL 21: an inferred "contains" warns');
select is(pg_temp.says('test.tag', pg_temp.tagged('has not', 'reviewed')), '', 'CLINICAL 21: reviewed as without it is in order');
select is(pg_temp.says('test.tag', pg_temp.tagged('has not', 'inferred')), 'undetermined item', 'CLINICAL 21: an inferred "free" does not clear');
select is(pg_temp.says('test.tag', pg_temp.tagged('', 'reviewed')), 'undetermined item', 'CLINICAL 21: no row means unreviewed');
create temp table guessed as select (pg_temp.finding(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(g, u)))), 'test.tag')).*, g, u
  from (select pg_temp.tagged('has not', 'inferred') as g, tests.new_food('No word at all') as u) f;
select ok((inferred_foods, unknown_foods) = ('{Tagged}'::text[], '{No word at all}'::text[]), 'CLINICAL 21: what is only inferred to be free is told apart from what is not known') from guessed;
select is((app_private.findings_json(array[pg_temp.finding(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(g)))), 'test.tag')]) -> 0)::jsonb -> 'inferredFoods', '["Tagged"]', 'and in JSON') from guessed;
select is(g.foods, '{"No word at all",Tagged}', 'CLINICAL 20: the acknowledgement lists the foods of both kinds')
  from guessed, app_private.undetermined_groups(array[pg_temp.finding(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(guessed.g, u)))), 'test.tag')]) g;
select is((pg_temp.finding(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(g)))), 'test.tag')).origin, 'rule', 'a finding says what speaks') from guessed;
create temp table stated as select pg_temp.tagged('has', 'declared') as food;
insert into food_tags (org_id, food_id, tag_code, is_present, provenance) select org, food, 'high_oxalate', false, 'reviewed' from stated, who;
select is(pg_temp.says('test.tag', food), '', 'the organisation''s own word counts before the knowledge base''s') from stated;

-- CLINICAL 22: allergies, presence × criticality, downward only
create function pg_temp.allergic(p_kind text, p_criticality text, p_status text, p_allergen text default 'peanut') returns void language sql volatile as $$
  delete from client_allergies where client_id = pg_temp.client();
  insert into client_allergies (org_id, client_id, allergen_id, kind, criticality, status)
  values (pg_temp.org(), pg_temp.client(), app_private.kb_id('allergen', p_allergen), p_kind::allergy_kind, p_criticality::allergy_criticality, p_status::allergy_status)
$$;
create temp table nutty as select tests.new_food('Contains', '{}', '{}', '{"peanut": "contains"}') as has, tests.new_food('May contain', '{}', '{}', '{"peanut": "may_contain"}') as may,
  tests.new_food('Free', '{}', '{}', '{"peanut": "free"}') as free, tests.new_food('No word') as unknown, tests.new_food('Free of legumes', '{}', '{}', '{"legumes": "free"}') as all_free,
  tests.new_food('Some legume', '{}', '{}', '{"legumes": "contains"}') as legume, tests.new_food('Inferred', '{}', '{}', '{"peanut": "contains"}', 'inferred') as guess;
select is((pg_temp.allergic('allergy', 'high', 'active'), pg_temp.says('allergy.peanut', has), pg_temp.says('allergy.peanut', may), pg_temp.says('allergy.peanut', unknown), pg_temp.says('allergy.peanut', free))::text,
  '(,"breach item","warning item","undetermined item","")', 'CLINICAL 22: high criticality: contains is a breach, may contain warns, unknown is undetermined') from nutty;
select is(pg_temp.says('allergy.peanut', guess), 'warning item', 'CLINICAL 21, 22: an inferred "contains" warns') from nutty;
select is(pg_temp.says('allergy.peanut', all_free), '', 'CLINICAL 22: what is free of legumes is free of peanut') from nutty;
select is(pg_temp.says('allergy.peanut', legume), 'undetermined item', 'CLINICAL 22: "contains legumes" does not say peanut, and does not rule it out') from nutty;
select is((pg_temp.allergic('allergy', 'low', 'active'), pg_temp.says('allergy.peanut', has), pg_temp.says('allergy.peanut', unknown))::text,
  '(,"warning item","undetermined item")', 'CLINICAL 22: low criticality: contains warns') from nutty;
select is((pg_temp.allergic('intolerance', 'high', 'active'), pg_temp.says('allergy.peanut', has))::text, '(,"warning item")', 'CLINICAL 22: an intolerance warns') from nutty;
select is((pg_temp.allergic('allergy', 'high', 'resolved'), pg_temp.says('allergy.peanut', has), pg_temp.says('allergy.peanut', unknown))::text, '(,"","")',
  'CLINICAL 22: a resolved allergy does not trigger') from nutty;
select is((pg_temp.allergic('allergy', 'high', 'refuted'), pg_temp.says('allergy.peanut', has))::text, '(,"")', 'CLINICAL 22: nor does a refuted one') from nutty;
select is((pg_temp.allergic('allergy', 'high', 'active', 'legumes'), pg_temp.says('allergy.legumes', has), pg_temp.says('allergy.legumes', legume))::text, '(,"breach item","breach item")',
  'CLINICAL 22: an allergy to legumes flags peanut') from nutty;
select is(tests.judged(pg_temp.plan(jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('food', free, 'grams', 10), jsonb_build_object('food', has, 'grams', 10, 'or', true))))),
  'allergy.legumes'), '{"breach item","undetermined item"}', 'CLINICAL 8: allergens of every alternative are looked at') from nutty;

-- CLINICAL 23: active on any day of the period
create temp table course as select pg_temp.plan('[[[{"text": "grapefruit?"}]]]') as plan, date '2026-03-01' as starts, date '2026-03-31' as ends;
insert into client_medications (org_id, client_id, medication_id, started_on, ended_on) select org, client, app_private.kb_id('medication', 'simvastatin'), '2026-03-10', '2026-03-20' from who;
create function pg_temp.on_days(p_from date, p_to date) returns bigint language sql stable as $$
  select count(*) from course, app_private.meal_plan_version_findings(pg_temp.org(), plan, pg_temp.client(), daterange(p_from, p_to)) f where f.rule_code = 'simvastatin.grapefruit'
$$;
select is((pg_temp.on_days('2026-03-01', '2026-03-11'), pg_temp.on_days('2026-03-19', null), pg_temp.on_days('2026-03-01', '2026-03-10'), pg_temp.on_days('2026-03-20', null))::text, '(1,1,0,0)',
  'CLINICAL 23: a rule holds if its trigger is active on any day of the period, whose ends are exclusive');
insert into client_conditions (org_id, client_id, condition_id) select org, other, app_private.kb_id('condition', 'haemodialysis') from who;
insert into client_medications (org_id, client_id, medication_id) select org, other, app_private.kb_id('medication', 'tranylcypromine') from who;
select set_has($$ select code from who, app_private.client_rules(org, other, daterange(current_date, current_date + 1)) $$,
  $$ values ('chronic_kidney_disease.star_fruit'), ('dialysis.protein_average'), ('mao_inhibitors.tyramine') $$,
  'CLINICAL 23: a special condition and a medicine of a class trigger the rules of the general one and of the class');
update clients set born_on = null where id = pg_temp.client();
select ok(f.outcome = 'undetermined' and f.message like '%the date of birth%', 'a rule for an age is undetermined where the age is unknown')
  from (select (pg_temp.finding(pg_temp.plan(jsonb_build_array(jsonb_build_array(pg_temp.meal(tests.new_food('Little protein', '{"protein": 10}'))))), 'older_adults.protein_average')).*) f;
select is(tests.judged(plan, 'older_adults.protein_average'), '{}', 'unless the plan keeps it at any age') from protein;

-- CLINICAL 26: the special rule replaces the general one, visibly
select ok(not exists (select from who, app_private.client_rules(org, other, daterange(current_date, current_date + 1)) where code = 'chronic_kidney_disease.protein_average'),
  'CLINICAL 26: on dialysis the protein cap of kidney disease does not count');
select is(replaces, array['chronic_kidney_disease.protein_average'], 'CLINICAL 26: and the rule that replaces it says so')
  from who, app_private.client_rules(org, other, daterange(current_date, current_date + 1)) where code = 'dialysis.protein_average';

-- CLINICAL 27: key and evidence
create temp table keys as select salty_twice, (pg_temp.finding(salty_twice, 'test.sodium_day')).key as key, (pg_temp.finding(salty_twice, 'test.sodium_day')).evidence_hash as hash from plans;
update meal_plan_items set position = 3 - position where meal_plan_version_id = (select salty_twice from plans);
select is((pg_temp.finding(salty_twice, 'test.sodium_day')).key, key, 'CLINICAL 27: the key stays while the evidence does: the order of items is none') from keys;
update food_nutrients set amount = 601 where food_id = (select salty from food) and nutrient_id = 307;
select isnt((pg_temp.finding(salty_twice, 'test.sodium_day')).key, key, 'CLINICAL 13, 27: a changed fact of a food counts at once, and changes the key') from keys;

-- words
select tests.as_owner();
select is((select r.rationale from client_allergies a cross join app_private.triggered_rules(a.org_id, a.client_id, '[2026-12-01,2026-12-08)') r
            where a.client_id = tests.client_id('client@demo.test') and r.code = 'allergy.peanut'),
  'On the client''s list of allergies, criticality high. Reaction: Anaphylaxis in 2009; carries an adrenaline pen.', 'a reaction that is a sentence ends with one full stop');
select * from finish();
