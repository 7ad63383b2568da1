create or replace function app_private.recipe_panels(org uuid, recipe_ids uuid[])
  returns table (recipe_org_id uuid, recipe_id uuid, servings numeric, cooked_weight_g numeric, known numeric[], unknown integer[])
  language plpgsql stable set search_path = pg_catalog, pg_temp rows 10
as $$
declare
  v_size constant integer[] := array[cardinality(app_private.panel_nutrient_ids())];
begin
  return query
    select r.org_id, r.id, r.servings, r.cooked_weight_g,
           coalesce(d.known, array_fill(0::numeric, v_size)), coalesce(d.unknown, array_fill(1, v_size)) -- nothing is known of an empty recipe
      from app_public.recipes r
      left join app_private.item_panels(app_private.dish_foods(org, recipe_ids)) d on d.item_number = array_position(recipe_ids, r.id)
     where r.id = any (recipe_ids) and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid]);
end $$;

comment on function app_private.recipe_panels(uuid, uuid[]) is
  'What a serving of each recipe holds, in the order of panel_nutrient_ids(): the sum of what is known, and how many of its foods have no value.';
grant execute on function app_private.recipe_panels(uuid, uuid[]) to tf_definer;
