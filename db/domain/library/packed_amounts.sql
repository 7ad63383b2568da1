create or replace function app_private.packed_amounts(amounts numeric[], decimals integer, width integer) returns numeric
  language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
  select string_agg(lpad(trunc(coalesce(a.amount, 0) * ('1' || repeat('0', decimals))::numeric)::text, width, '0'), '' order by a.n)::numeric
    from unnest(amounts) with ordinality a(amount, n)
$$;

comment on function app_private.packed_amounts(numeric[], integer, integer) is
  'Amounts as one number: each times 10^decimals in a block of so many digits, the first leftmost, 0 for what is null. That they fit is for the caller to know.';
revoke execute on function app_private.packed_amounts(numeric[], integer, integer) from public;
grant execute on function app_private.packed_amounts(numeric[], integer, integer) to tf_definer;
