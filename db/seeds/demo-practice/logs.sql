-- What Thomas Berg has logged since: nine days of which he forgot one, as a person does it. Through log_batch, under his identity.
select set_config(s.name, s.value, true)
  from (values
    ('app.user_id', app_private.kb_id('demo', 'thomas.berg@example.test')::text),
    ('app.org_id', app_private.kb_id('demo', 'demo')::text), ('app.member_id', ''),
    ('app.client_id', app_private.kb_id('demo', 'thomas_berg')::text), ('app.role', 'client')
  ) s(name, value);

with days as (
  select n, pg_temp.demo_today('demo') - 9 + n as on_date, n % 7 + 1 as day_number from generate_series(0, 8) n where n <> 4
), meals as (
  select d.n, d.on_date, m.id as meal_id, m.name, m.position
    from days d
    join app_public.meal_plan_versions v on (v.org_id, v.meal_plan_id) = (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'thomas_week'))
    join app_public.meal_plan_days p on (p.org_id, p.meal_plan_version_id, p.day_number) = (v.org_id, v.id, d.day_number)
    join app_public.meal_plan_meals m on (m.org_id, m.meal_plan_day_id) = (p.org_id, p.id)
   where d.n < 8 or m.position < 3 -- of yesterday, breakfast and lunch so far
), differently (n, meal, outcome, note, items) as (values
  (1, 'Snack', 'skipped', 'Was not hungry.', '[]'::jsonb),
  (3, 'Lunch', 'alternative', 'Canteen.', jsonb_build_array(
    jsonb_build_object('foodId', app_private.kb_id('food', '21299'), 'grams', 210), jsonb_build_object('freeText', 'Side salad'))),
  (6, 'Dinner', 'partly', 'Only half of the fish.', jsonb_build_array(
    jsonb_build_object('recipeId', app_private.kb_id('recipe', 'oven_salmon'), 'servings', 0.5))),
  (7, 'Lunch', 'skipped', 'Meeting until three.', '[]'::jsonb)
), events as (
  select m.n, m.position, jsonb_build_object('mealId', m.meal_id, 'outcome', coalesce(x.outcome, 'eaten'),
                                             'note', coalesce(x.note, ''), 'items', coalesce(x.items, '[]')) as event,
         (array[time '07:20', '12:40', '18:50', '15:30'])[m.position] as at, m.on_date
    from meals m left join differently x on (x.n, x.meal) = (m.n, m.name)
  union all
  select d.n, 5, jsonb_build_object('mealName', 'Birthday', 'outcome', 'unplanned', 'note', '', 'items', jsonb_build_array(
                   jsonb_build_object('foodId', app_private.kb_id('food', '18147'), 'grams', 90))),
         time '16:10', d.on_date
    from days d where d.n = 5
), timed as (
  select e.n, e.position, e.event || jsonb_build_object(
           'type', 'meal_log', 'id', app_private.kb_id('demo', concat_ws(':', 'log', e.n, e.position)), 'loggedOn', e.on_date,
           'occurredAt', (e.on_date + e.at) at time zone o.time_zone,
           'utcOffsetMinutes', extract(epoch from (e.on_date + e.at) - ((e.on_date + e.at) at time zone o.time_zone at time zone 'UTC'))::int / 60) as event
    from events e, app_public.organizations o
   where o.id = app_private.kb_id('demo', 'demo')
)
select app_public.log_batch(json_agg(t.event order by t.n, t.position)) from timed t;
