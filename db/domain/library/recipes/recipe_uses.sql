create or replace function app_private.recipe_uses(org uuid, recipe_id uuid) returns json
  language sql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with recursive holder(org_id, id, depth) as (
    select r.org_id, r.id, 0 from app_public.recipes r where r.id = recipe_uses.recipe_id and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
    union
    select i.org_id, i.recipe_id, h.depth + 1
      from holder h
      join app_public.recipe_ingredients i on (i.ingredient_recipe_org_id, i.ingredient_recipe_id) = (h.org_id, h.id) and i.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
     where h.depth < 20
  ), planned as materialized (
    select distinct v.id, v.meal_plan_id, v.status, p.client_id
      from (select distinct h.org_id, h.id from holder h) h
      join app_public.meal_plan_items i on (i.recipe_org_id, i.recipe_id) = (h.org_id, h.id) and i.org_id = org
      join app_public.meal_plan_versions v on (v.org_id, v.id) = (i.org_id, i.meal_plan_version_id)
      join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id) and p.archived_at is null
  )
  select json_build_object(
    'recipes', (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'isDirect', u.is_direct) order by r.name, r.id), '[]')
                  from (select h.org_id, h.id, min(h.depth) = 1 as is_direct from holder h where h.depth > 0 group by h.org_id, h.id) u
                  join app_public.recipes r on (r.org_id, r.id) = (u.org_id, u.id)),
    'drafts', (select count(*) from planned p where p.status = 'draft' and p.client_id is not null),
    'templates', (select count(distinct p.meal_plan_id) from planned p where p.client_id is null),
    'published', (select count(*) from planned p where p.status = 'published' and p.client_id is not null),
    'active', (select count(*) from app_public.meal_plan_assignments a
                where a.org_id = org and a.status = 'active' and (a.ends_on is null or a.ends_on > app_hidden.org_today())
                  and a.meal_plan_version_id in (select p.id from planned p where p.status = 'published')))
$$;

comment on function app_private.recipe_uses(uuid, uuid) is
  'Where an organisation uses a recipe, directly or inside another: {recipes: [{id, name, isDirect}], and how many drafts for clients, templates, published versions and running assignments}. Counts of plans only, of nobody in particular; archived plans are left out.';
grant execute on function app_private.recipe_uses(uuid, uuid) to tf_definer;
