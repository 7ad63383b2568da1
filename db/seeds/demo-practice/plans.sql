-- What the dietitian has made: a template, and a published plan that Thomas Berg follows. Through the same functions as the web app,
-- under her identity; plan-items.csv is staged in demo_plan_items.
select set_config(s.name, s.value, true)
  from app_public.memberships m
 cross join lateral (values
   ('app.user_id', m.user_id::text), ('app.org_id', m.org_id::text), ('app.member_id', m.id::text), ('app.client_id', ''), ('app.role', m.role::text)
 ) s(name, value)
 where (m.org_id, m.id) = (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'member:dietitian@demo.test'));

select app_public.create_meal_plan(app_private.kb_id('demo', 'low_salt_template'), 'Low salt, three days', null, 3),
       app_public.create_meal_plan(app_private.kb_id('demo', 'thomas_week'), 'Week plan: steady carbohydrates, little salt',
                                   app_private.kb_id('demo', 'thomas_berg'), 7);

-- First the items that count, then their alternatives, then what a day should hold.
select app_public.edit_meal_plan_version(v.id, v.revision, array(
         select e.edit
           from (
             select (i.alternative_of is not null)::int as step, i.day, m.position as meal, i.position,
                    jsonb_populate_record(null::app_public.meal_plan_edit, jsonb_build_object(
                      'op', 'add_item', 'id', app_private.kb_id('demo', concat_ws(':', i.plan, i.day, i.meal, i.position)), 'meal_id', m.id,
                      'position', i.position,
                      'alternative_of_id', app_private.kb_id('demo', concat_ws(':', i.plan, i.day, i.meal, i.alternative_of)),
                      'food_id', app_private.kb_id('food', i.usda_ndb_number), 'recipe_id', app_private.kb_id('recipe', i.recipe),
                      'amount', i.amount, 'unit_code', i.unit,
                      'food_portion_id', (select p.id from app_public.food_portions p
                                           where p.org_id = '00000000-0000-0000-0000-000000000000' and p.label = i.portion
                                             and p.food_id = app_private.kb_id('food', i.usda_ndb_number)))
                      - case when i.alternative_of is null then 'alternative_of_id' else '' end) as edit
               from demo_plan_items i
               join app_public.meal_plan_days d on (d.org_id, d.meal_plan_version_id, d.day_number) = (v.org_id, v.id, i.day)
               join app_public.meal_plan_meals m on (m.org_id, m.meal_plan_day_id, m.name) = (d.org_id, d.id, i.meal)
              where app_private.kb_id('demo', i.plan) = v.meal_plan_id
             union all
             select 2, t.nutrient_id, 0, 0, jsonb_populate_record(null::app_public.meal_plan_edit, jsonb_build_object(
                      'op', 'set_target', 'nutrient_id', t.nutrient_id, 'minimum', t.minimum, 'maximum', t.maximum))
               from (values (208, 1600, 2000), (203, 80, 130), (205, 180, 260), (291, 30, null), (307, null, 2000)) t(nutrient_id, minimum, maximum)
           ) e
          order by e.step, e.day, e.meal, e.position))
  from app_public.meal_plan_versions v
 where v.org_id = app_private.kb_id('demo', 'demo')
   and v.meal_plan_id in (app_private.kb_id('demo', 'low_salt_template'), app_private.kb_id('demo', 'thomas_week'));

-- The template is published, so that it can be given to clients.
select app_public.publish_meal_plan_version(v.id, v.revision, 'For everybody who is to eat less salt.')
  from app_public.meal_plan_versions v
 where (v.org_id, v.meal_plan_id) = (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'low_salt_template'));

-- He has followed it for nine days. What the checks ask of the dietitian, she has answered.
select app_public.publish_meal_plan_version(v.id, v.revision, 'First plan after the intake.', array(
         select row(f.key, 'Talked through with Mr Berg; he reads the labels.')::app_public.safety_decision
           from app_public.explain_finding(v.id, v.client_id, null) f
          where f.needs_reason or f.needs_acknowledgement))
  from app_public.meal_plan_versions v
 where (v.org_id, v.meal_plan_id) = (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'thomas_week'));

select app_public.assign_meal_plan_version(app_private.kb_id('demo', 'thomas_assignment'), v.id, pg_temp.demo_today('demo') - 9, null, array(
         select row(f.key, 'Talked through with Mr Berg; he reads the labels.')::app_public.safety_decision
           from app_public.explain_finding(v.id, v.client_id, null) f
          where f.needs_reason or f.needs_acknowledgement))
  from app_public.meal_plan_versions v
 where (v.org_id, v.meal_plan_id) = (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'thomas_week'));
