-- Pending edits of a version that somebody else published: they go on a new draft, in one step.
select no_plan();

create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create function pg_temp.id(n text) returns uuid language sql as $$ select ('00000000-0000-4000-8030-0000000000' || n)::uuid $$;
create function pg_temp.meal(version uuid, meal text) returns uuid language sql as
  $$ select m.id from app_public.meal_plan_meals m where m.meal_plan_version_id = version and m.name = meal $$;
-- "soup 1, (bread 2)": the items of a meal in their order, an alternative in brackets.
create function pg_temp.items(version uuid, meal text) returns text language sql as
  $$ select coalesce(string_agg(case when i.alternative_of_id is null then i.free_text || ' ' || trim_scale(i.amount) else '(' || i.free_text || ' ' || trim_scale(i.amount) || ')' end, ', ' order by i.position), '')
       from app_public.meal_plan_items i where i.meal_plan_meal_id = pg_temp.meal(version, meal) $$;
create function pg_temp.detail_of(statement text) returns jsonb language plpgsql as $$
declare
  v_detail text;
begin
  execute statement;
  return null;
exception when others then
  get stacked diagnostics v_detail = pg_exception_detail;
  return nullif(v_detail, '')::jsonb;
end $$;
grant execute on all functions in schema pg_temp to public;
create temp table ids as select c.id as maria from clients c where c.full_name = 'Maria Keller';
grant select on ids to public;

-- A colleague publishes what the assistant still has open
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform create_meal_plan(pg_temp.id('a1'), 'Published meanwhile', null, 2, array['Lunch']); end $$;
create temp table old as select v.id from meal_plan_versions v where v.meal_plan_id = pg_temp.id('a1');
grant select on old to public;
do $$ begin
  perform edit_meal_plan_version(v.id, v.revision, pg_temp.edits(json_build_array(
    json_build_object('op', 'update_meal', 'id', (select m.id from meal_plan_meals m join meal_plan_days d on d.id = m.meal_plan_day_id where m.meal_plan_version_id = v.id and d.day_number = 2), 'name', 'Supper')))) from meal_plan_versions v, old where v.id = old.id;
  perform edit_meal_plan_version(v.id, v.revision, pg_temp.edits(json_build_array(
    json_build_object('op', 'add_item', 'id', pg_temp.id('01'), 'meal_id', pg_temp.meal(v.id, 'Lunch'), 'free_text', 'soup'),
    json_build_object('op', 'add_item', 'id', pg_temp.id('02'), 'meal_id', pg_temp.meal(v.id, 'Lunch'), 'free_text', 'bread'),
    json_build_object('op', 'add_item', 'id', pg_temp.id('03'), 'meal_id', pg_temp.meal(v.id, 'Lunch'), 'free_text', 'jam'),
    json_build_object('op', 'add_item', 'id', pg_temp.id('04'), 'meal_id', pg_temp.meal(v.id, 'Supper'), 'free_text', 'rice'),
    json_build_object('op', 'set_target', 'nutrient_id', 208, 'maximum', 2000)))) from meal_plan_versions v, old where v.id = old.id;
  perform publish_meal_plan_version(v.id, v.revision) from meal_plan_versions v, old where v.id = old.id;
end $$;

-- Everything that an edit can name, by the ids of the published version
create temp table pending (edits json);
insert into pending select json_build_array(
    json_build_object('op', 'update_item', 'id', pg_temp.id('01'), 'amount', 2),
    json_build_object('op', 'add_item', 'id', pg_temp.id('11'), 'meal_id', pg_temp.meal(old.id, 'Lunch'), 'free_text', 'roll', 'alternative_of_id', pg_temp.id('02')),
    json_build_object('op', 'move_item', 'id', pg_temp.id('03'), 'meal_id', pg_temp.meal(old.id, 'Supper')),
    json_build_object('op', 'remove_item', 'id', pg_temp.id('04')),
    json_build_object('op', 'add_item', 'id', pg_temp.id('04'), 'meal_id', pg_temp.meal(old.id, 'Supper'), 'free_text', 'rice', 'amount', 3),
    json_build_object('op', 'add_meal', 'id', pg_temp.id('21'), 'day_id', (select m.meal_plan_day_id from meal_plan_meals m where m.id = pg_temp.meal(old.id, 'Lunch')), 'name', 'Tea'),
    json_build_object('op', 'add_item', 'id', pg_temp.id('12'), 'meal_id', pg_temp.id('21'), 'free_text', 'tea'),
    json_build_object('op', 'set_target', 'nutrient_id', 208, 'maximum', 1800),
    json_build_object('op', 'update_version', 'note', 'Drink enough')) from old;
grant select on pending to public;

select tests.authenticate_as('assistant@demo.test');
select results_eq($$ select (c).id, (c).number, (c).status::text, (c).note from (select continue_on_new_draft(old.id, pg_temp.id('d1'), pg_temp.edits(edits)) as c from old, pending) x $$,
  $$ values (pg_temp.id('d1'), 2, 'draft', 'Drink enough') $$, 'an assistant goes on with what was pending on a new draft');
select is(pg_temp.items(pg_temp.id('d1'), 'Lunch'), 'soup 2, bread 1, (roll 1)', 'items are changed, added and taken elsewhere, also those that stand for another');
select is(pg_temp.items(pg_temp.id('d1'), 'Supper'), 'jam 1, rice 3', 'what was moved arrives, and what was put back after its removal is there once');
select is(pg_temp.items(pg_temp.id('d1'), 'Tea'), 'tea 1', 'a meal that was added holds what was put into it');
select is((select t.maximum from meal_plan_targets t where t.meal_plan_version_id = pg_temp.id('d1') and t.nutrient_id = 208), 1800::numeric, 'a target is set');
select is((select array_agg(i.id order by i.id) from meal_plan_items i where i.meal_plan_version_id = pg_temp.id('d1') and i.id in (select pg_temp.id(n) from unnest('{11,12,21,01,02,03,04}'::text[]) n)),
  array[pg_temp.id('11'), pg_temp.id('12')], 'what is new keeps the caller''s id; what was published has another in the copy');
select is(pg_temp.items(old.id, 'Lunch') || '; ' || pg_temp.items(old.id, 'Supper'), 'soup 1, bread 1, jam 1; rice 1', 'the published version is as it was') from old;
select is((select v.cloned_from_version_id from meal_plan_versions v where v.id = pg_temp.id('d1')), old.id, 'the draft says what it began from') from old;
select tests.as_owner();
select is((select count(*) from audit.events e join meal_plan_items i on e.after -> 'edits' -> 0 ->> 'id' = i.id::text
            where e.table_name = 'meal_plan_versions' and e.row_id = pg_temp.id('d1')::text and i.meal_plan_version_id = pg_temp.id('d1') and i.free_text = 'soup'),
  1::bigint, 'history has the edits once, with the ids that the draft knows');

-- Sent again
select tests.authenticate_as('assistant@demo.test');
create temp table once as select v.revision from meal_plan_versions v where v.id = pg_temp.id('d1');
grant select on once to public;
select is((select (continue_on_new_draft(old.id, pg_temp.id('d1'), pg_temp.edits(edits))).revision from old, pending), (select revision from once), 'the same request again gives the same draft');
select is(pg_temp.items(pg_temp.id('d1'), 'Tea'), 'tea 1', 'and applies nothing twice');
select throws_ok($$ select continue_on_new_draft(old.id, pg_temp.id('d1'), pg_temp.edits('[{"op": "update_version", "note": "x"}]')) from old $$, 'TF409',
  'This id is taken by another version.', 'other edits under the same id are refused');
select throws_ok($$ select clone_meal_plan_version(pg_temp.id('d1'), old.id) from old $$, 'TF409', 'This id is taken by another version.', 'and so is a plain clone');
select is(pg_temp.detail_of($$ select continue_on_new_draft(old.id, pg_temp.id('d2'), pg_temp.edits(edits)) from old, pending $$) ->> 'mealPlanVersionId', pg_temp.id('d1')::text,
  'where the plan has a draft, that one is named');

-- All or none
select tests.authenticate_as('dietitian@demo.test');
do $$ begin
  perform create_meal_plan(pg_temp.id('a2'), 'Another', null, 1, array['Lunch']);
  perform edit_meal_plan_version(v.id, v.revision, pg_temp.edits(json_build_array(
    json_build_object('op', 'add_item', 'id', pg_temp.id('31'), 'meal_id', pg_temp.meal(v.id, 'Lunch'), 'free_text', 'soup')))) from meal_plan_versions v where v.meal_plan_id = pg_temp.id('a2');
  perform publish_meal_plan_version(v.id, v.revision) from meal_plan_versions v where v.meal_plan_id = pg_temp.id('a2');
end $$;
create temp table other as select v.id from meal_plan_versions v where v.meal_plan_id = pg_temp.id('a2');
grant select on other to public;
select throws_ok($$ select continue_on_new_draft(other.id, pg_temp.id('d3'), pg_temp.edits(json_build_array(
    json_build_object('op', 'update_item', 'id', pg_temp.id('31'), 'amount', 2), json_build_object('op', 'remove_item', 'id', pg_temp.id('99'))))) from other $$,
  'TF404', 'There is no such item in this version.', 'an edit of what is not there refuses them all');
select throws_ok($$ select continue_on_new_draft(other.id, pg_temp.id('d3'), pg_temp.edits(json_build_array(
    json_build_object('op', 'add_item', 'id', pg_temp.id('31'), 'meal_id', pg_temp.meal(other.id, 'Lunch'), 'free_text', 'soup')))) from other $$,
  'TF409', 'The id of a new item is taken.', 'and what is there is not added a second time');
select throws_ok($$ select continue_on_new_draft(other.id, pg_temp.id('d3'), '{}') from other $$, 'TF400', 'An edit has 1 to 1000 steps.', 'without edits a version is cloned');
select is((select count(*) from meal_plan_versions v where v.meal_plan_id = pg_temp.id('a2')), 1::bigint, 'no draft is left of what was refused');
select lives_ok($$ select continue_on_new_draft(other.id, pg_temp.id('d3'), pg_temp.edits(json_build_array(json_build_object('op', 'update_item', 'id', pg_temp.id('31'), 'amount', 2)))) from other $$, 'its twin is done');
select throws_ok($$ select continue_on_new_draft(pg_temp.id('d3'), pg_temp.id('d4'), pg_temp.edits('[{"op": "update_version", "note": "x"}]')) $$, 'TF409', null, 'a draft is gone on with as it is');

-- Nobody else
do $$ begin
  perform create_meal_plan(pg_temp.id('a3'), 'Hers', (select maria from ids), 1, array['Lunch']);
end $$;
create temp table hers as select v.id from meal_plan_versions v where v.meal_plan_id = pg_temp.id('a3');
grant select on hers to public;
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select continue_on_new_draft(hers.id, pg_temp.id('d5'), pg_temp.edits('[{"op": "update_version", "note": "x"}]')) from hers $$, 'TF404', 'There is no such meal plan version.', 'who does not care for the client goes on with nothing');
select throws_ok($$ select continue_on_new_draft(gen_random_uuid(), pg_temp.id('d5'), pg_temp.edits('[{"op": "update_version", "note": "x"}]')) $$, 'TF404', 'There is no such meal plan version.', 'just as with what does not exist');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select continue_on_new_draft(other.id, pg_temp.id('d5'), pg_temp.edits('[{"op": "update_version", "note": "x"}]')) from other $$, 'TF404', null, 'nor another organisation');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select continue_on_new_draft(other.id, pg_temp.id('d5'), pg_temp.edits('[{"op": "update_version", "note": "x"}]')) from other $$, '42501', null, 'nor a client');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select continue_on_new_draft(other.id, pg_temp.id('d5'), pg_temp.edits('[{"op": "update_version", "note": "x"}]')) from other $$, '42501', null, 'nor a researcher');
select tests.as_owner();
select is((select count(*) from meal_plan_versions v where v.id = pg_temp.id('d5')), 0::bigint, 'and no draft was made');
select * from finish();
