-- No settings of its own: it is read into the statements that ask.
create or replace function app_private.lone_state(known numeric, is_open boolean, scope app_public.bound_scope, minimum numeric, maximum numeric) returns text
  language sql immutable parallel safe
as $$
  select case when known > maximum and pg_catalog.round(known, 6) > maximum then 'broken' -- thirds that add up to a bound keep it
              when scope <> 'item' then null
              when pg_catalog.round(known, 6) < minimum and not is_open then 'broken'
              when is_open and (maximum is not null or pg_catalog.round(known, 6) < minimum) or pg_catalog.num_nonnulls(minimum, maximum) = 0 then 'open' end
$$;

comment on function app_private.lone_state(numeric, boolean, app_public.bound_scope, numeric, numeric) is
  'What an amount outside any plan, [known, ∞) where it is open, means for a bound (CLINICAL 19): of meals and days only what alone is above their maximum breaks it; null = nothing is said.';
revoke execute on function app_private.lone_state(numeric, boolean, app_public.bound_scope, numeric, numeric) from public;
grant execute on function app_private.lone_state(numeric, boolean, app_public.bound_scope, numeric, numeric) to tf_definer;
