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
  -- Foods are summed to meals while they are packed (food_panels), with room for grams of 15 decimals and a ton; what does not fit, and
  -- recipes, whose amounts are rounded, are added nutrient by nutrient.
  v_blocks constant integer := cardinality(app_private.packed_nutrient_ids());
  v_first constant numeric := ('1' || repeat('0', 32 * v_blocks))::numeric; -- so that each block has its place
  v_first_count constant numeric := ('1' || repeat('0', 4 * v_blocks))::numeric;
  v_is_packed constant boolean := coalesce((
    select sum(i.grams) < 1000000 and max(scale(i.grams)) <= 15 from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id and i.food_id is not null), false);
begin
  return (
    with dish as materialized (
      select * from app_private.recipe_panels(org, v_recipe_ids) where v_recipe_ids <> '{}'
    ), item as materialized (
      select i.id, i.meal_plan_meal_id, i.position, i.alternative_of_id is null as counts,
             case when v_is_packed and i.alternative_of_id is null then p.packed * (i.grams * 1000000) end as packed, p.lacks,
             case when i.food_id is not null then array(select unnest(coalesce(p.known, v_zeros)) * p.hundreds)
                  -- Thirds of a dish leave dust in the twentieth digit; a billionth of a unit is beyond what any source says.
                  when i.recipe_id is not null then array(select trim_scale(round(unnest(r.known) * coalesce(r.servings_eaten, 0), 9)))
                  else v_zeros end as known,
             coalesce(p.unknown, case when r.servings_eaten is not null then r.unknown end, v_ones) as unknown
        from app_public.meal_plan_items i
        left join lateral (
         select h.hundreds, p.known, p.unknown, p.packed, p.lacks
           from (select trim_scale(i.grams * 0.01) as hundreds offset 0) h
           left join app_private.food_panels p on (p.org_id, p.food_id) = (i.food_org_id, i.food_id)
          where i.food_id is not null offset 0) p on true
        left join lateral (
         select d.known, d.unknown, case when i.grams is null then i.amount else i.grams * d.servings / d.cooked_weight_g end as servings_eaten
           from dish d where d.recipe_id = i.recipe_id) r on true
       where i.org_id = org and i.meal_plan_version_id = version_id
    ), packed as materialized (
      select s.meal_id, array(select trim_scale(app_private.unpacked_amount(s.known, n * 32 - 30, 32, 1e-21)) from generate_series(1, cardinality(v_panel)) n) as known,
             array(select app_private.unpacked_amount(s.unknown, n * 4 - 2, 4, 1)::integer from generate_series(1, cardinality(v_panel)) n) as unknown
        from (select i.meal_plan_meal_id as meal_id, convert_to((v_first + sum(i.packed))::text, 'UTF8') as known,
                     convert_to((v_first_count + sum(replace(replace(i.lacks::text, '0', '0000'), '1', '0001')::numeric))::text, 'UTF8') as unknown
                from item i where i.packed is not null group by i.meal_plan_meal_id offset 0) s
    ), mixed as ( -- meals with something that is not packed
      select c.meal_id, array_agg(c.known order by c.position) as known, array_agg(c.unknown order by c.position) as unknown
        from (select c.meal_id, c.position, sum(c.known) as known, sum(c.unknown)::integer as unknown
                from (select p.meal_id, generate_subscripts(p.known, 1) as position, unnest(p.known) as known, unnest(p.unknown) as unknown
                        from (select i.meal_plan_meal_id as meal_id, i.known, i.unknown from item i where i.counts and i.packed is null
                              union all
                              select p.meal_id, p.known, p.unknown from packed p where p.meal_id in (select i.meal_plan_meal_id from item i where i.counts and i.packed is null)) p) c
               group by c.meal_id, c.position) c
       group by c.meal_id
    ), meal as materialized (
      select m.id, m.meal_plan_day_id as day_id, m.position, coalesce(x.known, p.known) as known, coalesce(x.unknown, p.unknown) as unknown
        from app_public.meal_plan_meals m
        left join packed p on p.meal_id = m.id
        left join mixed x on x.meal_id = m.id
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
                  'id', m.id, 'known', coalesce(m.known, v_no_food), 'unknown', coalesce(m.unknown, v_no_unknown::integer[]))
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
