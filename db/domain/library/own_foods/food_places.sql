create or replace function app_public.food_places(food_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_orgs constant uuid[] := array[v_org, '00000000-0000-0000-0000-000000000000'];
  v_mine constant uuid[] := array(select app_hidden.my_client_ids());
begin
  if not exists (select from app_public.foods f where f.id = food_places.food_id and f.org_id = any (v_orgs)) then
    raise exception 'There is no such food.' using errcode = 'TF404';
  end if;
  return (
    with recipe as materialized ( -- those that come to it, through other recipes, too
      select distinct r.recipe_id
        from app_private.recipe_foods(v_org, array(select o.id from app_public.recipes o where o.org_id = any (v_orgs))) r
       where r.food_id = food_places.food_id
    ), used as (
      select p.meal_plan_version_id as id from app_private.published_foods p where p.org_id = v_org and p.food_id = food_places.food_id
      union
      select i.meal_plan_version_id from app_public.meal_plan_items i where i.org_id = v_org and i.food_id = food_places.food_id
      union
      select i.meal_plan_version_id from app_public.meal_plan_items i where i.org_id = v_org and i.recipe_id in (select r.recipe_id from recipe r)
    ), plan as ( -- of each plan its latest version that uses it
      select distinct on (p.id) p.id, p.name, p.client_id, c.full_name as client, v.id as version_id, v.number, v.status, p.archived_at,
             p.client_id is null or p.client_id = any (v_mine) as is_mine
        from used u
        join app_public.meal_plan_versions v on (v.org_id, v.id) = (v_org, u.id)
        join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id)
        left join app_public.clients c on (c.org_id, c.id) = (p.org_id, p.client_id)
       order by p.id, v.number desc
    )
    select json_build_object(
             'plans', coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'clientId', p.client_id, 'client', p.client, 'versionId', p.version_id,
                                                                  'number', p.number, 'status', p.status, 'isArchived', p.archived_at is not null)
                                                order by p.archived_at is not null, p.client nulls first, p.name)
                                  from (select * from plan where is_mine order by archived_at nulls first, client nulls first, name limit 200) p), '[]'),
             'otherPlans', (select count(*) from plan p where not p.is_mine),
             'recipes', coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name, 'isOwn', r.org_id = v_org) order by r.name)
                                    from app_public.recipes r where r.org_id = any (v_orgs) and r.id in (select o.recipe_id from recipe o)), '[]'),
             'logs', (select count(*) from app_public.meal_log_items l where l.org_id = v_org and l.food_id = food_places.food_id),
             'dislikes', (select count(*) from app_public.client_preferences d where d.org_id = v_org and d.food_id = food_places.food_id)));
end $$;
-- Definer: of plans of clients in others' care, of logs and of dislikes it tells how many there are, and nothing else.
alter function app_public.food_places(uuid) owner to tf_definer;

comment on function app_public.food_places(uuid) is
  'Where a food is used, also through recipes: {plans: [{id, name, clientId, client, versionId, number, status, isArchived}] of the caller''s clients and templates, otherPlans (of clients in others'' care: how many), recipes: [{id, name, isOwn}], logs, dislikes}. TF404.';
revoke execute on function app_public.food_places(uuid) from public;
grant execute on function app_public.food_places(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
