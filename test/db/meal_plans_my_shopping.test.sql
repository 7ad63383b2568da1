-- What a client buys for days of her own plan: as published, by date, in her language; nobody else's.
select no_plan();

create temp table ids as
  select tests.org_id('client@demo.test') as org, tests.client_id('client@demo.test') as client, (select g.client_id from client_guardians g where g.user_id = tests.user_id('parent@demo.test') limit 1) as child,
         tests.new_food('Banana, raw') as banana, tests.new_food('Oats') as oats, tests.new_food('Eel') as eel,
         uuidv7() as first, uuidv7() as second, uuidv7() as of_child, date '2031-03-03' as monday;
update foods set refuse_share = 0.36 from ids where id = banana;
update foods set refuse_share = 0 from ids where id = oats;
create temp table versions as select
  -- Two days that repeat, and a plan of one day after it.
  tests.new_plan(client, json_build_array(json_build_array(json_build_array(json_build_object('food', banana, 'grams', 128), json_build_object('text', 'Tea'))),
                                          json_build_array(json_build_array(json_build_object('food', oats, 'grams', 80), json_build_object('food', eel, 'grams', 50, 'or', true))))::jsonb) as a,
  tests.new_plan(client, json_build_array(json_build_array(json_build_array(json_build_object('food', banana, 'grams', 64))))::jsonb) as b,
  tests.new_plan(child, json_build_array(json_build_array(json_build_array(json_build_object('food', oats, 'grams', 40))))::jsonb) as c from ids;
update clients c set locale = 'de-DE', energy_unit = 'kJ' from ids where c.id = ids.client;
insert into care_assignments (org_id, client_id, member_id, starts_on)
  select org, c, tests.member_id('dietitian@demo.test'), current_date - 30 from ids, unnest(array[client, child]) c
   where not exists (select from app_private.care a where a.client_id = c and a.member_id = tests.member_id('dietitian@demo.test'));
grant select on ids, versions to public;
create function pg_temp.follow(version uuid, assignment uuid, starts_on date, ends_on date) returns void language plpgsql as $$
declare
  v_decisions app_public.safety_decision[];
begin
  select array_agg(row(f.key, 'Talked about it')::app_public.safety_decision) into v_decisions
    from app_public.meal_plan_versions v, app_public.explain_finding(v.id, v.client_id, null, starts_on) f where v.id = version and (f.needs_reason or f.needs_acknowledgement);
  perform app_public.publish_meal_plan_version(v.id, v.revision, 'Go', coalesce(v_decisions, '{}')) from app_public.meal_plan_versions v where v.id = version;
  perform app_public.assign_meal_plan_version(assignment, version, starts_on, ends_on, coalesce(v_decisions, '{}'));
end $$;
create function pg_temp.line(food text, list json) returns text language sql as $$
  select concat_ws(' ', f ->> 'edibleG', f ->> 'boughtG', f ->> 'isRefuseKnown') from json_array_elements(list -> 'groups') g, json_array_elements(g -> 'foods') f where f ->> 'name' = food $$;
create function pg_temp.list(days integer[], people numeric default 1) returns json language sql as $$
  select my_shopping_list(array(select monday + n from ids, unnest(days) n), people) $$;
grant execute on all functions in schema pg_temp to public;

select tests.authenticate_as('dietitian@demo.test');
do $$ begin
  perform pg_temp.follow(a, first, monday, monday + 7), pg_temp.follow(b, second, monday + 7, null), pg_temp.follow(c, of_child, monday, null) from ids, versions;
end $$;

-- The client
select tests.authenticate_as('client@demo.test');
select is(pg_temp.line('Banana, raw', pg_temp.list('{0}')), '128.0 200.0 true', 'CLINICAL 1: 128 g are bought as 128 / (1 − 0.36)');
select is(pg_temp.line('Banana, raw', pg_temp.list('{0,2,4,0}')), '384.0 600.0 true', 'CLINICAL 10: a day that comes again is bought for again, a date once');
select is(pg_temp.line('Oats', pg_temp.list('{0}')), null, 'and of a day only what it needs');
select is(pg_temp.line('Banana, raw', pg_temp.list('{6,7}', 2)), '384.0 600.0 true', 'dates of two plans are one list, for as many people as eat');
select is((select string_agg(d ->> 'date' || ' ' || (d ->> 'status') || ' ' || coalesce(d ->> 'dayNumber', '–'), ', ') from json_array_elements(pg_temp.list('{-1,1,7}') -> 'days') d),
  '2031-03-02 nothing –, 2031-03-04 prescribed 2, 2031-03-10 prescribed 1', 'each date says what it is');
select is((pg_temp.list('{-1}') -> 'groups')::text, '[]', 'for a day without a plan nothing is bought');
select is((select concat_ws(' ', l ->> 'locale', l ->> 'energyUnit', l ->> 'people') from pg_temp.list('{0}', 1.50) l), 'de-DE kJ 1.5', 'in the client''s language and units');
select is((pg_temp.list('{0,2}') -> 'written')::jsonb, '[{"text": "Tea", "times": 2, "isRecipe": false}]', 'CLINICAL 7: words stand as they are written');
select is((select concat_ws(' ', c ->> 'date', c ->> 'dayNumber', c ->> 'counted', c -> 'others' ->> 0) from json_array_elements(pg_temp.list('{0,1}') -> 'choices') c),
  '2031-03-04 2 Oats Eel', 'CLINICAL 8: of alternatives the first counts, the others are named, with their date');
select throws_ok($$ select my_shopping_list('{}') $$, 'TF137', null, 'no days');
select throws_ok($$ select my_shopping_list(array[current_date, null]) $$, 'TF137', null, 'an unknown day');
select throws_ok($$ select my_shopping_list(array(select current_date + n from generate_series(1, 85) n)) $$, 'TF137', null, 'too many days');
select throws_ok($$ select pg_temp.list('{0}', 0) $$, 'TF137', null, 'nobody');
select throws_ok($$ select shopping_list((select a from versions)) $$, '42501', null, 'the list of a version is not hers to ask');

-- Frozen
create temp table before as select pg_temp.list('{0,1,7}')::jsonb as list;
grant select on before to public;
select tests.as_owner();
update foods set refuse_share = 0.9, name = 'Plantain' from ids where id = banana;
select tests.authenticate_as('client@demo.test');
select is(pg_temp.list('{0,1,7}')::jsonb, b.list, 'CLINICAL 15: nothing later changes what was published') from before b;
-- A food that another version knows otherwise: each is bought as it was published, and stands there once.
select tests.authenticate_as('dietitian@demo.test');
create temp table later as select uuidv7() as id;
grant select on later to public;
do $$ begin
  perform end_meal_plan_assignment(second, monday + 8) from ids;
  perform clone_meal_plan_version(later.id, b) from later, versions;
end $$;
create temp table clone as select v.id from meal_plan_versions v, later where v.id = later.id;
grant select on clone to public;
do $$ begin perform pg_temp.follow(clone.id, uuidv7(), monday + 8, null) from clone, ids; end $$;
select tests.authenticate_as('client@demo.test');
select is(pg_temp.line('Plantain', pg_temp.list('{7,8}')), '128.0 740.0 true', 'of two versions a food is one line: 64 / (1 − 0.36) + 64 / (1 − 0.9)');
select is(pg_temp.line('Banana, raw', pg_temp.list('{7,8}')), null, 'called as in the last');

-- Stopped
select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform suspend_meal_plan_assignment(first, 'He is unwell') from ids; end $$;
select tests.authenticate_as('client@demo.test');
select is((select concat_ws(' ', l -> 'days' -> 0 ->> 'status', l -> 'days' -> 0 ->> 'dayNumber', l ->> 'groups', l ->> 'written', l ->> 'message') from pg_temp.list('{0}') l),
  'stopped [] [] This plan was stopped. Please contact the clinic.', 'CLINICAL 17: nothing is bought for a plan that was stopped, and the notice is there');
select doesnt_match(pg_temp.list('{0}')::text, 'unwell', 'without the reason, which is the staff''s');

-- Whose
select tests.authenticate_as('parent@demo.test');
select is(pg_temp.line('Oats', pg_temp.list('{0}')), '40.0 40.0 true', 'a guardian reads the child''s');
select tests.as_owner();
update client_guardians g set ended_on = current_date - 1, started_on = current_date - 100 from ids where g.client_id = child;
select tests.authenticate_as('parent@demo.test');
select throws_ok($$ select pg_temp.list('{0}') $$, 'TF404', null, 'until the guardianship ends');
select tests.authenticate_as('client@other.test');
select is((pg_temp.list('{0}') -> 'groups')::text, '[]', 'a client of another organisation has her own plan only');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select pg_temp.list('{0}') $$, '42501', null, 'staff read the list of a version');
select * from finish();
