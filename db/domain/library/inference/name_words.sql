create or replace function app_private.name_words(name text) returns text[]
  language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(case when w.word ~ '(ies|ie)$' then regexp_replace(w.word, '(ies|ie)$', 'y')
                                 when w.word ~ '(o|ch|sh|x)es$' then left(w.word, -2)
                                 when w.word ~ '[^s]s$' then left(w.word, -1)
                                 else w.word end order by w.n), '{}')
    from (select trim(t.word, '.') as word, t.n from string_to_table(app_private.search_normal(name), ' ') with ordinality t(word, n)) w
   where w.word ~ '[a-z]'
$$;

comment on function app_private.name_words(text) is
  'The words of a food''s name as inference compares them: lower case, without accents, figures and the ending of the plural.';
