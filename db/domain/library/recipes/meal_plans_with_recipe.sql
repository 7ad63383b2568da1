create or replace function app_public.meal_plans_with_recipe(recipe_id uuid) returns setof app_public.meal_plans
  language sql stable strict rows 10
as $$
  with recursive holder(org_id, id, depth) as (
    select r.org_id, r.id, 0 from app_public.recipes r where r.id = recipe_id
    union
    select i.org_id, i.recipe_id, h.depth + 1
      from holder h join app_public.recipe_ingredients i on (i.ingredient_recipe_org_id, i.ingredient_recipe_id) = (h.org_id, h.id)
     where h.depth < 20
  )
  select p.* from app_public.meal_plans p
   where p.archived_at is null
     and p.id in (select v.meal_plan_id
                    from holder h
                    join app_public.meal_plan_items i on (i.recipe_org_id, i.recipe_id) = (h.org_id, h.id)
                    join app_public.meal_plan_versions v on (v.org_id, v.id) = (i.org_id, i.meal_plan_version_id))
   order by p.updated_at desc, p.id
$$;

comment on function app_public.meal_plans_with_recipe(uuid) is
  'The plans and templates of which a version uses a recipe, directly or inside another one, the last changed first: those that the caller may see.';
revoke execute on function app_public.meal_plans_with_recipe(uuid) from public;
grant execute on function app_public.meal_plans_with_recipe(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
