create or replace function app_private.refresh_recipe_grams(org uuid, food_id uuid) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_recipe_ids uuid[];
begin
  with weighed as (
    update app_public.recipe_ingredients i
       set grams = w.grams
      from (select k.id, coalesce(k.amount * p.grams, k.amount * u.factor * f.density_g_per_ml) as grams
              from app_public.recipe_ingredients k
              join app_public.foods f on (f.org_id, f.id) = (k.food_org_id, k.food_id)
              left join app_public.food_portions p on (p.org_id, p.id) = (k.food_portion_org_id, k.food_portion_id)
              left join app_public.units u on u.code = k.unit_code and u.dimension = 'volume'
             where k.org_id = org and k.food_id = refresh_recipe_grams.food_id) w
     where i.org_id = org and i.id = w.id and w.grams <> i.grams and w.grams <= 100000
    returning i.recipe_id
  )
  select array_agg(distinct w.recipe_id) into v_recipe_ids from weighed w;
  update app_public.recipes r set revision = r.revision + 1 where r.org_id = org and r.id = any (v_recipe_ids);
end $$;

comment on function app_private.refresh_recipe_grams(uuid, uuid) is
  'What own recipes count in portions of a food, or by its density, weighs in them what it weighs now, as a new revision.';
revoke execute on function app_private.refresh_recipe_grams(uuid, uuid) from public;
grant execute on function app_private.refresh_recipe_grams(uuid, uuid) to tf_definer;
