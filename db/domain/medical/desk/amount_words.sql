create or replace function app_private.amount_words(amount numeric, unit text) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select regexp_replace(split_part(trim_scale(amount)::text, '.', 1), '(\d)(?=(\d{3})+$)', '\1' || chr(160), 'g')
         || coalesce('.' || nullif(split_part(trim_scale(amount)::text, '.', 2), ''), '') || coalesce(chr(160) || unit, '')
$$;

comment on function app_private.amount_words(numeric, text) is 'An amount as sentences for people have it, such as 2 000 mg; its spaces do not break.';
grant execute on function app_private.amount_words(numeric, text) to tf_definer;
