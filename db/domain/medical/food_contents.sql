-- One row a food is looked up; its callers do without nested loops, a setting that reaches into what they call.
create or replace function app_private.food_contents(foods app_private.item_food[], beside integer[])
  returns table (item_number integer, food_number integer, hundreds numeric, known numeric[], unknown integer[])
  language plpgsql stable rows 200 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
begin
  if cardinality(beside) = 0 then
    return query
      select f.item_number, f.food_number, f.grams * 0.01, p.known, p.unknown
        from unnest(foods) f
        left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id) and f.grams is not null;
  else
    return query
      select f.item_number, f.food_number, f.grams * 0.01, p.known || array_replace(b.amounts, null, 0), p.unknown || array(select (a.amount is null)::integer from unnest(b.amounts) a(amount))
        from unnest(foods) f
        left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id) and f.grams is not null
       cross join lateral ( -- each by its key: there are few of them, and eighty others of a food
         select array(select (select v.amount from app_public.food_nutrients v where (v.org_id, v.food_id, v.nutrient_id) = (f.food_org_id, f.food_id, x.id))
                        from unnest(beside) x(id)) as amounts offset 0) b;
  end if;
end $$;

comment on function app_private.food_contents(app_private.item_food[], integer[]) is
  'What 100 g of each food of the items hold, in the order of panel_nutrient_ids() and then of the nutrients asked for beside it, and how many hundred grams there are of it: unknown is 1 where there is no value (CLINICAL 3), and null where nothing at all is known.';
grant execute on function app_private.food_contents(app_private.item_food[], integer[]) to tf_definer;
