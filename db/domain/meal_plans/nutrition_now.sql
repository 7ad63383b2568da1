create or replace function app_private.nutrition_now(org uuid, version_id uuid) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_zeros constant numeric[] := array_fill(0::numeric, array[cardinality(v_panel)]);
  v_ones constant integer[] := array_fill(1, array[cardinality(v_panel)]);
  v_no_food constant numeric[] := array_fill(null::numeric, array[cardinality(v_panel)]);
  v_no_unknown constant bigint[] := array_fill(0::bigint, array[cardinality(v_panel)]);
  v_recipe_ids constant uuid[] := array(
    select distinct i.recipe_id from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id and i.recipe_id is not null);
begin
  return (
    with dish as materialized (
      select * from app_private.recipe_panels(org, v_recipe_ids)
    ), item as materialized (
      select i.id, i.meal_plan_meal_id, i.position, i.alternative_of_id is null as counts,
             case when i.food_id is not null then array(select unnest(coalesce(p.known, v_zeros)) * (i.grams * 0.01))
                  -- Thirds of a dish leave dust in the twentieth digit; a billionth of a unit is beyond what any source says.
                  when i.recipe_id is not null then array(select round(unnest(r.known) * coalesce(r.servings_eaten, 0), 9))
                  else v_zeros end as known,
             coalesce(p.unknown, case when r.servings_eaten is not null then r.unknown end, v_ones) as unknown
        from app_public.meal_plan_items i
        left join lateral (
         select p.known, p.unknown from app_private.food_panels p where (p.org_id, p.food_id) = (i.food_org_id, i.food_id) offset 0) p on true
        left join lateral (
         select d.known, d.unknown, case when i.grams is null then i.amount else i.grams * d.servings / d.cooked_weight_g end as servings_eaten
           from dish d where d.recipe_id = i.recipe_id) r on true
       where i.org_id = org and i.meal_plan_version_id = version_id
    ), meal as materialized (
      select m.id, m.meal_plan_day_id as day_id, m.position, s.known, s.unknown
        from app_public.meal_plan_meals m
       cross join lateral (
         select array_agg(t.known order by t.position) as known, array_agg(t.unknown order by t.position) as unknown
           from (select c.position, sum(c.known) as known, sum(c.unknown) as unknown
                   from (select generate_subscripts(i.known, 1) as position, unnest(i.known) as known, unnest(i.unknown) as unknown
                           from item i where i.meal_plan_meal_id = m.id and i.counts) c
                  group by 1) t) s
       where m.org_id = org and m.meal_plan_version_id = version_id
    ), day as materialized (
      select d.id, d.day_number, s.known, s.unknown
        from app_public.meal_plan_days d
       cross join lateral (
         select array_agg(t.known order by t.position) as known, array_agg(t.unknown order by t.position) as unknown
           from (select c.position, sum(c.known) as known, sum(c.unknown)::bigint as unknown
                   from (select generate_subscripts(m.known, 1) as position, unnest(m.known) as known, unnest(m.unknown) as unknown
                           from meal m where m.day_id = d.id) c
                  group by 1) t) s
       where d.org_id = org and d.meal_plan_version_id = version_id
    ), average as (
      select array_agg(t.known order by t.position) as known, array_agg(t.unknown order by t.position) as unknown
        from (select c.position, round(sum(c.known) / (select count(*) from day d where d.known is not null), 6) as known, sum(c.unknown)::bigint as unknown
                from (select generate_subscripts(d.known, 1) as position, unnest(d.known) as known, unnest(d.unknown) as unknown from day d) c
               group by 1) t
    )
    select json_build_object(
      'nutrientIds', v_panel,
      'items', (select coalesce(json_agg(json_build_object('id', i.id, 'known', i.known, 'unknown', i.unknown)
                                         order by i.meal_plan_meal_id, i.position, i.id), '[]') from item i),
      'meals', (select coalesce(json_agg(json_build_object(
                  'id', m.id, 'known', coalesce(m.known, v_no_food), 'unknown', coalesce(m.unknown, v_no_unknown))
                  order by m.day_id, m.position, m.id), '[]') from meal m),
      'days', (select coalesce(json_agg(json_build_object(
                  'id', d.id, 'dayNumber', d.day_number, 'known', coalesce(d.known, v_no_food),
                  'unknown', coalesce(d.unknown, v_no_unknown),
                  'energyPercent', app_private.energy_percent(v_panel, d.known, d.unknown))
                  order by d.day_number), '[]') from day d),
      'average', (select json_build_object('known', coalesce(a.known, v_no_food),
                    'unknown', coalesce(a.unknown, v_no_unknown),
                    'energyPercent', app_private.energy_percent(v_panel, a.known, a.unknown)) from average a)));
end $$;

comment on function app_private.nutrition_now(uuid, uuid) is
  'The nutrition of a plan version from its rows as they stand: items, meals, days and the average of the days that have food (an empty day is not a day of nothing, CLINICAL 3), each with known[] and unknown[] parallel to nutrientIds. A sum is the interval [known, ∞) where unknown, the number of foods without a value, is above 0; known is null where there is no food at all. Alternatives are listed among the items; sums count the first (CLINICAL 3 to 8).';
grant execute on function app_private.nutrition_now(uuid, uuid) to tf_definer;
