-- One row a food is looked up; its callers do without nested loops, a setting that reaches into what they call.
create or replace function app_private.weighed_foods(foods app_private.item_food[], packing app_private.packing)
  returns table (item_number integer, food_number integer, hash bigint, weighed numeric, lacks bit varying, lacking integer[])
  language plpgsql stable rows 200 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
declare
  v_beside constant integer[] := packing.nutrient_ids[packing.stored + 1 :];
  v_nothing constant bit varying := repeat('1', cardinality(packing.nutrient_ids))::bit varying; -- what is known of words
  v_factor constant numeric := ('1' || repeat('0', packing.shift))::numeric;
begin
  if v_beside = '{}' then
    return query
      select f.item_number, f.food_number, f.hash, case when packing.shift = 0 then p.packed * f.grams else p.packed * f.grams * v_factor end, coalesce(p.lacks, v_nothing), coalesce(p.lacking, packing.nutrient_ids)
        from unnest(foods) f
        left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id) and f.grams is not null;
    return;
  end if;

  return query
    select f.item_number, f.food_number, f.hash,
           case when p.food_id is not null then
             (case when packing.stored > 0 then p.packed * ('1' || repeat('0', packing.width * cardinality(v_beside)))::numeric else 0 end
              + app_private.packed_amounts(b.amounts, packing.decimals - packing.shift - 2, packing.width)) * f.grams * v_factor end,
           case when p.food_id is null then v_nothing
                else case when packing.stored > 0 then p.lacks else ''::bit varying end
                     || (select string_agg((a.amount is null)::integer::text, '' order by a.n) from unnest(b.amounts) with ordinality a(amount, n))::bit varying end,
           case when p.food_id is null then packing.nutrient_ids
                else case when packing.stored > 0 then p.lacking else '{}' end || array(select a.id from unnest(v_beside, b.amounts) a(id, amount) where a.amount is null) end
      from unnest(foods) f
      left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id) and f.grams is not null
     cross join lateral ( -- each by its key: there are few of them, and eighty others of a food
       select array(select (select v.amount from app_public.food_nutrients v where (v.org_id, v.food_id, v.nutrient_id) = (f.food_org_id, f.food_id, x.id))
                      from unnest(v_beside) with ordinality x(id, n) order by x.n) as amounts offset 0) b;
end $$;

comment on function app_private.weighed_foods(app_private.item_food[], app_private.packing) is
  'What each food of the items holds by its grams, packed: sums of these numbers are the sums of every nutrient, in blocks as the packing says. lacks: 1 where there is no value (CLINICAL 3), in the order of the packing''s nutrients; lacking: those nutrients; weighed is null where nothing at all is known.';
revoke execute on function app_private.weighed_foods(app_private.item_food[], app_private.packing) from public;
grant execute on function app_private.weighed_foods(app_private.item_food[], app_private.packing) to tf_definer;
