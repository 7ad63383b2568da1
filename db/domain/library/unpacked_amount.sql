-- Without a search_path of its own, so that it becomes part of the statement that calls it.
create or replace function app_private.unpacked_amount(digits bytea, first_digit integer, width integer, unit numeric) returns numeric
  language sql immutable strict parallel safe
as $$ select pg_catalog.encode(pg_catalog.substr(digits, first_digit, width), 'escape')::numeric operator(pg_catalog.*) unit $$;

comment on function app_private.unpacked_amount(bytea, integer, integer, numeric) is
  'The amount in one block of a packed sum, of which digits are the text: so many digits from the first on, in the unit.';
revoke execute on function app_private.unpacked_amount(bytea, integer, integer, numeric) from public;
grant execute on function app_private.unpacked_amount(bytea, integer, integer, numeric) to tf_definer;
