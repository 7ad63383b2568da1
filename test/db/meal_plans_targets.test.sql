-- Targets: reference intakes, what is proposed from a client's record, and how a target remembers how it came about.
select no_plan();

create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.new_client('1985-03-10') as anna, tests.new_client('1990-01-01') as nobody_knows, tests.new_client('2016-06-01') as child,
         (select c.id from clients c where c.user_id = tests.user_id('client@other.test')) as foreign_client;
update clients set sex = 'female', height_cm = 165 from ids where id = anna;
update clients set sex = 'male', height_cm = 140 from ids where id = child;
insert into body_metrics (org_id, client_id, kind, value, measured_on)
  select org, m.client, m.kind::body_metric_kind, m.kg, m.day::date from ids,
    lateral (values (anna, 'weight', 68, '2026-10-01'), (anna, 'weight', 70, '2025-01-01'), (anna, 'dry_weight', 50, '2026-10-02'), (child, 'weight', 34, '2026-10-01')) m(client, kind, kg, day);
create function pg_temp.proposed(client uuid, nutrient integer, activity numeric default 1.6, change numeric default 0, spread numeric default 5, energy numeric default null, on_day date default '2026-11-20')
  returns json language sql as $$
  select p from json_array_elements(app_public.propose_targets(client, on_day, activity, change, spread, energy) -> 'proposals') p where (p ->> 'nutrientId')::integer = nutrient $$;
create function pg_temp.bounds(p json) returns text language sql as $$ select concat_ws('–', coalesce(p ->> 'minimum', '·'), coalesce(p ->> 'maximum', '·')) $$;
create function pg_temp.formula(p json) returns text language sql as $$ select replace(p -> 'basis' ->> 'formula', chr(160), ' ') $$;
create function pg_temp.reason(client uuid, nutrient integer, activity numeric default 1.6) returns text language sql as $$
  select w ->> 'reason' from json_array_elements(app_public.propose_targets(client, '2026-11-20', activity) -> 'withheld') w where (w ->> 'nutrientId')::integer = nutrient $$;
grant select on ids to public;
grant execute on all functions in schema pg_temp to public;

-- The reference intakes, held beside the source's tables
create function pg_temp.stated(nutrient text, kind text, "group" text) returns numeric language sql as $$
  select coalesce(r.minimum, r.maximum) from app_public.reference_intakes r join app_public.nutrients n on n.id = r.nutrient_id
   where n.code = nutrient and r.kind = stated.kind and r.group_code = "group" $$;
select results_eq($$ select pg_temp.stated(n, k, g) from (values (1, 'iron', 'rda', 'females_19_30'), (2, 'iron', 'rda', 'females_51_70'), (3, 'iron', 'rda', 'pregnancy_31_50'),
    (4, 'calcium', 'rda', 'males_51_70'), (5, 'calcium', 'rda', 'females_51_70'), (6, 'calcium', 'rda', 'males_over_70'), (7, 'vitamin_d', 'rda', 'females_over_70'),
    (8, 'potassium', 'ai', 'males_31_50'), (9, 'potassium', 'ai', 'females_31_50'), (10, 'sodium', 'cdrr', 'females_31_50'), (11, 'folate', 'rda', 'pregnancy_19_30'),
    (12, 'protein', 'rda', 'males_19_30'), (13, 'fibre', 'ai', 'males_19_30'), (14, 'vitamin_k', 'ai', 'females_19_30'), (15, 'zinc', 'ul', 'males_19_30'),
    (16, 'vitamin_c', 'ul', 'children_4_8'), (17, 'phosphorus', 'ul', 'males_over_70'), (18, 'calcium', 'ul', 'females_51_70')) x(i, n, k, g) order by i $$,
  array[18, 8, 27, 1000, 1200, 1200, 20, 3400, 2600, 2300, 600, 0.8, 38, 90, 40, 650, 3000, 2000]::numeric[], 'reference intakes are what the National Academies'' tables state');
select is(pg_temp.stated('iron', 'ai', 'infants_0_6_months'), 0.27, 'what is starred there is an AI …');
select is(pg_temp.stated('iron', 'rda', 'infants_7_12_months'), 11::numeric, '… and what is not, an RDA');
select is_empty($$ select r.nutrient_id, r.kind, r.basis, coalesce(r.sex, s.sex), a from reference_intakes r, generate_series(0, 1200, 1) a, (values ('female'::sex), ('male')) s(sex)
  where r.life_stage is null and a >= r.age_months_from and a < coalesce(r.age_months_to, 2000) and (r.sex is null or r.sex = s.sex) group by 1, 2, 3, 4, 5, s.sex having count(*) > 1 $$,
  'no age has two values of one kind');
select is_empty($$ select r.nutrient_id from reference_intakes r where r.kind in ('rda', 'ai') group by r.nutrient_id, r.group_code having count(*) > 1 $$, 'nor an RDA beside an AI');
select ok((select bool_and(s.url like 'https://doi.org/%' and s.citation ~ s.year::text) from reference_sources s), 'every source can be looked up');
select throws_ok($$ insert into reference_intakes (nutrient_id, kind, group_code, group_name, age_months_from, minimum, source_code, source_table) values (301, 'ul', 'x', 'x', 0, 1, 'dri_calcium_1997', 'x') $$,
  '23514', null, 'an upper level is no minimum');

-- Energy, by hand: 10 × 68 + 6.25 × 165 − 5 × 41 − 161 = 1345.25; × 1.6 = 2152.4
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.formula(pg_temp.proposed(anna, 208)), '10 × 68 kg + 6.25 × 165 cm − 5 × 41 years − 161 = 1 345 kcal at rest; × 1.6 = 2 152 kcal, rounded to 2 150 kcal; ± 5 % around it',
  'energy is Mifflin–St Jeor × activity, with its numbers put in') from ids;
select is(pg_temp.bounds(pg_temp.proposed(anna, 208)), '2040–2260', 'and a range around it') from ids;
select is(pg_temp.bounds(pg_temp.proposed(anna, 208, 1.4, -400, 0)), '1500–1500', 'or none: 1345.25 × 1.4 − 400 = 1483') from ids;
select matches(pg_temp.formula(pg_temp.proposed(anna, 208, 1.4, -400, 0)), '− 400 \(chosen\) = 1 483 kcal, rounded to 1 500 kcal$', 'what was chosen stands in the formula') from ids;
select matches((pg_temp.proposed(anna, 208) -> 'basis' ->> 'sources'), 'Am J Clin Nutr 1990.*EFSA Journal 2013', 'with its sources') from ids;
select results_eq($$ select i ->> 'name', replace(i ->> 'value', chr(160), ' '), i ->> 'on' from ids, json_array_elements(pg_temp.proposed(anna, 208) -> 'basis' -> 'inputs') i $$,
  $$ values ('Age', '41 years', '2026-11-20'), ('Sex', 'female', null), ('Weight', '68 kg', '2026-10-01'), ('Height', '165 cm', null) $$,
  'and with what it was computed from, and of when: the latest actual weight, not the dry one');
select is(pg_temp.proposed(anna, 208, on_day => '2025-06-01') -> 'basis' -> 'warnings' ->> 0, 'The weight is of 1 January 2025, 5 months ago.', 'an old weight is told') from ids;
select matches(app_public.propose_targets(anna, '2025-06-01', 1.6) ->> 'inputs', '70.kg', 'what was measured later is not known yet') from ids;

-- Nutrients
select is(pg_temp.bounds(pg_temp.proposed(anna, 203)), '54–188', 'protein: 0.8 g × 68 kg = 54.4, at most 35 % of 2150 kcal ÷ 4') from ids;
select is(pg_temp.formula(pg_temp.proposed(anna, 204)), 'AMDR 20–35 % of 2 150 kcal ÷ 9 kcal a g = 48–84 g (women, 31–50 years)',
  'CLINICAL 5: fat counts 9 kcal a g') from ids;
select is(pg_temp.bounds(pg_temp.proposed(anna, 205)), '242–349', 'CLINICAL 5: carbohydrate 4: the share asks for more than the RDA of 130 g') from ids;
select is(pg_temp.bounds(pg_temp.proposed(anna, 303)), '18–45', 'iron: RDA and UL of women of 41') from ids;
select is(pg_temp.bounds(pg_temp.proposed(anna, 307)), '1500–2300', 'sodium: AI, and the CDRR as the most') from ids;
select is(pg_temp.bounds(pg_temp.proposed(anna, 291)), '25–·', 'fibre has no upper level') from ids;
select is(pg_temp.proposed(anna, 221)::text, null, 'of what has no reference intake nothing is proposed') from ids;
select is(pg_temp.bounds(pg_temp.proposed(anna, 303, on_day => '2036-03-10')), '8–45', 'at 51 she is in the next group') from ids;
select is(pg_temp.bounds(pg_temp.proposed(anna, 303, on_day => '2036-03-09')), '18–45', 'and the day before in this one') from ids;

-- Pregnancy and breastfeeding
select tests.as_owner();
insert into client_life_stages (org_id, client_id, life_stage, started_on) select org, anna, 'pregnancy', '2026-11-01' from ids;
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.bounds(pg_temp.proposed(anna, 303)), '27–45', 'pregnancy asks for more iron') from ids;
select matches(pg_temp.formula(pg_temp.proposed(anna, 208, on_day => '2026-11-20')), '\+ 70 \(pregnancy, week 3\) = 2 222 kcal', 'and 70 kcal in the first trimester') from ids;
select matches(pg_temp.formula(pg_temp.proposed(anna, 208, on_day => '2027-02-06')), '\+ 70 \(pregnancy, week 14\)', 'until the end of week 14,') from ids;
select matches(pg_temp.formula(pg_temp.proposed(anna, 208, on_day => '2027-02-07')), '\+ 260 \(pregnancy, week 15\)', '260 in the second') from ids;
select matches(pg_temp.formula(pg_temp.proposed(anna, 208, on_day => '2027-05-16')), '\+ 500 \(pregnancy, week 29\)', '500 in the third') from ids;
select tests.as_owner();
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, anna, 'weight', 74, '2026-11-10' from ids;
select tests.authenticate_as('dietitian@demo.test');
select matches(pg_temp.formula(pg_temp.proposed(anna, 208, on_day => '2027-02-07')), '^10 × 68 kg', 'on top of what was needed at the weight before') from ids;
select tests.as_owner();
update client_life_stages set life_stage = 'lactation' from ids where client_id = anna;
select tests.authenticate_as('dietitian@demo.test');
select matches(pg_temp.formula(pg_temp.proposed(anna, 208, on_day => '2027-04-30')), '\+ 500 \(breastfeeding\)', 'breastfeeding takes 500 kcal for six months') from ids;
select matches(pg_temp.formula(pg_temp.proposed(anna, 203, on_day => '2027-04-30')), '1\.3.g a kg × 74.kg = 96.g \(breastfeeding, 31–50 years\)', 'and 1.3 g of protein per kg') from ids;
select matches(pg_temp.proposed(anna, 208, on_day => '2027-05-01') -> 'basis' ->> 'warnings', 'Nothing is added for breastfeeding after six months', 'and then nothing is added silently') from ids;
select tests.as_owner();
delete from client_life_stages using ids where client_id = anna;
delete from body_metrics using ids where client_id = anna and measured_on = '2026-11-10';
select tests.authenticate_as('dietitian@demo.test');

-- What is missing is named, and nothing is guessed
select is(app_public.propose_targets(nobody_knows, '2026-11-20') ->> 'missing', '["the sex","a weight","the height","how active the client is"]', 'each input that is missing is named') from ids;
select is(pg_temp.proposed(nobody_knows, 208)::text, null, 'without them no energy is proposed') from ids;
select matches(pg_temp.reason(nobody_knows, 208), 'needs the sex, a weight, the height\.$', 'and the reason says which') from ids;
select is(pg_temp.reason(nobody_knows, 203), 'It needs a weight.', 'protein needs a weight') from ids;
select is(pg_temp.reason(nobody_knows, 303), 'It is not the same for women and men, and the sex is not recorded.', 'where the sex decides, nothing is proposed without it') from ids;
select is(pg_temp.bounds(pg_temp.proposed(nobody_knows, 301)), '1000–2500', 'where it does not, something is') from ids;
select is(pg_temp.reason(child, 208), 'Mifflin–St Jeor is a formula for adults from 19 years on: set the energy by hand.', 'the formula is not used for children') from ids;
select is(pg_temp.bounds(pg_temp.proposed(child, 203)), '32–·', 'their nutrients are proposed: 0.95 g × 34 kg') from ids;
select is(pg_temp.bounds(pg_temp.proposed(child, 204, null, energy => 1900)), '53–74', 'and shares of an energy that is given: 25–35 % of 1900 ÷ 9') from ids;

-- What a physician or a rule asks stands beside, and is not overridden
select tests.as_owner();
insert into client_limits (org_id, client_id, nutrient_id, scope, maximum, severity, ordered_by, ordered_on, starts_on)
  select org, anna, l.nutrient, l.scope::bound_scope, l.most, l.severity::rule_severity, 'Dr. Ada', '2026-11-01', '2026-11-01' from ids,
    lateral (values (306, 'day', 2000, 'contraindicated'), (307, 'average_day', 2500, 'caution')) l(nutrient, scope, most, severity);
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.bounds(pg_temp.proposed(anna, 306)), '2600–·', 'the proposal is what the reference intakes say …') from ids;
select results_eq($$ select b ->> 'origin', (b ->> 'maximum')::numeric, (b ->> 'isContradicted')::boolean, (b ->> 'isWider')::boolean from ids, json_array_elements(pg_temp.proposed(anna, 306) -> 'beside') b $$,
  $$ values ('limit', 2000::numeric, true, true) $$, '… and contradicts the physician''s limit, which is said');
select results_eq($$ select (b ->> 'isContradicted')::boolean, (b ->> 'isWider')::boolean from ids, json_array_elements(pg_temp.proposed(anna, 307) -> 'beside') b $$,
  $$ values (false, false) $$, 'one that stays within a limit keeps it');

select tests.as_owner();
insert into client_conditions (org_id, client_id, condition_id) select org, anna, app_private.kb_id('condition', 'hypertension') from ids;
select tests.authenticate_as('dietitian@demo.test');
select results_eq($$ select b ->> 'origin', replace(b ->> 'words', chr(160), ' '), (b ->> 'isContradicted')::boolean, (b ->> 'isWider')::boolean
    from ids, json_array_elements(pg_temp.proposed(anna, 307) -> 'beside') b where b ->> 'origin' = 'rule' $$,
  $$ values ('rule', 'A clinical rule asks for at most 2 000 mg a day.', false, true) $$, 'a rule that is stricter than the proposal stands beside it, and does not change it');
select is(pg_temp.bounds(pg_temp.proposed(anna, 307)), '1500–2300', 'which stays what the reference intakes say') from ids;

select tests.as_owner();
select app_private.define_rule(code => 'hypertension.trial_share', version => 1, severity => 'caution', condition => 'hypertension', nutrient => 'fat', per => 'average_day', maximum => 30, unit => '%',
  message => 'More than 30 % of energy is fat.', rationale => 'It is here to be looked at and nothing else.', citation => 'A trial of 2026');
select tests.authenticate_as('dietitian@demo.test');
select results_eq($$ select replace(b ->> 'words', chr(160), ' '), b ->> 'maximum', (b ->> 'isContradicted')::boolean, (b ->> 'isWider')::boolean
    from ids, json_array_elements(pg_temp.proposed(anna, 204) -> 'beside') b where b ->> 'words' like '%energy%' $$,
  $$ values ('A clinical rule asks for at most 30 % of energy on the average day.', null, false, false) $$, 'a rule on a share of energy is told, and not compared with grams');

-- Nonsense
select throws_ok($$ select propose_targets((select anna from ids), '2026-11-20', 3) $$, 'TF135', null, 'nobody is active three times as much as at rest');
select throws_ok($$ select propose_targets((select anna from ids), null, 1.6) $$, 'TF135', null, 'a proposal is of a day');
select throws_ok($$ select propose_targets((select anna from ids), '2026-11-20', 1.6, 0, 50) $$, 'TF135', null, 'a range of half the energy is none');

-- Whose
select throws_ok($$ select propose_targets((select foreign_client from ids), '2026-11-20', 1.6) $$, 'TF404', 'There is no such client.', 'of another organisation''s client');
select throws_ok($$ select propose_targets(gen_random_uuid(), '2026-11-20', 1.6) $$, 'TF404', 'There is no such client.', 'is answered like nobody''s');
select tests.authenticate_as('assistant@demo.test');
select lives_ok($$ select propose_targets((select anna from ids), '2026-11-20', 1.6) $$, 'an assistant proposes, too');
select is((select count(*) from activity_levels), 4::bigint, 'and reads the levels of activity');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select propose_targets((select anna from ids), '2026-11-20', 1.6) $$, 'TF404', null, 'an org_admin does not see the record of whom she does not care for');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select propose_targets((select anna from ids), '2026-11-20', 1.6) $$, '42501', null, 'a client proposes nothing');
select throws_ok($$ update reference_intakes set minimum = 1 where nutrient_id = 303 $$, '42501', null, 'and changes no reference intake');

-- A target remembers how it came about
select tests.as_owner();
delete from client_limits using ids where client_id = anna;
delete from client_conditions using ids where client_id = anna;
create temp table version as select tests.new_plan(anna, '[[[{"text": "soup"}]]]') as id from ids;
grant select on version to public;
create function pg_temp.edit(edits json) returns json language sql as
  $$ select app_public.edit_meal_plan_version(v.id, v.revision, pg_temp.edits(edits)) from app_public.meal_plan_versions v where v.id = (select id from version) $$;
create function pg_temp.basis(version_id uuid, nutrient integer) returns text language sql as $$
  select t -> 'basis' ->> 'formula' from json_array_elements(app_public.meal_plan_version_document(version_id) -> 'targets') t where (t ->> 'nutrientId')::integer = nutrient $$;
grant execute on all functions in schema pg_temp to public;
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select pg_temp.edit(json_build_array(
  json_build_object('op', 'set_target', 'nutrient_id', 208, 'minimum', 2040, 'maximum', 2260, 'basis', (select pg_temp.proposed(anna, 208) -> 'basis' from ids)),
  json_build_object('op', 'set_target', 'nutrient_id', 291, 'minimum', 30))) $$, 'a proposal is taken with its basis, a typed target has none');
select matches(pg_temp.basis((select id from version), 208), '^10 × 68', 'the builder shows the formula');
select is(pg_temp.basis((select id from version), 291), null, 'and of a typed one that there is none');
select throws_ok($$ select pg_temp.edit('[{"op": "set_target", "nutrient_id": 303, "minimum": 18, "basis": {"sources": []}}]') $$, 'TF136', null, 'a basis without a formula is refused');
select throws_ok($$ select pg_temp.edit('[{"op": "set_target", "nutrient_id": 303, "minimum": 18, "basis": "because"}]') $$, 'TF136', null, 'and one that is no object');
select lives_ok($$ select publish_meal_plan_version(v.id, v.revision, 'First') from meal_plan_versions v where v.id = (select id from version) $$, 'the version is published');
select tests.as_owner();
select matches((select c.content -> 'targets' -> 0 ->> 'formula' from published_contents c where c.meal_plan_version_id = (select id from version)), '^10 × 68', 'CLINICAL 15: the formula is frozen');
select throws_ok($$ update meal_plan_targets set basis = null where meal_plan_version_id = (select id from version) $$, 'TF020', null, 'and nobody rewrites it');
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select clone_meal_plan_version('00000000-0000-4000-8000-0000000000c1', (select id from version)) $$, 'a clone');
select matches(pg_temp.basis('00000000-0000-4000-8000-0000000000c1', 208), '^10 × 68', 'keeps the formula');
select is((select t -> 'basis' ->> 'proposedOn' from json_array_elements(app_public.meal_plan_version_document('00000000-0000-4000-8000-0000000000c1') -> 'targets') t limit 1), '2026-11-20', 'with its date');
select tests.as_owner();
create temp table template as select '00000000-0000-4000-8000-0000000000c2'::uuid as plan, '00000000-0000-4000-8000-0000000000c3'::uuid as version;
insert into meal_plans (org_id, id, name) select ids.org, template.plan, 'Template' from ids, template;
insert into meal_plan_versions (org_id, id, meal_plan_id, number) select ids.org, template.version, template.plan, 1 from ids, template;
select app_private.copy_meal_plan_version(ids.org, version.id, template.version) from ids, version, template;
select results_eq($$ select t.nutrient_id, t.minimum, t.basis from template, meal_plan_targets t where t.meal_plan_version_id = template.version order by 1 $$,
  $$ values (208, 2040::numeric, null::jsonb), (291, 30, null) $$, 'a template gets the bounds, and nothing of what the client weighs');
select * from finish();
