create or replace function app_private.numbered_words(numbers text, words text[]) returns text
  language sql immutable parallel safe
as $$
  select pg_catalog.string_agg(words[u.number::integer], ',' order by u.number::integer) from pg_catalog.string_to_table(numbers, ',') u(number)
$$;

comment on function app_private.numbered_words(text, text[]) is
  'The words that comma-separated numbers stand for, from 1, with commas between; null of null.';
grant execute on function app_private.numbered_words(text, text[]) to tf_definer;
