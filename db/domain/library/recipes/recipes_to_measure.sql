create or replace function app_private.recipes_to_measure(org uuid, recipe_ids uuid[]) returns json
  language sql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  select coalesce(json_object_agg(r.id, json_build_object('name', r.name, 'servings', trim_scale(r.servings), 'hasCookedWeight', r.cooked_weight_g is not null) order by r.id), '{}')
    from app_public.recipes r
   where r.id = any (recipe_ids) and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
$$;

comment on function app_private.recipes_to_measure(uuid, uuid[]) is 'Recipes by id: name, servings, and whether grams of it are possible.';
revoke execute on function app_private.recipes_to_measure(uuid, uuid[]) from public;
grant execute on function app_private.recipes_to_measure(uuid, uuid[]) to tf_definer;
