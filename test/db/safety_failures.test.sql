-- A plan that cannot be checked again is never silently as it was: whoever cares for the client sees it, and an org_admin that there are
-- such plans, until a check succeeds.
select no_plan();

create temp table ids as
  select tests.org_id('dietitian@demo.test') as org, tests.new_client() as anna, tests.new_client() as bert, uuidv7() as assignment,
         tests.new_food('Curd', '{"protein": 12, "sodium": 400}') as curd;
grant select on ids to public;
insert into client_conditions (org_id, client_id, condition_id) select org, anna, app_private.kb_id('condition', 'osteoporosis') from ids;
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, anna, 'weight', 70, current_date - 5 from ids;
create temp table plan as
  select tests.new_plan(anna, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('food', curd, 'grams', 100))))) as version from ids;
grant select on plan to public;
select tests.authenticate_as('dietitian@demo.test');
create function pg_temp.decisions() returns app_public.safety_decision[] language sql as $$
  select array(select row(f.key, 'Talked about it')::app_public.safety_decision from plan, app_public.meal_plan_versions v, app_public.explain_finding(v.id, v.client_id, null) f
                where v.id = version and (f.needs_reason or f.needs_acknowledgement))
$$;
do $$ begin
  perform publish_meal_plan_version(version, v.revision, 'Go', pg_temp.decisions()) from plan join meal_plan_versions v on v.id = version;
  perform assign_meal_plan_version((select assignment from ids), version, current_date - 1, null, pg_temp.decisions()) from plan;
end $$;

-- What the worker does: the knowledge base's changes, the organisation's own, then what is due. Answers how many failed.
create function pg_temp.work() returns integer language plpgsql as $$
declare
  v_org constant uuid := (select org from ids);
  v_ids uuid[];
  v_failed integer := 0;
  v_batch record;
begin
  perform tests.as_owner();
  v_ids := array(select id from app_private.safety_changes where org_id = '00000000-0000-0000-0000-000000000000');
  perform set_config('app.org_id', v_org::text, true);
  perform app_private.copy_library_changes(v_org, v_ids), app_private.forget_library_changes(v_ids);
  while app_private.resolve_safety_changes(v_org) > 0 loop null; end loop;
  loop
    select * into v_batch from app_private.recheck_batch(v_org);
    exit when v_batch.checked + v_batch.failed = 0;
    v_failed := v_failed + v_batch.failed;
  end loop;
  perform tests.as_owner();
  return v_failed;
end $$;
create function pg_temp.told(p_kind text) returns setof text language sql as $$
  select u.email::text from app_public.notifications n join app_public.memberships m on (m.org_id, m.id) = (n.org_id, n.member_id) join app_public.users u on u.id = m.user_id
   where n.kind = p_kind and n.org_id = (select org from ids) and n.client_id is not distinct from case when p_kind = 'recheck_failed' then (select anna from ids) end order by 1
$$;
create function pg_temp.unchecked() returns boolean[] language sql as $$
  select array[(select meal_plan_assignments_unchecked_since(a) is not null from meal_plan_assignments a where a.id = assignment), (select clients_unchecked_since(c) is not null from clients c where c.id = anna)] from ids
$$;
select tests.as_owner();
select is(pg_temp.work(), 0, 'all plans can be checked');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.unchecked(), '{f,f}', 'and none is marked');

-- A rule whose bound no number holds once it is multiplied by a weight. Nobody can state one: what refuses it looks away.
select tests.as_owner();
create function pg_temp.rule(p_version integer) returns uuid language sql as $$
  alter table contraindication_rules disable trigger _200_sound;
  select app_private.define_rule(code => 'test.raises', version => p_version, severity => 'contraindicated', condition => 'osteoporosis', nutrient => 'protein', per => 'day', maximum => 50,
    unit => 'g/kg', weight => 'actual', weight_max_age_days => 90, message => 'A rule of a test.', rationale => 'It is made for a test.', citation => 'The clinical semantics of this product.');
  update contraindication_rules r set maximum = 1e131071 where (r.code, r.version) = ('test.raises', p_version) and p_version <> 3;
  set constraints all immediate;
  alter table contraindication_rules enable trigger _200_sound;
  select r.id from contraindication_rules r where (r.code, r.version) = ('test.raises', p_version)
$$;
select isnt(pg_temp.rule(1), null, 'a rule that raises');
select throws_ok($$ select app_private.meal_plan_version_findings(org, version, anna, daterange(current_date, null)) from ids, plan $$, '22003', null, 'whenever it is evaluated');
select ok(pg_temp.work() > 0, 'CLINICAL 28: the worker tries the plan and fails');
select is((select count(*) from app_private.safety_rechecks q, ids where q.org_id = ids.org and q.client_id = anna), 1::bigint, 'it stays in the queue');

-- Who sees it
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.unchecked(), '{t,t}', 'CLINICAL 20: the plan and its client are marked for the care team');
select is((select clients_unchecked_since(c) is null from clients c where c.id = (select bert from ids)), true, 'and nobody else is');
select throws_ok($$ select unchecked_client_count() $$, '42501', null, 'how many there are in the organisation is not hers to ask');
select tests.authenticate_as('assistant@demo.test');
select is(pg_temp.unchecked(), '{t,t}', 'an assistant of the care team sees the same');
select tests.authenticate_as('org_admin@demo.test');
select is((select clients_unchecked_since(c) is null from clients c where c.id = (select anna from ids)), true, 'an org_admin who does not care for her does not see whom it is about');
select is(unchecked_client_count(), 1, 'but that there is somebody');
select tests.authenticate_as('org_admin@other.test');
select is(unchecked_client_count(), 0, 'and another organisation nothing');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select unchecked_client_count() $$, '42501', null, 'clients may not ask');
select throws_ok($$ select clients_unchecked_since(c) from clients c $$, '42501', null, 'of themselves neither');
select tests.as_owner();
select results_eq($$ select pg_temp.told('recheck_failed') $$, $$ values ('assistant@demo.test'), ('dietitian@demo.test') $$, 'the care team is told');
select results_eq($$ select pg_temp.told('rechecks_failing') $$, $$ values ('org_admin@demo.test') $$, 'and the org_admin that something is wrong');
select is((select n.payload - 'actorName' from notifications n where n.kind = 'rechecks_failing'), '{}', 'without a word about whom');

-- Again and again
create temp table since as select failing_since from app_private.safety_rechecks q where q.client_id = (select anna from ids);
update app_private.safety_rechecks set due_at = now() - interval '1 minute', failing_since = failing_since - interval '1 hour';
select is(pg_temp.work(), 1, 'it is tried again, and fails again');
select is((select q.failing_since = since.failing_since - interval '1 hour' and q.attempts >= 2 from app_private.safety_rechecks q, since where q.client_id = (select anna from ids)), true, 'it is marked since the first time');
select is((select count(*) from pg_temp.told('recheck_failed')) + (select count(*) from pg_temp.told('rechecks_failing')), 3::bigint, 'nobody is told again');
insert into body_metrics (org_id, client_id, kind, value, measured_on) select org, anna, 'weight', 71, current_date - 4 from ids;
do $$ begin perform app_private.resolve_safety_changes(org) from ids; end $$;
select is((select q.attempts = 0 and q.failing_since is not null from app_private.safety_rechecks q where q.client_id = (select anna from ids)), true, 'a change has it tried at once, and takes no mark away');
select is(pg_temp.work(), 1, 'which fails as well');
do $$ begin perform app_private.begin_nightly_sweep(org) from ids; end $$;
select is((select q.failing_since is not null from app_private.safety_rechecks q where q.client_id = (select anna from ids)), true, 'nor does the night');

-- Whom a rule is about may itself be what cannot be found out.
create temp table kept as select pg_get_functiondef('app_private.triggered_rule_list(uuid, uuid, daterange, boolean, boolean)'::regprocedure) as text;
create or replace function app_private.triggered_rule_list(org uuid, client uuid, period daterange, of_food boolean, of_lone_food boolean) returns app_private.client_rule[] language plpgsql stable as $$
begin
  raise exception 'broken' using errcode = '22012';
end $$;
create temp table followed as select f.client_id from app_private.followed_assignments f, ids where f.org_id = ids.org;
grant select on followed to public;
select is((select array_agg(distinct t.client_id) from ids, app_private.touched_assignments(org, 'weight', array[anna], null, null) t), (select array[anna] from ids), 'a weight touches the client''s plan, whatever the rules say');
select set_eq($$ select t.client_id from ids, app_private.touched_assignments(org, 'rule', null, '{test.raises}', null) t $$, $$ select client_id from followed $$, 'a rule everybody who follows a plan');
select isnt(pg_temp.rule(2), null, 'such a rule is shipped');
select ok(pg_temp.work() > 0, 'and is not forgotten');
select tests.authenticate_as('org_admin@demo.test');
select is(unchecked_client_count(), (select count(distinct client_id)::integer from followed), 'all of their plans are marked');

-- Until a check succeeds
select tests.as_owner();
do $$ begin execute (select text from kept); end $$;
select isnt(pg_temp.rule(3), null, 'the rule is mended');
update app_private.safety_rechecks set due_at = now() - interval '1 minute'; -- each is tried again by itself, after a while
select is(pg_temp.work(), 0, 'the plans are checked');
select is_empty($$ select from app_private.safety_rechecks q, ids where q.org_id = ids.org $$, 'and nothing is left in the queue');
select tests.authenticate_as('dietitian@demo.test');
select is(pg_temp.unchecked(), '{f,f}', 'no mark is left');
select tests.authenticate_as('org_admin@demo.test');
select is(unchecked_client_count(), 0, 'nor anything for the org_admin');

-- The next time is another time.
select tests.as_owner();
select isnt(pg_temp.rule(4), null, 'it breaks again');
select ok(pg_temp.work() > 0, 'and fails');
select is((select count(*) from pg_temp.told('rechecks_failing')), 2::bigint, 'which is told again');
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select suspend_meal_plan_assignment((select assignment from ids), 'Until it can be checked') $$, 'the plan is stopped');
select is(pg_temp.unchecked(), '{f,f}', 'so it is marked no more: nobody follows it');
select tests.authenticate_as('org_admin@demo.test');
select is(unchecked_client_count(), 0, 'nor counted');
select tests.as_owner();
update app_private.safety_rechecks set due_at = now() - interval '1 minute';
select is(pg_temp.work(), 0, 'and there is nothing to evaluate');

-- What is left over of a night lets other jobs go first.
select tests.as_owner();
do $$ begin
  delete from app_private.safety_sweeps s using ids where s.org_id = ids.org;
  perform app_private.begin_nightly_sweep(org) from ids;
  update app_private.safety_rechecks q set due_at = now() - interval '1 minute' from ids where q.org_id = ids.org;
end $$;
select results_eq($$ select l.has_rechecks, l.is_nightly from ids, app_private.safety_leftovers() l where l.org_id = ids.org $$, $$ values (true, true) $$, 'what the night left is for the night');
update app_private.safety_rechecks q set priority = 0 from ids where q.org_id = ids.org and q.meal_plan_assignment_id = (select min(x.meal_plan_assignment_id::text)::uuid from app_private.safety_rechecks x where x.org_id = ids.org);
select results_eq($$ select l.has_rechecks, l.is_nightly from ids, app_private.safety_leftovers() l where l.org_id = ids.org $$, $$ values (true, false) $$, 'what somebody waits for is not');
select * from finish();
