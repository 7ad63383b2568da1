-- The logs arrived when their meals were eaten, not when the practice was made: the phone had a net. Nobody did that, so it is no history.
alter table app_public.meal_logs disable trigger user;
update app_public.meal_logs set created_at = occurred_at + interval '4 minutes', updated_at = occurred_at + interval '4 minutes'
 where org_id = app_private.kb_id('demo', 'demo');
alter table app_public.meal_logs enable trigger user;

-- What Hannah Vogel has said about Thomas Berg's first days, which she has looked at. Through the functions, under her identity.
select set_config(s.name, s.value, true)
  from (values
    ('app.user_id', app_private.kb_id('demo', 'dietitian@demo.test')::text),
    ('app.org_id', app_private.kb_id('demo', 'demo')::text), ('app.member_id', app_private.kb_id('demo', 'member:dietitian@demo.test')::text),
    ('app.client_id', ''), ('app.role', 'dietitian')
  ) s(name, value);

select app_public.write_diary_comment(app_private.kb_id('demo', 'comment:' || c.n), app_private.kb_id('demo', 'thomas_berg'), c.on_date, c.body,
         meal_id => case when c.meal is not null then (
           select l.meal_id from app_public.meal_logs l
            where l.org_id = app_private.kb_id('demo', 'demo') and l.client_id = app_private.kb_id('demo', 'thomas_berg') and l.logged_on = c.on_date and l.meal_name = c.meal) end)
  from (values
    (1, pg_temp.demo_today('demo') - 9, null, 'A very good first day, and everything logged at once. Thank you.'),
    (2, pg_temp.demo_today('demo') - 8, 'Snack', 'Not hungry is a fine reason. If it happens often, we make lunch a little smaller.')
  ) c(n, on_date, meal, body);

select app_public.review_diary_days(app_private.kb_id('demo', 'thomas_berg'), array_agg(
         row(app_private.kb_id('demo', 'review:' || (d.value ->> 'date')), (d.value ->> 'date')::date, d.value ->> 'seen')::app_public.diary_day_seen))
  from json_array_elements(app_public.meal_diary(app_private.kb_id('demo', 'thomas_berg'), pg_temp.demo_today('demo') - 9, pg_temp.demo_today('demo') - 7) -> 'days') d;
