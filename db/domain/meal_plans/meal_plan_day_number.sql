create or replace function app_private.meal_plan_day_number(
  mapping app_public.day_mapping, is_repeating boolean, day_count integer, starts_on date, on_date date
) returns integer
  language sql immutable strict parallel safe
as $$
  select case when o.days >= 0 and (is_repeating or o.days < day_count) then o.days % day_count + 1 end
    from (select on_date - case mapping when 'weekday' then pg_catalog.date_trunc('week', starts_on::timestamp)::date else starts_on end as days) o
   where on_date >= starts_on
$$;

comment on function app_private.meal_plan_day_number(app_public.day_mapping, boolean, integer, date, date) is
  'Which day of a plan a date is, from 1: cyclic counts from the first day of the assignment, weekday from the Monday of its first week. Null before it starts and after the last day of a plan that does not repeat.';
revoke execute on function app_private.meal_plan_day_number(app_public.day_mapping, boolean, integer, date, date) from public;
grant execute on function app_private.meal_plan_day_number(app_public.day_mapping, boolean, integer, date, date) to tf_definer;
