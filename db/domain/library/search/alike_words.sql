-- One letter may be wrong, missing, too many or swapped, in words of six letters or more two. A typo is rarely in the first letter, and
-- is the only one then: so only words that begin alike are compared letter by letter, and the others are looked up as they would have to be.
create or replace function app_private.alike_words(orgs uuid[], stem text) returns text[]
  language sql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with swapped as materialized (
    select array_agg(overlay(stem placing reverse(substring(stem from i for 2)) from i)) as words from generate_series(1, length(stem) - 1) i
  ), likely as (
    select w.word from app_private.search_words w
     where w.org_id = any (orgs) and w.word between left(stem, 1) and left(stem, 1) || repeat('z', 100) and left(w.word, 1) = left(stem, 1)
    union all
    select w.word from app_private.search_words w
     where length(stem) >= 6 and w.org_id = any (orgs)
       and w.word = any (array(select l.letter || r.rest from regexp_split_to_table('abcdefghijklmnopqrstuvwxyz', '') l(letter), unnest(array[stem, substr(stem, 2)]) r(rest)
                               union all select substr(stem, 2) union all select unnest(s.words) from swapped s))
       and left(w.word, 1) <> left(stem, 1)
  ), near as (
    select w.word,
           case when w.word = any (s.words) then 1
                else least(public.levenshtein_less_equal(stem, w.word, m.most),
                           -- not finished, and mistyped already
                           case when length(w.word) > length(stem) and length(stem) >= 5 then public.levenshtein_less_equal(stem, left(w.word, length(stem)), m.most - 1) + 1 end) end
           + (left(w.word, 1) <> left(stem, 1))::integer as distance,
           m.most
      from swapped s
     cross join (values (case when length(stem) < 6 then 1 else 2 end)) m(most)
      join likely w on length(w.word) >= length(stem) - m.most and (length(w.word) <= length(stem) + m.most or length(stem) >= 5)
  ), nearest as (
    select n.word, min(n.distance) as distance from near n where n.distance <= n.most group by n.word
    union all -- two words without the blank between
    select left(stem, i) || ' ' || substr(stem, i + 1), 1
      from generate_series(3, length(stem) - 3) i
     where exists (select from app_private.search_words a where a.org_id = any (orgs) and a.word = left(stem, i))
       and exists (select from app_private.search_words b where b.org_id = any (orgs) and b.word = substr(stem, i + 1))
  )
  select coalesce(array_agg(x.word order by x.distance, length(x.word), x.word), '{}')
    from (select n.word, min(n.distance) as distance, rank() over (order by min(n.distance)) as place from nearest n group by n.word) x
   where x.place = 1 and length(stem) >= 3 and stem ~ '^[a-z]+$'
$$;

comment on function app_private.alike_words(uuid[], text) is
  'The words of the library that are written most like a word that it does not have, all of those that are equally near: one letter wrong, missing, too many or swapped with the next, from six letters on two; or two words that were run together.';
revoke execute on function app_private.alike_words(uuid[], text) from public;
grant execute on function app_private.alike_words(uuid[], text) to tf_definer;
