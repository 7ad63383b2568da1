create or replace function app_private.packed_nutrient_ids() returns integer[]
  language sql stable parallel safe
as $$
  select pg_catalog.array_agg(n.id order by n.is_panel desc, case when n.is_panel then n.sort_order end, n.id)
    from app_public.nutrients n where (n.is_panel or n.is_ruled) and n.is_summable
$$;

comment on function app_private.packed_nutrient_ids() is
  'The nutrients of food_panels.packed, in order: panel_nutrient_ids(), then what rules that ship name beside them.';
revoke execute on function app_private.packed_nutrient_ids() from public;
grant execute on function app_private.packed_nutrient_ids() to tf_definer;
