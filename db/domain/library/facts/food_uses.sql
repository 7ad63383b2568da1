create or replace function app_private.food_uses(org uuid)
  returns table (food_id uuid, assignments integer, plans integer, recipes integer, logs integer)
  language sql stable rows 500 set search_path = pg_catalog, pg_temp
as $$
  with made_of as materialized ( -- the recipes that a draft may hold, taken apart
    select r.recipe_id, r.food_id
      from app_private.recipe_foods(org, array(
             select r.id from app_public.recipes r
              where r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and r.archived_at is null)) r
  ), followed as (
    select p.food_id, count(distinct a.id) as assignments
      from app_public.meal_plan_assignments a
      join app_private.published_foods p on (p.org_id, p.meal_plan_version_id) = (a.org_id, a.meal_plan_version_id)
     where a.org_id = org and a.status = 'active' and (a.ends_on is null or a.ends_on > app_hidden.org_today())
     group by p.food_id
  ), planned as (
    select u.food_id, count(distinct v.meal_plan_id) as plans
      from (select p.meal_plan_version_id, p.food_id from app_private.published_foods p where p.org_id = org
            union
            select i.meal_plan_version_id, i.food_id
              from app_public.meal_plan_items i
              join app_public.meal_plan_versions v on (v.org_id, v.id) = (i.org_id, i.meal_plan_version_id) and v.status = 'draft'
             where i.org_id = org and i.food_id is not null
            union
            select i.meal_plan_version_id, m.food_id
              from app_public.meal_plan_items i
              join app_public.meal_plan_versions v on (v.org_id, v.id) = (i.org_id, i.meal_plan_version_id) and v.status = 'draft'
              join made_of m on m.recipe_id = i.recipe_id
             where i.org_id = org) u
      join app_public.meal_plan_versions v on (v.org_id, v.id) = (org, u.meal_plan_version_id)
      join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id) and p.archived_at is null
     group by u.food_id
  ), cooked as (
    select m.food_id, count(*) as recipes from made_of m group by m.food_id
  ), eaten as (
    select l.food_id, count(*) as logs from app_public.meal_log_items l where l.org_id = org and l.food_id is not null group by l.food_id
  )
  select u.food_id, coalesce(max(u.assignments), 0)::integer, coalesce(max(u.plans), 0)::integer, coalesce(max(u.recipes), 0)::integer, coalesce(max(u.logs), 0)::integer
    from (select f.food_id, f.assignments, null::bigint as plans, null::bigint as recipes, null::bigint as logs from followed f
          union all select p.food_id, null, p.plans, null, null from planned p
          union all select c.food_id, null, null, c.recipes, null from cooked c
          union all select e.food_id, null, null, null, e.logs from eaten e) u
   group by u.food_id
$$;

comment on function app_private.food_uses(uuid) is
  'How often an organisation uses each food: in active assignments that are not over, in meal plans (drafts and published ones, recipes taken apart), in recipes that plans may hold, in what clients logged. Counts only, of nobody in particular.';
grant execute on function app_private.food_uses(uuid) to tf_definer;
