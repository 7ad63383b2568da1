create or replace function app_private.matching_synonym(query text, food_name text, synonyms text[]) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select s.name
    from unnest(synonyms) with ordinality s(name, n), app_private.search_normal(left(query, 200)) q(words)
   where cardinality(synonyms) > 0 and q.words <> '' and position(q.words in app_private.search_normal(food_name)) = 0 and position(q.words in app_private.search_normal(s.name)) > 0
   order by s.n limit 1
$$;

comment on function app_private.matching_synonym(text, text, text[]) is 'The first other name of a food that holds what was searched for, where its name does not; it tells why the food was found.';
grant execute on function app_private.matching_synonym(text, text, text[]) to tf_definer;
