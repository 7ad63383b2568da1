create or replace function app_private.count_words(number bigint, one text, many text) returns text
  language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
  select number || ' ' || case number when 1 then one else many end
$$;

comment on function app_private.count_words(bigint, text, text) is 'A number with its noun: 1 person, 2 people.';
grant execute on function app_private.count_words(bigint, text, text) to tf_definer;
