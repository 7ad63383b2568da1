-- Dislikes and diets colour search results, from facts that are known, and never block.
select plan(15);

create temp table who as
  select tests.org_id('dietitian@demo.test') as org, tests.new_client() as client, tests.new_client() as other,
         tests.new_food('Salmon fillet', '{}', '{"fish": true, "vegetarian": false, "vegan": false}') as salmon,
         tests.new_food('Gelatine dessert', '{}', '{"fish": false, "vegetarian": false, "vegan": false}') as gelatine,
         tests.new_food('Lentils', '{}', '{"fish": false, "meat": false, "vegetarian": true, "vegan": true}') as lentils,
         tests.new_food('Stew of the house') as stew;
update foods f set food_group_code = '1100' from who where f.id = lentils;
create function pg_temp.marks() returns setof text language sql as $$
  select f.name || ': ' || m.kind || ', ' || m.label
    from who w, app_private.client_preference_marks(w.org, w.client, array[w.salmon, w.gelatine, w.lentils, w.stew]) m join foods f on f.id = m.food_id
$$;

select is_empty('select pg_temp.marks()', 'without preferences nothing is marked');
insert into client_preferences (org_id, client_id, kind, diet_code) select org, client, 'diet', 'vegetarian' from who;
select bag_eq('select pg_temp.marks()', array['Salmon fillet: diet, Vegetarian: fish', 'Gelatine dessert: diet, Vegetarian: does not fit'],
  'a diet marks what is known to hold what it avoids, and what is known not to fit; not what nobody has reviewed');
insert into client_preferences (org_id, client_id, kind, tag_code) select org, client, 'dislike', 'fish' from who;
insert into client_preferences (org_id, client_id, kind, food_group_code) select org, client, 'dislike', '1100' from who;
insert into client_preferences (org_id, client_id, kind, food_id) select org, client, 'dislike', stew from who;
select bag_eq('select pg_temp.marks()', array['Salmon fillet: diet, Vegetarian: fish', 'Salmon fillet: dislike, Dislikes fish', 'Gelatine dessert: diet, Vegetarian: does not fit',
    'Lentils: dislike, Dislikes vegetables and vegetable products', 'Stew of the house: dislike, Dislikes it'],
  'dislikes mark by tag, food group and food, each by itself');
insert into food_tags (org_id, food_org_id, food_id, tag_code, is_present, provenance) select org, '00000000-0000-0000-0000-000000000000', salmon, 'fish', false, 'reviewed' from who;
select ok('Salmon fillet: dislike, Dislikes fish' not in (select pg_temp.marks()), 'the organisation''s own word counts before the knowledge base''s');
select is_empty($$ select m from who w, app_private.client_preference_marks(w.org, w.other, array[w.salmon, w.gelatine, w.lentils, w.stew]) m $$, 'another client''s search stays as it is');
select is_empty($$ select m from who w, app_private.client_preference_marks(tests.org_id('dietitian@other.test'), w.client, array[w.salmon, w.gelatine, w.lentils, w.stew]) m $$, 'and another organisation''s');
select is_empty($$ select d.code, t from diets d cross join unnest(d.avoided_tags || d.required_tags) t where t not in (select code from tags where kind = 'food') $$, 'diets speak of tags that there are');

-- nothing of it blocks
create function pg_temp.plan_of(who uuid) returns uuid language sql as $$
  select tests.new_plan(plan_of.who, (select jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('food', gelatine, 'grams', 100), jsonb_build_object('food', stew, 'grams', 100)))) from who))
$$;
create temp table plan as select pg_temp.plan_of(client) as version, pg_temp.plan_of(other) as same from who;
grant select on who, plan to public;
select tests.authenticate_as('dietitian@demo.test');
select set_eq($$ select f.rule_code, f.outcome from plan p, who w, explain_finding(p.version, w.client, null) f $$,
              $$ select f.rule_code, f.outcome from plan p, who w, explain_finding(p.same, w.other, null) f $$,
  'a plan of disliked foods that no diet allows is judged like that of a client without preferences');
select lives_ok($$ select publish_meal_plan_version(p.version, v.revision, 'As is.', '{}') from plan p join meal_plan_versions v on v.id = p.version $$, 'it is published without a reason');
select lives_ok($$ select assign_meal_plan_version(uuidv7(), p.version, current_date, null, '{}') from plan p $$, 'and assigned');

-- what the builder opens with
select tests.as_owner();
insert into client_limits (org_id, client_id, nutrient_id, scope, maximum, ordered_by, ordered_on, starts_on, ends_on)
  select org, client, 306, 'day'::bound_scope, 2000, 'Dr. Lee', current_date, current_date, current_date + 30 from who
  union all select org, client, 305, 'day', 800, 'Dr. Lee', current_date - 60, current_date - 60, current_date - 30 from who
  union all select org, client, 307, 'day', 2300, 'Dr. Lee', current_date, current_date + 90, current_date + 90 from who;
insert into client_life_stages (org_id, client_id, life_stage, started_on) select org, client, 'pregnancy', current_date - 70 from who;
insert into body_metrics (org_id, client_id, kind, value, measured_on)
  select org, client, k, kg, current_date - ago from who, (values ('weight'::body_metric_kind, 71, 1), ('weight', 72, 9), ('dry_weight', 69, 3), ('waist', 88, 3)) m(k, kg, ago);
create function pg_temp.shown(part text) returns json language sql as $$ select app_private.meal_plan_client(org, client, current_date) -> part from who $$;
select is(json_array_length(pg_temp.shown('limits')), 1, 'the builder shows a limit that holds, not one that has ended or was taken back');
select is(pg_temp.shown('limits') -> 0 ->> 'orderedBy', 'Dr. Lee', 'with who ordered it');
select is((pg_temp.shown('limits') -> 0 ->> 'endsOn')::date, current_date + 30, 'and until when');
select is(pg_temp.shown('lifeStages') -> 0 ->> 'startedOn', (current_date - 70)::text, 'a pregnancy with its first day');
select results_eq($$ select w ->> 'kind', (w ->> 'kg')::numeric from json_array_elements(pg_temp.shown('weights')) w $$, $$ values ('weight', 71::numeric), ('dry_weight', 69) $$,
  'and the latest weight of each kind');

select * from finish();
