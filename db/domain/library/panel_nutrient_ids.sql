create or replace function app_private.panel_nutrient_ids() returns integer[]
  language sql stable parallel safe
as $$
  select pg_catalog.array_agg(n.id order by n.sort_order, n.id) from app_public.nutrients n where n.is_panel and n.is_summable
$$;

comment on function app_private.panel_nutrient_ids() is
  'The nutrients that are shown and computed by default, in the order of the panel. Energy in kJ and vitamins in IU are never among them (CLINICAL 4).';
grant execute on function app_private.panel_nutrient_ids() to tf_definer;
