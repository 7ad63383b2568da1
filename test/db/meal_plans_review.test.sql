-- A draft that is ready for review: who says so, who is told, what closes it; and who sees none of it.
select no_plan();

create function pg_temp.edits(edits json) returns app_public.meal_plan_edit[] language sql as
  $$ select array(select json_populate_record(null::app_public.meal_plan_edit, e.value) from json_array_elements(edits) with ordinality e order by e.ordinality) $$;
create function pg_temp.id(n text) returns uuid language sql immutable as $$ select ('00000000-0000-4000-8006-' || lpad(n, 12, '0'))::uuid $$;
create function pg_temp.version(plan text) returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = pg_temp.id(plan) order by v.number desc limit 1 $$;
create function pg_temp.revision(plan text) returns integer language sql as $$ select v.revision from app_public.meal_plan_versions v where v.id = pg_temp.version(plan) $$;
create function pg_temp.add(plan text, words text) returns void language sql as
  $$ select app_public.edit_meal_plan_version(pg_temp.version(plan), pg_temp.revision(plan), pg_temp.edits(json_build_array(json_build_object(
       'op', 'add_item', 'id', gen_random_uuid(), 'free_text', words,
       'meal_id', (select m.id from app_public.meal_plan_meals m where m.meal_plan_version_id = pg_temp.version(plan) order by m.position limit 1))))) $$;
create function pg_temp.ready(plan text, note text default '') returns app_public.meal_plan_versions language sql as
  $$ select app_public.request_meal_plan_review(pg_temp.version(plan), pg_temp.revision(plan), note) $$;
create function pg_temp.told(kind text) returns table (email text, payload jsonb) language sql as
  $$ select u.email::text, n.payload from app_public.notifications n join app_public.memberships m on m.id = n.member_id join app_public.users u on u.id = m.user_id
      where n.kind = told.kind order by n.id $$;
grant execute on all functions in schema pg_temp to public;
create temp table people as select tests.org_id('dietitian@demo.test') as org, tests.new_client() as anna;
grant select on people to public;

select tests.authenticate_as('assistant@demo.test');
do $$ begin
  perform create_meal_plan(pg_temp.id('1'), 'Anna, low potassium', (select anna from people), 1, array['Lunch']);
  perform create_meal_plan(pg_temp.id('2'), 'Soups', null, 1, array['Lunch']);
end $$;

-- Saying that it is ready
select throws_ok($$ select pg_temp.ready('1') $$, 'TF021', null, 'an empty draft is not ready');
do $$ begin perform pg_temp.add('1', 'soup'); perform pg_temp.add('2', 'soup'); end $$;
select throws_ok($$ select request_meal_plan_review(pg_temp.version('1'), pg_temp.revision('1') - 1) $$, 'TF010', null, 'nor is one that was changed since it was looked at');
select throws_ok($$ select request_meal_plan_review(gen_random_uuid(), 1) $$, 'TF404', null, 'nor one that there is not');
select throws_ok($$ select pg_temp.ready('1', repeat('x', 2001)) $$, 'TF400', null, 'nor with a note that nobody would read');
select is((pg_temp.ready('1', ' Is the sodium right? ')).review_note, 'Is the sodium right?', 'an assistant says that a draft is ready, with a note');
select is((pg_temp.ready('1', 'Is the sodium right?')).review_requested_revision, pg_temp.revision('1'), 'and again, with the same answer');
select is((pg_temp.ready('2')).review_note, '', 'a template too');
select results_eq($$ select v.id from meal_plans_to_review() v where v.meal_plan_id in (pg_temp.id('1'), pg_temp.id('2')) $$, $$ select pg_temp.version(p) from unnest(array['1', '2']) p $$,
  'it stands on the worklist, what waits longest first');
select throws_ok($$ select return_meal_plan_version(pg_temp.version('1'), 'Less salt please') $$, '42501', null, 'an assistant sends nothing back');
select throws_ok($$ select publish_meal_plan_version(pg_temp.version('1'), pg_temp.revision('1')) $$, '42501', null, 'and publishes nothing');
select tests.as_owner();
select results_eq($$ select email, payload ->> 'actorName', payload ->> 'planName', payload ? 'reason' from pg_temp.told('plan_review_requested') order by payload ? 'planName', email $$,
  $$ select e, (select display_name from users where id = tests.user_id('assistant@demo.test')), p, r
       from (values ('dietitian@demo.test', null, false)) one(e, p, r)
      union all
     select u.email::text, (select display_name from users where id = tests.user_id('assistant@demo.test')), 'Soups', false
       from memberships m join users u on u.id = m.user_id where m.org_id = (select org from people) and m.role = 'dietitian' and m.status = 'active' order by 3 nulls first, 1 $$,
  'who cares for the client and may publish is told once, without the plan''s name and the note, which may tell what ails them; of a template every dietitian');

-- Whose it is to see
select tests.authenticate_as('dietitian@demo.test');
select is((select v.review_requested_by from meal_plans_to_review() v where v.id = pg_temp.version('1')), tests.user_id('assistant@demo.test'), 'the dietitian sees who prepared it');
select is(meal_plan_version_document(pg_temp.version('1')) #>> '{review,note}', 'Is the sodium right?', 'and what they ask, in the builder');
select ok(meal_plan_version_document(pg_temp.version('1')) #>> '{review,isMine}' = 'false' and meal_plan_version_document(pg_temp.version('1')) #> '{review,returnedAt}' is not null, 'which knows that it is somebody else''s');
select tests.authenticate_as('dietitian@other.test');
select is_empty($$ select 1 from meal_plans_to_review() $$, 'another organisation sees nothing of it');
select throws_ok($$ select request_meal_plan_review(pg_temp.version('1'), 1) $$, 'TF404', null, 'says nothing of it');
select tests.authenticate_as('org_admin@demo.test');
select results_eq($$ select v.meal_plan_id from meal_plans_to_review() v where v.meal_plan_id in (pg_temp.id('1'), pg_temp.id('2')) $$, $$ values (pg_temp.id('2')) $$,
  'an administrator sees the template, and not the plan of a client whom she does not care for');
select tests.as_owner();
create temp table known as select pg_temp.version('1') as id, pg_temp.version('2') as template_id;
grant select on known to public;
select tests.authenticate_as('org_admin@demo.test');
select throws_ok($$ select return_meal_plan_version((select id from known), 'Less salt please') $$, 'TF404', null, 'nor sends it back');
select throws_ok($$ select withdraw_meal_plan_review((select id from known)) $$, 'TF404', null, 'nor takes it back');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select 1 from meal_plans_to_review() $$, '42501', null, 'a researcher has no worklist');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select 1 from meal_plans_to_review() $$, '42501', null, 'nor has a client');
select throws_ok($$ select request_meal_plan_review((select id from known), 1) $$, '42501', null, 'who asks for no review');

-- Changed since, sent back, ready again
select tests.authenticate_as('assistant@demo.test');
do $$ begin perform pg_temp.add('1', 'bread'); end $$;
select ok((select v.revision > v.review_requested_revision from meal_plans_to_review() v where v.id = pg_temp.version('1')), 'an edit afterwards shows as changed since');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select return_meal_plan_version(pg_temp.version('1'), 'no') $$, 'TF400', null, 'sending back says what is to be changed');
select is((return_meal_plan_version(pg_temp.version('1'), 'Less salt please')).review_requested_at, null, 'a dietitian sends it back');
select is((return_meal_plan_version(pg_temp.version('1'), 'Less salt please')).review_return_note, 'Less salt please', 'and again, with the same answer');
select throws_ok($$ select return_meal_plan_version(pg_temp.version('1'), 'More salt please') $$, 'TF130', null, 'but nothing else: it waits no more');
select is_empty($$ select 1 from meal_plans_to_review() v where v.id = pg_temp.version('1') $$, 'it is off the worklist');
select results_eq($$ select v.id from meal_plans_to_review(true) v where v.meal_plan_id = pg_temp.id('1') $$, $$ select pg_temp.version('1') $$, 'and stands among those that came back');
select tests.as_owner();
select results_eq($$ select email, payload ->> 'mealPlanVersionId' from pg_temp.told('plan_returned') $$,
  $$ values ('assistant@demo.test', pg_temp.version('1')::text) $$, 'whoever prepared it is told, once, and where');
select tests.authenticate_as('assistant@demo.test');
select is((pg_temp.ready('1')).review_returned_at, null, 'ready again, it is not sent back any more');
select is((withdraw_meal_plan_review(pg_temp.version('1'))).review_requested_at, null, 'it is taken back');
select is((withdraw_meal_plan_review(pg_temp.version('1'))).review_requested_at, null, 'and again');
select is_empty($$ select 1 from meal_plans_to_review() v where v.id = pg_temp.version('1') union all select 1 from meal_plans_to_review(true) v where v.id = pg_temp.version('1') $$, 'and waits for nobody');
do $$ begin perform pg_temp.ready('1', 'Now it is right'); end $$;

-- Publishing closes it
select tests.authenticate_as('dietitian@demo.test');
select is((publish_meal_plan_version(v.id, v.revision, 'Go', array(select row(f.key, 'Seen and agreed')::safety_decision from explain_finding(v.id, v.client_id, null) f))).status, 'published', 'the dietitian publishes it')
  from meal_plan_versions v where v.id = pg_temp.version('1');
select results_eq($$ select v.review_requested_at, v.review_note from meal_plan_versions v where v.id = pg_temp.version('1') $$, $$ values (null::timestamptz, '') $$, 'which closes the review: the client reads no note of it');
select is_empty($$ select 1 from meal_plans_to_review() v where v.id = pg_temp.version('1') $$, 'and clears the worklist');
select throws_ok($$ select request_meal_plan_review(pg_temp.version('1'), pg_temp.revision('1')) $$, 'TF020', null, 'what is published needs no review');
select throws_ok($$ select return_meal_plan_version(pg_temp.version('1'), 'Less salt please') $$, 'TF020', null, 'and is not sent back');
select throws_ok($$ select withdraw_meal_plan_review(pg_temp.version('1')) $$, 'TF020', null, 'nor taken back');
select tests.as_owner();
select results_eq($$ select email from pg_temp.told('plan_published') $$, array['assistant@demo.test'], 'whoever prepared it hears that it is published');
select results_eq($$ select e.after ->> 'review_note', e.user_id = tests.user_id('assistant@demo.test') from audit.events e
                      where e.table_name = 'meal_plan_versions' and e.row_id = pg_temp.version('1')::text and e.after ? 'review_note' and e.after ->> 'review_note' <> '' order by e.id $$,
  $$ values ('Is the sodium right?', true), ('Now it is right', true) $$, 'history tells who asked and when');
select tests.authenticate_as('dietitian@demo.test');
select results_eq($$ select h ->> 'number', h ->> 'createdBy', h ->> 'publishedBy', h #>> '{edits,0,by}', h #>> '{edits,0,steps}' from json_array_elements(meal_plan_version_history(pg_temp.version('1'))) h $$,
  $$ select '1', a.display_name::text, d.display_name::text, a.display_name::text, '2' from users a, users d where a.id = tests.user_id('assistant@demo.test') and d.id = tests.user_id('dietitian@demo.test') $$,
  'the history of a plan says who began, edited and published it');
select tests.authenticate_as('dietitian@other.test');
select throws_ok($$ select meal_plan_version_history((select id from known)) $$, 'TF404', null, 'to those who may see it');
select * from finish();
