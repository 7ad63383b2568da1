-- A recipe on plans: drafts follow it, what is published keeps it, and facts of the foods in it are still looked at (CLINICAL 13, 15, 28).
select plan(18);

create temp table ids as
  select tests.org_id('dietitian@demo.test') as demo, (select c.id from clients c where c.full_name = 'Maria Keller') as maria,
         uuidv7() as flour, uuidv7() as nut, uuidv7() as cake, uuidv7() as plan, uuidv7() as template, uuidv7() as assignment;
grant select on ids to public;
insert into foods (org_id, id, name) select demo, flour, 'Flour of the test' from ids union all select demo, nut, 'Nut of the test' from ids;
insert into food_nutrients (org_id, food_id, nutrient_id, amount) select demo, f.id, n.id, case when n.id = 208 then 300 else 0 end
  from ids cross join lateral unnest(array[flour, nut]) f(id) cross join unnest(app_private.panel_nutrient_ids()) n(id);

create function pg_temp.line(food uuid, amount numeric) returns app_public.recipe_line language sql as $$ select row(null, food, null, amount, null, 'g', 0)::app_public.recipe_line $$;
create function pg_temp.version(of_plan uuid) returns meal_plan_versions language sql as $$ select v from app_public.meal_plan_versions v where v.meal_plan_id = of_plan order by v.number desc limit 1 $$;
create function pg_temp.kcal(of_plan uuid) returns numeric language sql as $$
  select (n -> 'days' -> 0 -> 'known' ->> (array_position(array(select jsonb_array_elements_text(n -> 'nutrientIds')::integer), 208) - 1))::numeric
    from app_public.meal_plan_version_nutrition((pg_temp.version(of_plan)).id) d, lateral (select d::jsonb as n) j $$;
grant execute on all functions in schema pg_temp to public;
-- What the rules would say is another file's matter.
create or replace function app_private.meal_plan_version_findings(org uuid, version_id uuid, client uuid, period daterange, explained text[] default '{}', to_decide_only boolean default false, is_brief boolean default false) returns setof app_public.safety_finding
  language sql stable as $$ select * from json_populate_recordset(null::app_public.safety_finding, '[]') $$;

-- two plans with the same recipe: one is published and assigned, the template stays a draft
select tests.authenticate_as('dietitian@demo.test');
do $$ begin
  perform save_recipe(cake, 'Cake of the test', 4, array[pg_temp.line(flour, 200), pg_temp.line(nut, 100)], 0, 400, 'Bake it.') from ids;
  perform create_meal_plan(plan, 'Maria''s cake', maria, 1, array['Lunch']) from ids;
  perform create_meal_plan(template, 'A template with cake', null, 1, array['Lunch']) from ids;
  perform edit_meal_plan_version((pg_temp.version(p)).id, (pg_temp.version(p)).revision, array[json_populate_record(null::app_public.meal_plan_edit,
            json_build_object('op', 'add_item', 'id', uuidv7(), 'recipe_id', cake, 'amount', 2, 'unit_code', 'serving', 'meal_id', m.id))])
     from ids cross join lateral unnest(array[plan, template]) p join meal_plan_meals m on m.meal_plan_version_id = (pg_temp.version(p)).id;
  perform publish_meal_plan_version((pg_temp.version(plan)).id, (pg_temp.version(plan)).revision, 'First') from ids;
  perform assign_meal_plan_version(assignment, (pg_temp.version(plan)).id, current_date + 400, current_date + 410) from ids;
end $$;
select is(pg_temp.kcal(template), 450::numeric, 'a draft counts the recipe') from ids;
select is((recipe_document(cake) -> 'usedIn')::jsonb - 'recipes', '{"drafts": 0, "templates": 1, "published": 1, "active": 1}'::jsonb, 'the recipe knows where it is used') from ids;
select set_eq('select p.name from ids, meal_plans_with_recipe(cake) p', array['Maria''s cake', 'A template with cake'], 'and by which plans');
select is(preview_recipe(array[pg_temp.line(flour, 400)], 4, 400, cake) -> 'changes' -> 'usedIn' ->> 'active', '1', 'before it is changed it says how many follow a published plan with it') from ids;

-- the recipe is changed
select is((save_recipe(cake, 'Other cake', 4, array[pg_temp.line(flour, 400)], 1, 400, 'Burn it.')).revision, 2, 'the recipe loses an ingredient and its name') from ids;
select is(pg_temp.kcal(template), 600::numeric, 'the draft follows it') from ids;
select is(pg_temp.kcal(plan), 450::numeric, 'CLINICAL 15: what is published does not') from ids;
select is(meal_plan_version_document((pg_temp.version(plan)).id) -> 'recipes' -> cake::text -> 'frozen' ->> 'preparation', 'Bake it.', 'CLINICAL 15: it keeps the preparation') from ids;
select set_eq($$ select i ->> 'name', (i ->> 'gramsPerServing')::numeric from ids, json_array_elements(meal_plan_version_document((pg_temp.version(plan)).id) -> 'recipes' -> cake::text -> 'frozen' -> 'ingredients') i $$,
  $$ values ('Flour of the test', 50::numeric), ('Nut of the test', 25) $$, 'CLINICAL 15: and the ingredients, taken apart into foods');
select is(meal_plan_version_document((pg_temp.version(template)).id) -> 'recipes' -> cake::text ->> 'frozen', null, 'a draft has nothing frozen') from ids;
select throws_ok($$ select delete_recipe(cake) from ids $$, 'TF117', null, 'what a plan names is not deleted');

select tests.as_owner();
select is(v.content_hash, app_private.meal_plan_content_hash(c.content, c.facts, c.nutrition), 'CLINICAL 15: the content hash still holds')
  from ids join published_contents c on c.meal_plan_version_id = (pg_temp.version(plan)).id join meal_plan_versions v on v.id = c.meal_plan_version_id;
select is_empty($$ select from ids, app_private.safety_changes s where s.org_id = demo and s.kind = 'food' and s.entry_ids && array[cake] $$, 'a changed recipe touches no plan that is followed: each keeps its own');
select is(array(select t.assignment_id from ids, app_private.touched_assignments(demo, 'food', null, null, array[nut]) t), array(select assignment from ids),
  'CLINICAL 13: a fact about a food in it does, even of one that the recipe has lost since');
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select demo, nut, md5('allergen:peanut')::uuid, 'contains', 'declared' from ids;
select ok(exists (select from ids, app_private.safety_changes s where s.org_id = demo and s.kind = 'food' and nut = any (s.entry_ids)), 'CLINICAL 28: it is noted to be checked again');

-- whose plans are told
select tests.authenticate_as('assistant@demo.test');
select ok((recipe_document(cake) -> 'usedIn' ->> 'published')::integer = 1, 'counts are of the practice') from ids;
select tests.authenticate_as('org_admin@demo.test');
select set_eq('select p.name from ids, meal_plans_with_recipe(cake) p', array['A template with cake'], 'who does not care for a client is told of templates only');
select tests.authenticate_as('dietitian@other.test');
select is_empty('select from ids, meal_plans_with_recipe(cake)', 'another practice of none');
select * from finish();
