-- One row a food is looked up; its callers do without nested loops, a setting that reaches into what they call.
create or replace function app_private.food_contents(foods app_private.item_food[], beside integer[])
  returns table (item_id uuid, name text, hundreds numeric, known numeric[], unknown integer[])
  language plpgsql stable rows 200 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
begin
  if cardinality(beside) = 0 then
    return query
      select f.item_id, f.name, f.grams * 0.01, p.known, p.unknown
        from unnest(foods) f
        left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id) and f.grams is not null;
  else
    return query
      select f.item_id, f.name, f.grams * 0.01, p.known || b.known, p.unknown || b.unknown
        from unnest(foods) f
        left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id) and f.grams is not null
       cross join lateral (
         select array_agg(coalesce(n.amount, 0) order by x.position) as known, array_agg((n.amount is null)::integer order by x.position) as unknown
           from unnest(beside) with ordinality x(id, position)
           left join app_public.food_nutrients n on (n.org_id, n.food_id, n.nutrient_id) = (f.food_org_id, f.food_id, x.id)) b;
  end if;
end $$;

comment on function app_private.food_contents(app_private.item_food[], integer[]) is
  'What 100 g of each food of the items hold, in the order of panel_nutrient_ids() and then of the nutrients asked for beside it, and how many hundred grams there are of it: unknown is 1 where there is no value (CLINICAL 3), and null where nothing at all is known.';
grant execute on function app_private.food_contents(app_private.item_food[], integer[]) to tf_definer;
