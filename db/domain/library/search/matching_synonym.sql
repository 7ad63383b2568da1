create or replace function app_private.matching_synonym(query text, food_name text, synonyms text[]) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select s.name
    from unnest(synonyms) with ordinality s(name, n), app_private.search_normal(left(query, 200)) q(words)
   where cardinality(synonyms) > 0 and q.words <> '' and position(q.words in app_private.search_normal(food_name)) = 0 and position(q.words in app_private.search_normal(s.name)) > 0
   order by s.n limit 1
$$;

create or replace function app_private.other_word(said app_private.food_word_synonyms[], food_name text) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select s.asked
    from unnest(said) with ordinality s, (select ' ' || app_private.word_stems(food_name) || ' ' as stems) n
   where position(' ' || s.found_stems || ' ' in n.stems) > 0 and position(' ' || s.asked_stems || ' ' in n.stems) = 0
   order by length(s.asked) desc, s.ordinality limit 1
$$;

comment on function app_private.matching_synonym(text, text, text[]) is 'The first other name of a food that holds what was searched for, where its name does not; it tells why the food was found.';
grant execute on function app_private.matching_synonym(text, text, text[]) to tf_definer;
comment on function app_private.other_word(app_private.food_word_synonyms[], text) is 'What was typed and another kitchen calls what the name says; of several the most precise. It tells why the food was found.';
revoke execute on function app_private.other_word(app_private.food_word_synonyms[], text) from public;
grant execute on function app_private.other_word(app_private.food_word_synonyms[], text) to tf_definer;
