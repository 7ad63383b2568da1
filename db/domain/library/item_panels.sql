create or replace function app_private.item_panels(foods app_private.item_food[]) returns table (item_number integer, known numeric[], unknown integer[])
  language plpgsql stable rows 10 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
declare
  v_panel constant integer[] := app_private.panel_nutrient_ids(); -- the packing begins with it
  v_packing constant app_private.packing := app_private.packing_of(foods, '{}');
  v_unit constant numeric := ('1e-' || v_packing.decimals)::numeric;
  v_first constant numeric := ('1' || repeat('0', v_packing.width * cardinality(v_packing.nutrient_ids) + v_packing.shift))::numeric; -- so that each block has its place
begin
  return query
    with food as materialized (
      select f.item_number, f.lacking, f.weighed from app_private.weighed_foods(foods, v_packing) f
    ), lack as (
      select l.item_number, l.nutrient_id, count(*)::integer as foods
        from (select f.item_number, unnest(f.lacking) as nutrient_id from food f) l group by l.item_number, l.nutrient_id
    )
    select c.item_number, array_agg(c.known order by c.position), array_agg(coalesce(l.foods, 0) order by c.position)
      from (select t.item_number, n.id, n.position,
                   trim_scale(app_private.unpacked_amount(t.digits, 2 + v_packing.shift + (n.position::integer - 1) * v_packing.width, v_packing.width, v_unit)) as known
              from (select f.item_number, convert_to((v_first + coalesce(sum(f.weighed), 0))::text, 'UTF8') as digits from food f group by f.item_number) t
             cross join unnest(v_panel) with ordinality n(id, position) offset 0) c
      left join lack l on (l.item_number, l.nutrient_id) = (c.item_number, c.id)
     group by c.item_number;
end $$;

comment on function app_private.item_panels(app_private.item_food[]) is
  'What the foods of each item hold together, in the order of panel_nutrient_ids(): the sum of what is known, and how many foods have no value.';
revoke execute on function app_private.item_panels(app_private.item_food[]) from public;
grant execute on function app_private.item_panels(app_private.item_food[]) to tf_definer;
