-- Who reads and writes comments on diaries and marks of review.
select plan(45);

create temp table ids as
  select tests.org_id('client@demo.test') as org, tests.client_id('client@demo.test') as client, tests.member_id('dietitian@demo.test') as author,
         uuidv7() as stranger, uuidv7() as comment, uuidv7() as removed, uuidv7() as strangers, uuidv7() as mark, uuidv7() as strangers_mark, uuidv7() as log;
grant select on ids to public;
delete from care_assignments using ids where care_assignments.client_id = client;
insert into care_assignments (org_id, client_id, member_id, starts_on) select org, client, tests.member_id('dietitian@demo.test'), current_date - 30 from ids
  union all select org, client, tests.member_id('assistant@demo.test'), current_date - 30 from ids;
insert into clients (org_id, id, given_name, family_name) select org, stranger, 'Some', 'Stranger' from ids;
insert into meal_logs (org_id, id, client_id, logged_on, occurred_at, utc_offset_minutes, outcome, event_hashes)
  select org, log, client, date '2032-03-01', now(), 0, 'unplanned'::meal_log_outcome, '{x}'::text[] from ids union all
  select org, uuidv7(), stranger, date '2032-03-01', now(), 0, 'unplanned', '{x}' from ids;
insert into diary_comments (org_id, id, client_id, on_date, body, author_member_id, deleted_at)
  select org, c.id, c.client, date '2032-03-01', c.body, author, c.deleted_at
    from ids, lateral (values (comment, client, 'Hello', null::timestamptz), (removed, client, 'Oh no', now()), (strangers, stranger, 'Secret', null)) c(id, client, body, deleted_at);
insert into diary_reviews (org_id, id, client_id, on_date, seen, reviewed_by_member_id)
  select org, mark, client, date '2032-03-01', 'x', author from ids union all select org, strangers_mark, stranger, date '2032-03-01', 'x', author from ids;

create temp view seen_comments as select c.id from diary_comments c, ids where c.id in (comment, removed, strangers);
create temp view seen_marks as select r.id from diary_reviews r, ids where r.id in (mark, strangers_mark);
alter view seen_comments set (security_invoker = true);
alter view seen_marks set (security_invoker = true);
grant select on seen_comments, seen_marks to public;

-- reading
select tests.authenticate_as('dietitian@demo.test');
select set_eq('table seen_comments', 'select comment from ids', 'a dietitian reads the comments on clients in her care; a removed one is shown to nobody');
select set_eq('table seen_marks', 'select mark from ids', 'and the marks');
select is((select count(*) from ids, json_array_elements(diaries_to_review('2032-01-01')) w where w.value ->> 'clientId' = client::text), 1::bigint, 'her worklist has her client');
select is((select count(*) from ids, json_array_elements(diaries_to_review('2032-01-01')) w where w.value ->> 'clientId' = stranger::text), 0::bigint, 'and nobody else''s');
select tests.authenticate_as('assistant@demo.test');
select set_eq('table seen_comments', 'select comment from ids', 'so does an assistant in the care team');
select set_eq('table seen_marks', 'select mark from ids', 'marks too');
select is((select count(*) from ids, json_array_elements(diaries_to_review('2032-01-01')) w where w.value ->> 'clientId' = client::text), 1::bigint, 'and sees what waits');
select tests.authenticate_as('nutritionist@demo.test');
select is_empty('table seen_comments', 'a dietitian without care reads none');
select is_empty('table seen_marks', 'nor marks');
select is((select count(*) from ids, json_array_elements(diaries_to_review('2032-01-01')) w where w.value ->> 'clientId' in (client::text, stranger::text)), 0::bigint, 'nor what waits');
select tests.authenticate_as('org_admin@demo.test');
select is_empty('table seen_comments', 'an org_admin who is not assigned reads none');
select is_empty('table seen_marks', 'nor marks');
select throws_ok($$ select meal_diary(client, '2032-03-01', '2032-03-02') from ids $$, 'TF404', null, 'nor the diary');
select tests.authenticate_as('client@demo.test');
select set_eq('table seen_comments', 'select comment from ids', 'a client reads what is said to them');
select set_eq('select c.id from my_diary_comments(''2032-03-01'', ''2032-03-02'') c', 'select comment from ids', 'by the days of their diary');
select is(my_diary('2032-03-01', '2032-03-02') #>> '{days,0,comments,0,body}', 'Hello', 'beside what they ate');
select throws_ok('table seen_marks', '42501', null, 'the marks of the practice are not theirs');
select throws_ok($$ select meal_diary(client, '2032-03-01', '2032-03-02') from ids $$, '42501', null, 'nor the diary as staff see it');
select throws_ok($$ select diaries_to_review('2032-03-01') $$, '42501', null, 'nor what waits');
select tests.authenticate_as('dietitian@other.test');
select is_empty('table seen_comments', 'another practice reads none');
select throws_ok($$ select meal_diary(client, '2032-03-01', '2032-03-02') from ids $$, 'TF404', null, 'nor the diary');
select tests.authenticate_as('client@other.test');
select is_empty('table seen_comments', 'nor do its clients');
select tests.authenticate_as('researcher@demo.test');
select throws_ok('select id from diary_comments', '42501', null, 'a researcher reads no comments');
select throws_ok('select id from diary_reviews', '42501', null, 'nor marks');
select tests.authenticate_as_anonymous();
select throws_ok('select id from diary_comments', '42501', null, 'nobody signed in reads comments');

-- writing
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ insert into diary_comments (id, client_id, on_date, body) select uuidv7(), client, '2032-03-01', 'x' from ids $$, '42501', null, 'nobody writes comments past the functions');
select throws_ok($$ update diary_comments set body = 'x' $$, '42501', null, 'nor changes them');
select throws_ok($$ delete from diary_comments $$, '42501', null, 'nor deletes them');
select throws_ok($$ update diary_reviews set seen = 'x' $$, '42501', null, 'marks neither');
select throws_ok($$ select edit_diary_comment(strangers, 1, 'x') from ids $$, 'TF404', null, 'a comment on somebody who is not in one''s care is not there');
select throws_ok($$ select edit_diary_comment(removed, 1, 'x') from ids $$, 'TF404', null, 'a removed one is not edited');
select throws_ok($$ select edit_diary_comment(uuidv7(), 1, 'x') $$, 'TF404', null, 'nor one that there is not');
select is_empty($$ select withdraw_diary_reviews(array[strangers_mark]) from ids $$, 'the mark of somebody else''s client is not taken back');
select tests.authenticate_as('assistant@demo.test');
select throws_ok($$ select review_diary_days(client, array[row(uuidv7(), '2032-03-01', 'x')]::diary_day_seen[]) from ids $$, '42501', null, 'an assistant enters data and does not mark days as reviewed');
select throws_ok($$ select withdraw_diary_reviews(array[mark]) from ids $$, '42501', null, 'nor takes marks back');
select throws_ok($$ select remove_diary_comment(comment, 1) from ids $$, 'TF140', null, 'nor removes what somebody else wrote');
select throws_ok($$ select restore_diary_comment(removed, 1) from ids $$, 'TF140', null, 'nor brings it back');
select tests.authenticate_as('client@demo.test');
select throws_ok($$ select write_diary_comment(uuidv7(), client, '2032-03-01', 'x') from ids $$, '42501', null, 'clients do not comment as staff');
select is_empty($$ select mark_diary_comments_read(array[strangers, removed]) from ids $$, 'what is not said to a client they do not read');
select tests.authenticate_as('client@other.test');
select is_empty($$ select mark_diary_comments_read(array[comment]) from ids $$, 'nor does another practice''s client');
select tests.as_owner();
select is((select count(*) from diary_comments c, ids where c.id in (comment, strangers) and c.read_at is null and c.body in ('Hello', 'Secret')), 2::bigint, 'all of it stands as it was');
select is((select count(*) from diary_reviews r, ids where r.id in (mark, strangers_mark) and r.withdrawn_at is null), 2::bigint, 'so do the marks');

-- a guardian acts for the client
insert into client_guardians (org_id, client_id, user_id, relationship, started_on) select org, client, tests.user_id('parent@demo.test'), 'mother', current_date - 3 from ids
  where exists (select from users where email = 'parent@demo.test');
select tests.set_identity(coalesce(tests.user_id('parent@demo.test'), tests.user_id('client@demo.test')), org, null, client, 'client') from ids;
select set_eq('select c.id from my_diary_comments(''2032-03-01'', ''2032-03-02'') c', 'select comment from ids', 'a guardian reads what is said to the client');
select isnt_empty('select mark_diary_comments_read(array[comment]) from ids', 'and reads it for them');
select tests.as_owner();
select isnt((select read_at from diary_comments c, ids where c.id = comment), null, 'it is read');
select * from finish();
