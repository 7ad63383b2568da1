-- Sums with unknown foods are intervals [known, ∞) (CLINICAL 3): of their difference sometimes only a bound is known, and sometimes nothing.
create or replace function app_private.compared_sums(known_before numeric, unknown_before numeric, known_after numeric, unknown_after numeric) returns jsonb
  language sql immutable -- without a setting of its own, so that it is taken into the query that calls it
as $$
  select jsonb_build_object(
    'before', case when unknown_before is not null then jsonb_build_object('known', known_before, 'unknown', unknown_before) end,
    'after', case when unknown_after is not null then jsonb_build_object('known', known_after, 'unknown', unknown_after) end,
    'difference', case when unknown_before = 0 and unknown_after = 0 then known_after - known_before end,
    'differenceAtLeast', case when unknown_before = 0 and unknown_after > 0 then known_after - known_before end,
    'differenceAtMost', case when unknown_before > 0 and unknown_after = 0 then known_after - known_before end)
$$;

create or replace function app_private.summed(nutrition jsonb)
  returns table (day_number integer, nutrient_id integer, n bigint, known numeric, unknown numeric)
  language sql immutable set search_path = pg_catalog, pg_temp rows 300
as $$
  select (d.value ->> 'dayNumber')::integer, i.value::text::integer, i.n,
         (d.value -> 'known' ->> (i.n - 1)::integer)::numeric, (d.value -> 'unknown' ->> (i.n - 1)::integer)::numeric
    from (select value from jsonb_array_elements(nutrition -> 'days') union all select nutrition -> 'average') d
   cross join jsonb_array_elements(nutrition -> 'nutrientIds') with ordinality i(value, n)
$$;

comment on function app_private.compared_sums(numeric, numeric, numeric, numeric) is
  'Two sums and their difference: exact where both are known, at least or at most so much where only one is, nothing where neither is.';
comment on function app_private.summed(jsonb) is
  'The sums of a version''s nutrition, a row a nutrient and day, and those of the average day with day_number null: known in the nutrient''s unit, unknown = foods without a value.';
revoke execute on function app_private.compared_sums(numeric, numeric, numeric, numeric), app_private.summed(jsonb) from public;
grant execute on function app_private.compared_sums(numeric, numeric, numeric, numeric), app_private.summed(jsonb) to tf_definer;
