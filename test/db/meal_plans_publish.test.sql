-- Publishing: what it asks for, what it freezes, and that nothing changes it afterwards.
select no_plan();

create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create function pg_temp.version(plan text) returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = ('00000000-0000-4000-8000-0000000000' || plan)::uuid order by v.number desc limit 1 $$;
create function pg_temp.revision(plan text) returns integer language sql as $$ select v.revision from app_public.meal_plan_versions v where v.id = pg_temp.version(plan) $$;
create function pg_temp.item(n text) returns uuid language sql as $$ select ('00000000-0000-4000-8001-00000000000' || n)::uuid $$;
create function pg_temp.publish(plan text, decisions app_public.safety_decision[] default '{}') returns app_public.meal_plan_versions language sql as
  $$ select app_public.publish_meal_plan_version(pg_temp.version(plan), pg_temp.revision(plan), 'First', decisions) $$;
create function pg_temp.detail_of(statement text) returns json language plpgsql as $$
declare v_detail text;
begin execute statement; return null;
exception when others then get stacked diagnostics v_detail = pg_exception_detail; return v_detail::json; end $$;
grant execute on all functions in schema pg_temp to public;
create temp table ids as select c.id as maria from app_public.clients c where c.full_name = 'Maria Keller';
grant select on ids to public;
-- What the rules would say is another file's matter: here the findings are what a test says they are.
create or replace function app_private.meal_plan_version_findings(org uuid, version_id uuid, client uuid, period daterange, explained text[] default '{}', to_decide_only boolean default false, is_brief boolean default false) returns setof app_public.safety_finding
  language sql stable as $$ select * from json_populate_recordset(null::app_public.safety_finding, nullif(current_setting('test.findings', true), '')::json) $$;

-- A client's plan, a template and an empty plan
select tests.authenticate_as('dietitian@demo.test');
do $$ begin
  perform create_meal_plan('00000000-0000-4000-8000-0000000000b1', 'Maria''s week', (select maria from ids), 2, array['Breakfast', 'Lunch']);
  perform create_meal_plan('00000000-0000-4000-8000-0000000000b2', 'Template', null, 3, array['Breakfast']);
  perform create_meal_plan('00000000-0000-4000-8000-0000000000b3', 'Empty', (select maria from ids), 7, array['Breakfast']);
  perform edit_meal_plan_version(pg_temp.version('b1'), pg_temp.revision('b1'), pg_temp.edits(json_build_array(
    json_build_object('op', 'add_item', 'id', pg_temp.item('a'), 'meal_id', m.id, 'food_id', md5('food:08120')::uuid, 'amount', 40, 'unit_code', 'g'),
    json_build_object('op', 'add_item', 'id', pg_temp.item('b'), 'meal_id', m.id, 'recipe_id', md5('recipe:chickpea_spinach_curry')::uuid, 'amount', 200, 'unit_code', 'g', 'alternative_of_id', pg_temp.item('a')),
    json_build_object('op', 'add_item', 'id', pg_temp.item('c'), 'meal_id', m.id, 'food_id', md5('food:09040')::uuid, 'amount', 1,
                      'food_portion_id', (select p.id from food_portions p where p.food_id = md5('food:09040')::uuid order by p.position limit 1)),
    json_build_object('op', 'set_target', 'nutrient_id', 307, 'maximum', 1500))))
     from (select m.id from meal_plan_meals m join meal_plan_days d on d.id = m.meal_plan_day_id where m.meal_plan_version_id = pg_temp.version('b1') and d.day_number = 1 and m.position = 1) m;
  perform edit_meal_plan_version(pg_temp.version('b2'), pg_temp.revision('b2'), pg_temp.edits(json_build_array(
    json_build_object('op', 'add_item', 'id', pg_temp.item('d'), 'meal_id', (select m.id from meal_plan_meals m where m.meal_plan_version_id = pg_temp.version('b2') limit 1), 'free_text', 'soup'))));
end $$;

-- What the practice itself says of a food
select tests.as_owner();
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance)
  select tests.org_id('dietitian@demo.test'), md5('food:08120')::uuid, a.id, 'may_contain', 'reviewed' from allergens a where a.org_id = '00000000-0000-0000-0000-000000000000' and a.code in ('gluten', 'sesame', 'peanut')
  on conflict do nothing;
insert into food_tags (org_id, food_id, tag_code, is_present, provenance) select tests.org_id('dietitian@demo.test'), md5('food:08120')::uuid, t.code, true, 'declared' from tags t on conflict do nothing;
select tests.authenticate_as('dietitian@demo.test');

-- Who may, and when
select throws_ok($$ select pg_temp.publish('b3') $$, 'TF021', null, 'an empty plan is not published');
select throws_ok($$ select publish_meal_plan_version(pg_temp.version('b1'), pg_temp.revision('b1') - 1, 'First') $$, 'TF010', null, 'what the publisher did not see is not published');
select tests.authenticate_as('assistant@demo.test');
select throws_ok($$ select pg_temp.publish('b1') $$, '42501', null, 'an assistant cannot publish');
select throws_ok($$ select pg_temp.publish('b2') $$, '42501', null, 'not even a template');
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select publish_meal_plan_version((select pg_temp.version('b1')), 1, 'First') $$, 'TF404', null, 'nor can an administrator who does not care for the client');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select publish_meal_plan_version(gen_random_uuid(), 1, 'First') $$, '42501', null, 'nor a client');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ do $x$ begin perform edit_meal_plan_version(pg_temp.version('b2'), pg_temp.revision('b2'), pg_temp.edits('[{"op": "update_version", "day_mapping": "weekday"}]')); perform pg_temp.publish('b2'); end $x$ $$,
  'TF400', null, 'a plan by weekday has whole weeks');
select is((pg_temp.publish('b2')).status, 'published', 'a template is published without a client to check it against');

-- Findings
do $$ begin perform set_config('test.findings', json_build_array(
  json_build_object('key', 'k1', 'rule_code', 'hypertension.sodium_day', 'rule_version', 1, 'outcome', 'breach', 'place', 'day:1', 'evidence_hash', 'e1', 'needs_reason', true, 'needs_acknowledgement', false, 'food_names', array['Curry']),
  json_build_object('key', 'k2', 'rule_code', 'allergy.peanut', 'rule_version', 1, 'outcome', 'undetermined', 'place', 'item:1', 'evidence_hash', 'e2', 'needs_reason', false, 'needs_acknowledgement', true, 'unknown_foods', array['Oats']),
  json_build_object('key', 'k3', 'rule_code', 'allergy.peanut', 'rule_version', 1, 'outcome', 'undetermined', 'place', 'item:2', 'evidence_hash', 'e3', 'needs_reason', false, 'needs_acknowledgement', true, 'unknown_foods', array['Banana']),
  json_build_object('key', 'k4', 'rule_code', 'warfarin.vitamin_k', 'rule_version', 2, 'outcome', 'warning', 'place', 'version', 'evidence_hash', 'e4', 'needs_reason', false, 'needs_acknowledgement', false))::text, true); end $$;
select throws_ok($$ select pg_temp.publish('b1') $$, 'TF022', null, 'a breach blocks');
select is((select string_agg(f ->> 'key', ' ' order by f ->> 'key') from json_array_elements(pg_temp.detail_of($$ select pg_temp.publish('b1') $$) -> 'findings') f), 'k1 k2 k3',
  'and all that needs a decision is listed, a warning is not');
select throws_ok($$ select pg_temp.publish('b1', array[row('k1', 'no')::safety_decision]) $$, 'TF400', null, 'a reason says something');
select throws_ok($$ select pg_temp.publish('b1', array[row('k1', 'Agreed with her cardiologist')::safety_decision]) $$, 'TF023', null, 'an undetermined contraindication blocks too');
select is((select string_agg(f ->> 'key', ' ' order by f ->> 'key') from json_array_elements(
    pg_temp.detail_of($$ select pg_temp.publish('b1', array[row('k1', 'Agreed with her cardiologist')::safety_decision]) $$) -> 'findings') f), 'k2 k3', 'and only what is still open is listed');
select is_empty($$ select 1 from safety_overrides o where o.meal_plan_version_id = pg_temp.version('b1') $$, 'a refused publish keeps no decision');
select is((pg_temp.publish('b1', array[row('k1', 'Agreed with her cardiologist'), row('k3', 'Asked the manufacturers')]::safety_decision[])).status, 'published',
  'with a reason for the breach and one acknowledgement for the rule it is published');
select results_eq($$ select o.rule_code, o.kind::text, o.place, o.reason, o.foods from safety_overrides o where o.meal_plan_version_id = pg_temp.version('b1') order by 1 $$,
  $$ values ('allergy.peanut', 'acknowledgement', 'version', 'Asked the manufacturers', array['Banana', 'Oats']),
            ('hypertension.sodium_day', 'override', 'day:1', 'Agreed with her cardiologist', array['Curry']) $$, 'both are kept, with the foods in question');
select is((select bool_and(o.created_by = tests.user_id('dietitian@demo.test')) from safety_overrides o where o.meal_plan_version_id = pg_temp.version('b1')), true, 'and who decided');
select throws_ok($$ update safety_overrides set reason = 'Another reason' $$, '42501', null, 'nobody rewrites a decision');

-- Again
select is((pg_temp.publish('b1')).content_hash, (select v.content_hash from meal_plan_versions v where v.id = pg_temp.version('b1')), 'the same request again gives the same answer, without asking again');
select throws_ok($$ select publish_meal_plan_version(pg_temp.version('b1'), pg_temp.revision('b1'), 'Another note') $$, 'TF020', null, 'another one is told that the version is published');

-- What was frozen
select tests.as_owner();
select is((select count(*) from audit.events e where e.table_name = 'meal_plan_versions' and e.row_id = pg_temp.version('b1')::text
              and e.after ->> 'status' = 'published' and e.user_id = tests.user_id('dietitian@demo.test') and e.client_id = (select maria from ids)), 1::bigint, 'history tells who published');
select is((select count(*) from audit.events e where e.table_name = 'meal_plan_versions' and e.row_id = pg_temp.version('b1')::text and e.action = 'update'), 2::bigint,
  'and has one event an edit and one a publish, however many rows they wrote');
create temp table frozen as
  select v.id, v.org_id, v.content_hash, c.content, c.facts::text as written, c.facts::jsonb as facts, c.nutrition::text as nutrition
    from meal_plan_versions v join published_contents c on c.meal_plan_version_id = v.id and c.org_id = v.org_id where v.id = pg_temp.version('b1');
grant select on frozen to public;
select is(f.content_hash, encode(public.digest(convert_to(f.content::text || E'\n' || f.written || E'\n' || f.nutrition, 'UTF8'), 'sha256'), 'hex'),
  'the hash is the SHA-256 of what was frozen') from frozen f;
select is(f.content #>> '{days,0,meals,0,items,0,name}', 'Oats, rolled, dry', 'names are frozen') from frozen f;
select ok((f.content #>> '{days,0,meals,0,items,2,grams}')::numeric > 0 and f.content #>> '{days,0,meals,0,items,2,portionLabel}' is not null, 'amounts and grams are') from frozen f;
select ok(f.content -> 'recipes' -> md5('recipe:chickpea_spinach_curry')::uuid::text ->> 'preparation' <> ''
          and jsonb_array_length(f.content -> 'recipes' -> md5('recipe:chickpea_spinach_curry')::uuid::text -> 'ingredients') > 5, 'preparation and ingredients are') from frozen f;
select is_empty($$ select k.key, k.value from frozen f, json_each(f.written::json) k where k.value::text <> k.value::text::jsonb::text $$,
  'of each food the facts are written as jsonb writes them');
select is(f.facts, (
    select jsonb_object_agg(e.key, jsonb_build_object(
             'nutrients', (select coalesce(jsonb_object_agg(n.nutrient_id, n.amount), '{}') from food_nutrients n where n.food_id = e.key::uuid),
             'allergens', (select coalesce(jsonb_object_agg(x.code, jsonb_build_object('presence', x.presence, 'provenance', x.provenance)), '{}')
                             from (select distinct on (a.code) a.code, s.presence, s.provenance from food_allergens s join allergens a on a.org_id = s.allergen_org_id and a.id = s.allergen_id
                                    where s.food_id = e.key::uuid and s.org_id in (f.org_id, '00000000-0000-0000-0000-000000000000') order by a.code, s.org_id <> f.org_id) x),
             'tags', (select coalesce(jsonb_object_agg(x.tag_code, jsonb_build_object('isPresent', x.is_present, 'provenance', x.provenance)), '{}')
                        from (select distinct on (s.tag_code) s.tag_code, s.is_present, s.provenance from food_tags s
                               where s.food_id = e.key::uuid and s.org_id in (f.org_id, '00000000-0000-0000-0000-000000000000') order by s.tag_code, s.org_id <> f.org_id) x)))
      from jsonb_object_keys(f.facts) e(key)), 'CLINICAL 15: and they are all that is said of each food, the organisation''s own word before the knowledge base''s') from frozen f;
select ok(f.facts -> md5('food:08120')::uuid::text -> 'nutrients' ? '307', 'nutrients of the foods are') from frozen f;
select ok((select count(*) > 5 from jsonb_each(f.facts) x where x.value ? 'allergens' and x.value ? 'tags'), 'allergens and tags of all foods, those of recipes included, are') from frozen f;
create temp table document (document text);
grant all on document to public;
select tests.authenticate_as('dietitian@demo.test');
insert into document select (meal_plan_version_document(pg_temp.version('b1'))::jsonb - 'findings')::text;
select tests.as_owner();
update foods set name = 'Renamed' where id in (md5('food:08120')::uuid, md5('food:09040')::uuid);
update food_nutrients set amount = amount * 2 where food_id = md5('food:08120')::uuid;
update food_portions set grams = grams * 2 where food_id = md5('food:09040')::uuid;
update recipes set preparation = 'Burn it.', name = 'Other curry' where id = md5('recipe:chickpea_spinach_curry')::uuid;
update meal_plans set name = 'Renamed plan' where id = '00000000-0000-4000-8000-0000000000b1';
select tests.authenticate_as('dietitian@demo.test');
select is(replace((meal_plan_version_document(pg_temp.version('b1'))::jsonb - 'findings' - 'plan')::text, ', "changed": true', ''), (select (document::jsonb - 'plan')::text from document),
  'when the library changes, the published version does not');
select results_eq($$ select i ->> 'id' from json_array_elements(meal_plan_version_document(pg_temp.version('b1')) #> '{days,0,meals,0,items}') i where i ->> 'changed' = 'true' $$,
  $$ select pg_temp.item('a')::text $$, 'but says which items'' facts are not the same any more');
select is(meal_plan_version_nutrition(pg_temp.version('b1'))::jsonb::text, (select nutrition from frozen), 'and its nutrition is the one it was published with');

-- Nothing changes it: the application's roles
select throws_ok($$ select edit_meal_plan_version(pg_temp.version('b1'), pg_temp.revision('b1'), pg_temp.edits('[{"op": "update_version", "note": "x"}]')) $$,
  'TF020', 'Version 1 is published and never changes. Clone it and change the clone.', 'no function edits a published version, and it says so');
create temp table statements (statement text);
insert into statements
  select format(s, t.name) from unnest(array['meal_plan_versions', 'meal_plan_targets', 'meal_plan_days', 'meal_plan_meals', 'meal_plan_items', 'published_contents']) t(name),
         unnest(array['update app_public.%s set org_id = org_id', 'delete from app_public.%s']) s; -- truncate: see the race tests
insert into statements values ('insert into app_public.meal_plan_days (meal_plan_version_id, day_number) values (pg_temp.version(''b1''), 9)'),
  ('insert into app_public.published_contents (meal_plan_version_id, content, facts, nutrition) values (pg_temp.version(''b1''), ''{}'', ''{}'', ''{}'')');
grant select on statements to public;
select throws_ok(statement, '42501', null, 'a dietitian cannot: ' || statement) from statements;
select tests.authenticate_as('assistant@demo.test');
select throws_ok(statement, '42501', null, 'an assistant cannot: ' || statement) from statements;
select tests.authenticate_as('org_admin@demo.test');
select throws_ok(statement, '42501', null, 'an administrator cannot: ' || statement) from statements;
select tests.authenticate_as('client@demo.test');
select throws_ok(statement, '42501', null, 'a client cannot: ' || statement) from statements;
select tests.authenticate_as('researcher@demo.test');
select throws_ok(statement, '42501', null, 'a researcher cannot: ' || statement) from statements;

-- Nothing changes it: who may write the tables, the owner included
select tests.as_owner();
insert into meal_plan_targets (org_id, meal_plan_version_id, nutrient_id, minimum) select f.org_id, pg_temp.version('b3'), 208, 1 from frozen f;
create temp table writes (statement text);
insert into writes
  select format('update app_public.%s set org_id = org_id where meal_plan_version_id = %L', t.name, f.id) from frozen f, unnest(array['meal_plan_targets', 'meal_plan_days', 'meal_plan_meals', 'meal_plan_items', 'published_contents']) t(name)
  union all
  select format('delete from app_public.%s where meal_plan_version_id = %L', t.name, f.id) from frozen f, unnest(array['meal_plan_targets', 'meal_plan_days', 'meal_plan_meals', 'meal_plan_items', 'published_contents']) t(name)
  union all
  select format(s, f.id) from frozen f, unnest(array[
    'update app_public.meal_plan_versions set note = ''x'' where id = %L',
    'update app_public.meal_plan_versions set status = ''draft'', content_hash = null, published_at = null, published_by = null where id = %L',
    'delete from app_public.meal_plan_versions where id = %L']) s
  union all
  select format(s, f.org_id, f.id, pg_temp.version('b3')) from frozen f, unnest(array[
    'insert into app_public.meal_plan_days (org_id, meal_plan_version_id, day_number) values (%L, %L, 9)',
    'insert into app_public.meal_plan_targets (org_id, meal_plan_version_id, nutrient_id, minimum) values (%L, %L, 203, 1)',
    'update app_public.meal_plan_targets set meal_plan_version_id = %2$L where meal_plan_version_id = %3$L']) s
  union all
  select format('update app_public.meal_plan_targets set meal_plan_version_id = %L where meal_plan_version_id = %L', pg_temp.version('b3'), f.id) from frozen f
  union all
  select format('merge into app_public.meal_plan_items i using (select 1) s on i.meal_plan_version_id = %L when matched then update set amount = 1', f.id) from frozen f;
grant select on writes to public;
do $$ begin perform set_config('app.org_id', (select org_id::text from frozen), true); end $$;
set local role tf_definer;
select throws_ok(statement, 'TF020', null, 'a definer function cannot: ' || statement) from writes;
set local role tf_owner;
select throws_ok(statement, 'TF020', null, 'the owner cannot: ' || statement) from writes;
select throws_like($$ update app_public.meal_plan_items set amount = 1 where id = pg_temp.item('a') $$, '%never changes, whoever asks, a database administrator included%', 'and it says so in words');
select lives_ok($$ update app_public.meal_plan_days set note = 'x' where meal_plan_version_id = pg_temp.version('b3') $$, 'a draft can be written by the owner');
select is(f.content_hash, app_private.meal_plan_content_hash(c.content, c.facts, c.nutrition), 'after all of this the hash is still the one of the content')
  from frozen f join published_contents c on c.meal_plan_version_id = f.id;

select * from finish();
