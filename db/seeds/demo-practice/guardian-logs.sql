-- What Anna Fischer has logged for Noah: unplanned meals, because he follows no plan yet. Through log_batch, under her identity.
select set_config(s.name, s.value, true)
  from (values
    ('app.user_id', app_private.kb_id('demo', 'parent@demo.test')::text),
    ('app.org_id', app_private.kb_id('demo', 'demo')::text), ('app.member_id', ''),
    ('app.client_id', app_private.kb_id('demo', 'noah_fischer')::text), ('app.role', 'client')
  ) s(name, value);

with meals (n, name, at, items) as (values
  (1, 'Breakfast', time '07:00', jsonb_build_array(jsonb_build_object('freeText', 'Muesli with milk'))),
  (2, 'Dinner', time '18:30', jsonb_build_array(jsonb_build_object('recipeId', app_private.kb_id('recipe', 'oven_salmon'), 'servings', 1)))
), timed as (
  select d.n as day, m.n, jsonb_build_object(
           'type', 'meal_log', 'id', app_private.kb_id('demo', concat_ws(':', 'noah', d.n, m.n)), 'loggedOn', pg_temp.demo_today('demo') - d.n,
           'occurredAt', (pg_temp.demo_today('demo') - d.n + m.at) at time zone o.time_zone,
           'utcOffsetMinutes', extract(epoch from (pg_temp.demo_today('demo') - d.n + m.at)
             - ((pg_temp.demo_today('demo') - d.n + m.at) at time zone o.time_zone at time zone 'UTC'))::int / 60,
           'mealName', m.name, 'outcome', 'unplanned', 'note', '', 'items', m.items) as event
    from generate_series(1, 3) d(n), meals m, app_public.organizations o
   where o.id = app_private.kb_id('demo', 'demo')
)
select app_public.log_batch(json_agg(t.event order by t.day desc, t.n)) from timed t;
