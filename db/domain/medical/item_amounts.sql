create or replace function app_private.item_amounts(items app_private.checked_item[], foods app_private.item_food[], nutrient_ids integer[])
  returns setof app_private.item_amount
  language sql stable rows 2000 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with needed as materialized (
    select x.nutrient_id, array_position(app_private.panel_nutrient_ids(), x.nutrient_id) as position from unnest(nutrient_ids) x(nutrient_id)
  ), food as materialized ( -- panels hold the usual nutrients in one row a food
    select f.item_id, f.food_org_id, f.food_id, f.grams * 0.01 as hundreds, count(*) over (partition by f.item_id) = 1 as is_alone, p.known, p.unknown
      from unnest(foods) f left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id)
  ), part as materialized (
    select f.item_id, f.is_alone, x.nutrient_id, f.hundreds * f.known[x.position] as known, coalesce(f.unknown[x.position], 1) > 0 as is_open
      from food f cross join needed x where x.position is not null
    union all
    select f.item_id, f.is_alone, x.nutrient_id, f.hundreds * n.amount, n.amount is null
      from food f cross join needed x
      left join app_public.food_nutrients n on (n.org_id, n.food_id, n.nutrient_id) = (f.food_org_id, f.food_id, x.nutrient_id)
     where x.position is null
  ), whole as (
    select p.item_id, p.nutrient_id, p.known, p.is_open from part p where p.is_alone
    union all
    select p.item_id, p.nutrient_id, sum(p.known), bool_or(p.is_open) from part p where not p.is_alone group by p.item_id, p.nutrient_id
  )
  select i.item_id, i.slot_id, i.day_number, i.meal_id, w.nutrient_id, coalesce(w.known, 0), w.is_open
    from unnest(items) i join whole w on w.item_id = i.item_id
$$;

comment on function app_private.item_amounts(app_private.checked_item[], app_private.item_food[], integer[]) is
  'What each item holds of each nutrient, as an interval: a food without a value leaves it open upward (CLINICAL 3).';
grant execute on function app_private.item_amounts(app_private.checked_item[], app_private.item_food[], integer[]) to tf_definer;
