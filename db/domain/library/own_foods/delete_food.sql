create or replace function app_public.delete_food(food_id uuid) returns app_public.foods
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_food constant app_public.foods := app_private.lock_own_food(v_org, delete_food.food_id);
  v_plans bigint;
  v_recipes bigint;
  v_logs bigint;
  v_dislikes bigint;
begin
  select count(distinct v.meal_plan_id) into v_plans
    from (select i.meal_plan_version_id from app_public.meal_plan_items i where i.org_id = v_org and i.food_id = v_food.id
          union
          select p.meal_plan_version_id from app_private.published_foods p where p.org_id = v_org and p.food_id = v_food.id) u
    join app_public.meal_plan_versions v on (v.org_id, v.id) = (v_org, u.meal_plan_version_id);
  select count(distinct r.recipe_id) into v_recipes from app_public.recipe_ingredients r where r.org_id = v_org and r.food_id = v_food.id;
  select count(*) into v_logs from app_public.meal_log_items l where l.org_id = v_org and l.food_id = v_food.id;
  select count(*) into v_dislikes from app_public.client_preferences p where p.org_id = v_org and p.food_id = v_food.id;
  if v_plans + v_recipes + v_logs + v_dislikes > 0 then
    raise exception '"%" is used in %. Archive it: searches leave it out, and what uses it stays.', v_food.name,
      concat_ws(', ', case when v_plans > 0 then v_plans || case v_plans when 1 then ' plan' else ' plans' end end,
                      case when v_recipes > 0 then v_recipes || case v_recipes when 1 then ' recipe' else ' recipes' end end,
                      case when v_logs > 0 then v_logs || case v_logs when 1 then ' log' else ' logs' end end,
                      case when v_dislikes > 0 then v_dislikes || case v_dislikes when 1 then ' dislike' else ' dislikes' end end)
      using errcode = 'TF112', detail = json_build_object('plans', v_plans, 'recipes', v_recipes, 'logs', v_logs, 'dislikes', v_dislikes)::text;
  end if;
  delete from app_public.foods f where (f.org_id, f.id) = (v_org, v_food.id);
  return v_food;
end $$;
-- Definer: it counts what plans, recipes and logs of all clients use, and tells the counts only.
alter function app_public.delete_food(uuid) owner to tf_definer;

comment on function app_public.delete_food(uuid) is
  'Deletes an own food that nothing uses, with its values, portions and facts; answers what it was. TF112 where plans, recipes, logs or dislikes use it: archive it instead. TF113 a food of the knowledge base, TF404.';
revoke execute on function app_public.delete_food(uuid) from public;
grant execute on function app_public.delete_food(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
