-- Who reads logs and measures, and that nobody writes logs past log_batch.
select plan(37);

create temp table ids as
  select tests.org_id('client@demo.test') as org, tests.client_id('client@demo.test') as client, uuidv7() as log, uuidv7() as stranger, uuidv7() as strangers_log;
grant select on ids to public;
delete from care_assignments using ids where care_assignments.client_id = client;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, tests.member_id('dietitian@demo.test'), current_date - 30 from ids
  union all select org, client, tests.member_id('assistant@demo.test'), current_date - 30 from ids;
insert into clients (org_id, id, given_name, family_name) select org, stranger, 'Some', 'Stranger' from ids;
insert into meal_logs (org_id, id, client_id, logged_on, occurred_at, utc_offset_minutes, outcome, event_hashes)
  select org, log, client, current_date, now(), 0, 'unplanned'::meal_log_outcome, '{x}'::text[] from ids union all
  select org, strangers_log, stranger, current_date, now(), 0, 'unplanned', '{x}' from ids;
insert into meal_log_items (org_id, client_id, meal_log_id, position, free_text, nutrition) select org, client, log, 1, 'Soup', '{}'::json from ids
  union all select org, stranger, strangers_log, 1, 'Cake', '{}' from ids;
create temp view seen as select l.id from meal_logs l, ids where l.id in (log, strangers_log);
create temp view seen_items as select i.free_text from meal_log_items i, ids where i.meal_log_id in (log, strangers_log);
alter view seen set (security_invoker = true);
alter view seen_items set (security_invoker = true);
grant select on seen, seen_items to public;

select tests.authenticate_as('dietitian@demo.test');
select set_eq('select id from seen', 'select log from ids', 'a dietitian reads the logs of clients in her care');
select set_eq('select free_text from seen_items', array['Soup'], 'with what was eaten');
select tests.authenticate_as('assistant@demo.test');
select set_eq('select id from seen', 'select log from ids', 'so does an assistant in the care team');
select tests.authenticate_as('nutritionist@demo.test');
select is_empty('select id from seen', 'a dietitian without care reads none');
select is_empty('select free_text from seen_items', 'nor what was eaten');
select tests.authenticate_as('org_admin@demo.test');
select is_empty('select id from seen', 'an org_admin who is not assigned reads none');
select is_empty('select free_text from seen_items', 'nor what was eaten');
select tests.authenticate_as('client@demo.test');
select set_eq('select id from seen', 'select log from ids', 'a client reads their own, and nobody else''s');
select set_eq('select free_text from seen_items', array['Soup'], 'with what they ate');
select tests.authenticate_as('dietitian@other.test');
select is_empty('select id from seen', 'another practice reads none');
select tests.authenticate_as('client@other.test');
select is_empty('select free_text from seen_items', 'nor its clients');
select tests.authenticate_as('researcher@demo.test');
select throws_ok('select id from meal_logs', '42501', null, 'a researcher reads no logs');
select tests.authenticate_as_anonymous();
select throws_ok('select id from meal_logs', '42501', null, 'nobody signed in reads logs');

-- writing past the function
select tests.authenticate_as('client@demo.test');
select throws_ok($$ insert into meal_logs (id, client_id, logged_on, occurred_at, utc_offset_minutes, outcome, event_hashes)
                    select uuidv7(), client, current_date, now(), 0, 'eaten', '{x}' from ids $$, '42501', null, 'a client inserts no logs past log_batch');
select throws_ok($$ update meal_logs set note = 'x' $$, '42501', null, 'nor changes them');
select throws_ok($$ delete from meal_logs $$, '42501', null, 'nor deletes them');
select throws_ok($$ update meal_log_items set grams = 1 $$, '42501', null, 'nor what was eaten');
select throws_ok($$ select app_private.log_meal(org, stranger, '{}') from ids $$, '42501', null, 'internals stay closed');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ update meal_logs set note = 'x' $$, '42501', null, 'staff do not change what a client logged');
select throws_ok($$ delete from meal_log_items $$, '42501', null, 'nor delete it');

-- measures
select tests.authenticate_as('client@demo.test');
select lives_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select client, 'weight', 81.2, '2003-01-01' from ids $$, 'a client sends their weight');
select throws_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select stranger, 'weight', 81.2, '2003-01-01' from ids $$, '42501', null, 'and nobody else''s');
select throws_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select client, 'weight', 81.2, current_date + 3 from ids $$, 'TF092', 'A measurement is of today at the latest.', 'none of the future: it would be the latest');
select tests.authenticate_as('dietitian@demo.test');
select set_eq($$ select value from body_metrics where measured_on = '2003-01-01' $$, array[81.2], 'the care team sees it');
select lives_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select client, 'weight', 80.9, '2003-01-02' from ids $$, 'and enters its own');
select throws_ok($$ update body_metrics set measured_on = current_date + 3 where measured_on = '2003-01-02' $$, 'TF092', null, 'nor can one be moved there');
select throws_ok($$ insert into body_metrics (client_id, kind, value, measured_on) select stranger, 'weight', 1, '2003-01-02' from ids $$, '42501', null, 'for clients in care only');
select tests.authenticate_as('nutritionist@demo.test');
select is_empty($$ select value from body_metrics where measured_on <= '2003-01-02' $$, 'a dietitian without care sees none');
select tests.authenticate_as('client@other.test');
select is_empty($$ select value from body_metrics where measured_on <= '2003-01-02' $$, 'nor does another practice''s client');
select tests.as_owner();
select is((select count(*) from meal_logs l, ids where l.id in (log, strangers_log) and l.deleted_at is null), 2::bigint, 'both logs stand as they were');
-- What staff write to each other
select tests.authenticate_as('client@demo.test');
select lives_ok($$ select note, status from meal_plan_assignments $$, 'a client reads the note that is meant for her');
select throws_ok($$ select status_reason from meal_plan_assignments $$, '42501', null, 'not why staff stopped a plan');
select lives_ok($$ select number, note from meal_plan_versions $$, 'and what stands above the plan');
select throws_ok($$ select review_note from meal_plan_versions $$, '42501', null, 'not what staff wrote to whoever reviews it');
select throws_ok($$ select review_return_note from meal_plan_versions $$, '42501', null, 'nor what came back');
select throws_ok($$ select change_note from meal_plan_versions $$, '42501', null, 'nor what the publisher says has changed');
select tests.authenticate_as('dietitian@demo.test');
select lives_ok($$ select a.status_reason, v.review_note, v.review_return_note, v.change_note from meal_plan_assignments a, meal_plan_versions v $$, 'staff read all of it');
select * from finish();
