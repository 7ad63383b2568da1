create or replace function app_private.prescribed_meals(org uuid, client uuid, from_on date, to_on date)
  returns table (
    on_date date, meal_plan_assignment_id uuid, meal_plan_version_id uuid, day_number integer,
    meal_id uuid, meal_name text, meal_position integer, nutrient_ids integer[], known numeric[], unknown integer[]
  )
  language sql stable set search_path = pg_catalog, pg_temp rows 100
as $$
  with assigned as materialized (
    select a as assignment, a.id, a.meal_plan_version_id as version_id, v.day_mapping, v.is_repeating, c.content -> 'days' as days,
           jsonb_array_length(c.content -> 'days') as day_count, c.nutrition -> 'meals' as meals,
           array(select jsonb_array_elements_text(c.nutrition -> 'nutrientIds')::integer) as nutrient_ids,
           greatest(a.starts_on, from_on) as first_on, least(coalesce(a.ends_on, to_on), to_on) as end_on, a.starts_on
      from app_public.meal_plan_assignments a
      join app_public.meal_plan_versions v on v.org_id = a.org_id and v.id = a.meal_plan_version_id
      join app_public.published_contents c on c.org_id = a.org_id and c.meal_plan_version_id = a.meal_plan_version_id
     where a.org_id = org and a.client_id = client and a.status <> 'cancelled' and daterange(a.starts_on, a.ends_on) && daterange(from_on, to_on)
  ), meals as materialized (
    select a.id as assignment_id, (d.value ->> 'dayNumber')::integer as day_number, (m.value ->> 'id')::uuid as meal_id,
           m.value ->> 'name' as name, (m.value ->> 'position')::integer as position
      from assigned a
     cross join jsonb_array_elements(a.days) d
     cross join jsonb_array_elements(d.value -> 'meals') m
     where m.value -> 'items' <> '[]' -- an empty meal prescribes nothing
  ), sums as materialized (
    select a.id as assignment_id, (n.value ->> 'id')::uuid as meal_id,
           a.nutrient_ids,
           array(select jsonb_array_elements_text(n.value -> 'known')::numeric) as known,
           array(select jsonb_array_elements_text(n.value -> 'unknown')::integer) as unknown
      from assigned a cross join jsonb_array_elements(a.meals) n
  ), dates as materialized ( -- once a date, not once a date and meal
    select a.id as assignment_id, a.version_id, d::date as on_date,
           app_private.meal_plan_day_number(a.day_mapping, a.is_repeating, a.day_count, a.starts_on, d::date) as day_number
      from assigned a cross join generate_series(a.first_on::timestamp, (a.end_on - 1)::timestamp, '1 day') d
     where not app_private.is_stopped_on(a.assignment, d::date)
  )
  select d.on_date, d.assignment_id, d.version_id, d.day_number, m.meal_id, m.name, m.position, s.nutrient_ids, s.known, s.unknown
    from dates d
    join meals m on m.assignment_id = d.assignment_id and m.day_number = d.day_number
    left join sums s on s.assignment_id = m.assignment_id and s.meal_id = m.meal_id
$$;

comment on function app_private.prescribed_meals(uuid, uuid, date, date) is
  'The meals prescribed to a client on each date of [from_on, to_on), from frozen content: cancelled assignments and days after a suspension prescribe nothing. nutrient_ids, known and unknown are parallel; known in the nutrient''s unit, unknown = foods without a value.';
revoke execute on function app_private.prescribed_meals(uuid, uuid, date, date) from public;
grant execute on function app_private.prescribed_meals(uuid, uuid, date, date) to tf_definer;
