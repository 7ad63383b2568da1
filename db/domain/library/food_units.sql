create or replace function app_private.food_units() returns table (masses text[], masses_and_volumes text[])
  language sql stable rows 1
as $$
  select pg_catalog.array_agg(u.code order by u.sort_order) filter (where u.dimension = 'mass'),
         pg_catalog.array_agg(u.code order by u.sort_order) filter (where u.dimension in ('mass', 'volume'))
    from app_public.units u
$$;

comment on function app_private.food_units() is
  'The units that amounts of a food convert from, in their order: masses of any food, volumes as well of one whose density is known.';
revoke execute on function app_private.food_units() from public;
grant execute on function app_private.food_units() to tf_definer;
