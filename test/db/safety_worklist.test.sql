-- The lists of open and of closed alerts: whose, in which order, by what (CLINICAL 28: none disappears).
select no_plan();

-- A client who follows a plan of the demo practice, and another who does not.
create temp table ids as
  select a.org_id as org, a.client_id as client, a.id as assignment, tests.new_client() as other
    from meal_plan_assignments a
   where a.org_id = tests.org_id('dietitian@demo.test') and a.status = 'active' limit 1;
grant select on ids to public;
select ok((select count(*) = 1 from ids), 'somebody follows a plan');

create function pg_temp.alert(rule text, p_severity rule_severity, p_outcome finding_outcome, p_cause safety_cause, hours_ago integer, closed safety_close_cause default null) returns void language sql as $$
  insert into app_public.safety_alerts (org_id, client_id, meal_plan_assignment_id, rule_code, rule_version, severity, outcome, place, evidence_hash, finding, cause, opened_at, closed_at, close_cause)
  select org, client, assignment, rule, 1, p_severity, p_outcome, 'version', 'x', '{}', p_cause, now() - make_interval(hours => hours_ago),
         case when closed is not null then now() - make_interval(hours => hours_ago - 1) end, closed from ids
$$;
do $$ begin
  perform pg_temp.alert('t.caution', 'caution', 'warning', 'food', 2), pg_temp.alert('t.open', 'contraindicated', 'undetermined', 'profile', 3),
          pg_temp.alert('t.breach', 'contraindicated', 'breach', 'profile', 4),
          pg_temp.alert('t.gone', 'caution', 'warning', 'food', 9, 'gone'), pg_temp.alert('t.decided', 'contraindicated', 'breach', 'rule', 6, 'decided');
end $$;

select tests.authenticate_as('dietitian@demo.test');
select results_eq($$ select a.rule_code from open_safety_alerts((select client from ids)) a $$, $$ values ('t.breach'), ('t.open'), ('t.caution') $$, 'the open ones, the gravest first');
select results_eq($$ select a.rule_code from open_safety_alerts((select client from ids), cause => 'food') a $$, $$ values ('t.caution') $$, 'by cause');
select results_eq($$ select a.rule_code from open_safety_alerts((select client from ids), 'contraindicated', 'undetermined') a $$, $$ values ('t.open') $$, 'by severity and outcome');
select is_empty($$ select from open_safety_alerts((select other from ids)) $$, 'nothing of one client among those of another');
select results_eq($$ select a.rule_code from closed_safety_alerts((select client from ids)) a $$, $$ values ('t.decided'), ('t.gone') $$, 'CLINICAL 28: the closed ones stay listed, the latest first');
select results_eq($$ select a.rule_code from closed_safety_alerts(close_cause => 'gone') a where a.rule_code like 't.%' $$, $$ values ('t.gone') $$, 'of all clients by what closed them');
select results_eq($$ select a.rule_code from closed_safety_alerts((select client from ids), outcome => 'breach', cause => 'rule') a $$, $$ values ('t.decided') $$, 'by outcome and cause');
select is_empty($$ select from closed_safety_alerts((select other from ids)) $$, 'nothing of one client among those of another');

select tests.authenticate_as('assistant@demo.test');
select isnt_empty($$ select from closed_safety_alerts((select client from ids)) $$, 'an assistant of the care team reads them, too');
select tests.authenticate_as('org_admin@demo.test');
select is_empty($$ select from closed_safety_alerts() a where a.rule_code like 't.%' $$, 'an org_admin who does not care for the client reads none');
select tests.authenticate_as('dietitian@other.test');
select is_empty($$ select from closed_safety_alerts((select client from ids)) $$, 'nor does another organisation');
select tests.authenticate_as('researcher@demo.test');
select throws_ok($$ select from closed_safety_alerts() $$, '42501', null, 'a researcher may not ask');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select from closed_safety_alerts() $$, '42501', null, 'nor may a client');
select tests.as_owner();
select is((select count(*) from safety_alerts where rule_code like 't.%'), 5::bigint, 'all of them are still there');

select * from finish();
