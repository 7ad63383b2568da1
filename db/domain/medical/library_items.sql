create or replace function app_private.library_items(org uuid, food_ids uuid[], recipe_ids uuid[], grams numeric default 100) returns setof app_private.checked_item
  language sql stable rows 30 set search_path = pg_catalog, pg_temp
as $$
  select f.id, f.id, null::integer, null::uuid, f.org_id, f.id, null::uuid, null::uuid, null::text, grams, null::numeric
    from app_public.foods f
   where f.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and f.id = any (food_ids)
  union all
  select r.id, r.id, null, null, null, null, r.org_id, r.id, null, null, 1
    from app_public.recipes r
   where r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and r.id = any (recipe_ids)
$$;

comment on function app_private.library_items(uuid, uuid[], uuid[], numeric) is
  'Foods (in grams each) and recipes (one serving each) outside any plan, as findings() takes items: item_id is the food''s or recipe''s id.';
grant execute on function app_private.library_items(uuid, uuid[], uuid[], numeric) to tf_definer;
