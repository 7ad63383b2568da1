create or replace function app_private.first_sentence(comment text) returns text
  language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$ select coalesce(substring(words from '^.*?\.(?=\s|$)'), words) from regexp_replace(comment, '^(@[^\n]*\n)+', '') words $$;

comment on function app_private.first_sentence(text) is 'The first sentence of a comment, without its smart tags.';
grant execute on function app_private.first_sentence(text) to tf_definer;
