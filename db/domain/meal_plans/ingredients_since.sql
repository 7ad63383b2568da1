create or replace function app_private.ingredients_since(org uuid, frozen_recipes jsonb)
  returns table (recipe_id uuid, food_id uuid, frozen_name text, before numeric, after numeric)
  language sql stable set search_path = pg_catalog, pg_temp rows 50
as $$
  with frozen as materialized (
    select r.key::uuid as recipe_id, (g.value ->> 'foodId')::uuid as food_id, g.value ->> 'name' as name, (g.value ->> 'gramsPerServing')::numeric as grams
      from jsonb_each(frozen_recipes) r cross join jsonb_array_elements(r.value -> 'ingredients') g
  ), today as materialized (
    select r.recipe_id, r.food_id, r.grams_per_serving as grams
      from app_private.recipe_foods(org, array(select k.id::uuid from jsonb_object_keys(frozen_recipes) k(id))) r
     where r.food_id is not null
  )
  select coalesce(f.recipe_id, t.recipe_id), coalesce(f.food_id, t.food_id), f.name, f.grams, t.grams
    from frozen f full join today t on t.recipe_id = f.recipe_id and t.food_id = f.food_id
$$;

comment on function app_private.ingredients_since(uuid, jsonb) is
  'What the recipes of a published version were made of then and are made of now, g a serving, of one that was empty, too: before is null for what was added since, after for what was taken out.';
revoke execute on function app_private.ingredients_since(uuid, jsonb) from public;
grant execute on function app_private.ingredients_since(uuid, jsonb) to tf_definer;
