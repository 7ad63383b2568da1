create or replace function app_private.meal_plan_version_item_nutrients(org uuid, version_id uuid, nutrient_ids integer[])
  returns table (meal_plan_day_id uuid, day_number integer, meal_plan_meal_id uuid, item_id uuid, alternative_of_id uuid,
                 nutrient_id integer, known numeric, unknown_foods integer)
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 1000
as $$
declare
  v_recipe_ids constant uuid[] := array(
    select distinct i.recipe_id from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id and i.recipe_id is not null);
  -- Where a nutrient stands in the panel; null = not in it, read from the food's own rows.
  v_positions constant integer[] := array(
    select array_position(p.ids, n.id)
      from (select app_private.panel_nutrient_ids() as ids) p, unnest(nutrient_ids) with ordinality n(id, position) order by n.position);
begin
  return query
    with dish as materialized (
      select f.recipe_id, n.id as nutrient_id, sum(coalesce(v.amount, 0) * f.grams_per_serving * 0.01) as known,
             count(*) filter (where v.amount is null)::integer as unknown
        from app_private.recipe_foods(org, v_recipe_ids) f
       cross join unnest(nutrient_ids) n(id)
        left join app_public.food_nutrients v on (v.org_id, v.food_id, v.nutrient_id) = (f.food_org_id, f.food_id, n.id)
       group by 1, 2
    )
    select d.id, d.day_number, m.id, i.id, i.alternative_of_id, n.id,
           case when i.food_id is not null then coalesce(v.known, 0) * (i.grams * 0.01)
                when i.recipe_id is not null then coalesce(round(v.known * case when i.grams is null then i.amount else i.grams * r.servings / r.cooked_weight_g end, 9), 0)
                else 0 end,
           case when i.recipe_id is not null and i.grams is not null and r.cooked_weight_g is null then greatest(v.unknown, 1)
                else coalesce(v.unknown, 1) end
      from app_public.meal_plan_items i
      join app_public.meal_plan_meals m on (m.org_id, m.id) = (i.org_id, i.meal_plan_meal_id)
      join app_public.meal_plan_days d on (d.org_id, d.id) = (m.org_id, m.meal_plan_day_id)
      left join lateral (
        select p.known, p.unknown from app_private.food_panels p where (p.org_id, p.food_id) = (i.food_org_id, i.food_id) offset 0) p on true
      left join app_public.recipes r on (r.org_id, r.id) = (i.recipe_org_id, i.recipe_id)
     cross join unnest(nutrient_ids, v_positions) n(id, position)
      left join lateral (
        select p.known[n.position] as known, p.unknown[n.position] as unknown where i.food_id is not null and n.position is not null
        union all
        select f.amount, 0 from app_public.food_nutrients f
         where n.position is null and (f.org_id, f.food_id, f.nutrient_id) = (i.food_org_id, i.food_id, n.id)
        union all
        select s.known, s.unknown from dish s where s.recipe_id = i.recipe_id and s.nutrient_id = n.id) v on true
     where i.org_id = org and i.meal_plan_version_id = version_id;
end $$;

comment on function app_private.meal_plan_version_item_nutrients(uuid, uuid, integer[]) is
  'What each item of a plan version holds of each of these nutrients: the sum of what is known and how many foods have no value; the truth is in [known, ∞) where that is above 0. One row an item and nutrient; recipes are taken apart, words are one unknown food (CLINICAL 3, 6, 7). Alternatives are listed, too.';
grant execute on function app_private.meal_plan_version_item_nutrients(uuid, uuid, integer[]) to tf_definer;
