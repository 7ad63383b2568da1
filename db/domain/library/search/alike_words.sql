-- One letter may be wrong, missing, too many or swapped, in words of six letters or more two. A typo is rarely in the first letter.
create or replace function app_private.alike_words(orgs uuid[], stem text) returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with swapped as materialized (
    select array_agg(overlay(stem placing reverse(substring(stem from i for 2)) from i)) as words from generate_series(1, length(stem) - 1) i
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
      join app_private.search_words w on w.org_id = any (orgs) and length(w.word) >= length(stem) - m.most
       and (length(w.word) <= length(stem) + m.most or length(stem) >= 5)
  ), nearest as (
    select n.word, min(n.distance) as distance from near n where n.distance <= n.most group by n.word
    union all -- two words without the blank between
    select a.word || ' ' || b.word, 1
      from app_private.search_words a
      join app_private.search_words b on b.word = substring(stem from length(a.word) + 1)
     where a.org_id = any (orgs) and b.org_id = any (orgs) and length(a.word) between 3 and length(stem) - 3 and starts_with(stem, a.word)
  )
  select coalesce(array_agg(x.word order by x.distance, length(x.word), x.word), '{}')
    from (select n.word, min(n.distance) as distance, rank() over (order by min(n.distance)) as place from nearest n group by n.word) x
   where x.place = 1 and length(stem) >= 3 and stem ~ '^[a-z]+$'
$$;

comment on function app_private.alike_words(uuid[], text) is
  'The words of the library that are written most like a word that it does not have, all of those that are equally near: one letter wrong, missing, too many or swapped with the next, from six letters on two; or two words that were run together.';
revoke execute on function app_private.alike_words(uuid[], text) from public;
grant execute on function app_private.alike_words(uuid[], text) to tf_definer;
