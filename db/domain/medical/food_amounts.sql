create or replace function app_private.food_amounts(foods app_private.item_food[], nutrient_ids integer[])
  returns table (item_id uuid, nutrient_id integer, known numeric, is_open boolean)
  language sql stable rows 2000 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with panel as materialized ( -- panels hold the usual nutrients in one row a food
    select k.nutrient_id, k.ordinality as position from unnest(app_private.panel_nutrient_ids()) with ordinality k(nutrient_id) where k.nutrient_id = any (nutrient_ids)
  ), food as materialized (
    select f.item_id, f.food_org_id, f.food_id, f.grams * 0.01 as hundreds, count(*) over (partition by f.item_id) = 1 as is_alone, p.known, p.unknown
      from unnest(foods) f left join app_private.food_panels p on (p.org_id, p.food_id) = (f.food_org_id, f.food_id)
  ), part as materialized (
    select f.item_id, f.is_alone, k.nutrient_id, f.hundreds * v.known as known, v.unknown > 0 as is_open
      from food f cross join unnest(f.known, f.unknown) with ordinality v(known, unknown, position) join panel k on k.position = v.position
    union all
    select f.item_id, f.is_alone, k.nutrient_id, 0, true from food f cross join panel k where f.known is null
    union all
    select f.item_id, f.is_alone, x.nutrient_id, coalesce(f.hundreds * n.amount, 0), n.amount is null
      from food f
     cross join (select u.nutrient_id from unnest(nutrient_ids) u(nutrient_id) where u.nutrient_id not in (select k.nutrient_id from panel k)) x
      left join app_public.food_nutrients n on (n.org_id, n.food_id, n.nutrient_id) = (f.food_org_id, f.food_id, x.nutrient_id)
  )
  select p.item_id, p.nutrient_id, p.known, p.is_open from part p where p.is_alone
  union all
  select p.item_id, p.nutrient_id, sum(p.known), bool_or(p.is_open) from part p where not p.is_alone group by p.item_id, p.nutrient_id
$$;

comment on function app_private.food_amounts(app_private.item_food[], integer[]) is
  'What each item holds of each nutrient, as an interval: is_open where a food has no value (CLINICAL 3).';
grant execute on function app_private.food_amounts(app_private.item_food[], integer[]) to tf_definer;
