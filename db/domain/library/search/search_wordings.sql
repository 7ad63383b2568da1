create or replace function app_private.search_wordings(orgs uuid[], query text, with_alike boolean) returns setof app_private.search_wording
  language plpgsql stable rows 3 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_most constant integer := 8; -- ways to say it that are looked for
  v_typed constant text[] := array(select regexp_replace(w.stem, '(?<=[a-z]{3}o)e$', '') from string_to_table(app_private.word_stems(left(query, 200)), ' ') w(stem) where w.stem <> '' limit 8); -- "tomatoe" begins "tomatoes", and means one
  v_wordings text[] := array[array_to_string(v_typed, ' ')];
  v_alike text[];
  v_known text[];
  v_near text[];
  v_any_end constant text := '(y|ies|es|s)?';
begin
  if with_alike then
    v_known := array(select k.word from app_private.search_words k where k.org_id = any (orgs) and k.word = any (v_typed));
    v_alike := '{""}';
    for v_place in 1 .. cardinality(v_typed) loop
      v_near := case when v_typed[v_place] = any (v_known) or v_typed[v_place] !~ '^[a-z]{3,}$' then v_typed[v_place:v_place] else app_private.alike_words(orgs, v_typed[v_place]) end;
      -- Of which nothing is known, even alike, is left out: the other words are something to begin with.
      v_alike := case when v_near = '{}' then v_alike else array(select trim(a.words || ' ' || n.word) from unnest(v_alike) a(words), unnest(v_near[1:4]) n(word) limit v_most) end;
    end loop;
    v_alike := array(select a.words from unnest(v_alike) a(words) where a.words <> '' and a.words <> v_wordings[1]);
  end if;
  return query
    with recursive said(words, steps) as (
      select v_wordings[1], 0
      union
      -- What took a word's place is marked, and not said in yet another way: crisps are potato chips, and no French fries.
      select trim(replace(' ' || s.words || ' ', ' ' || k.asked_stems || ' ', ' =' || replace(k.found_stems, ' ', ' =') || ' ')), s.steps + 1
        from said s
        join app_private.food_word_synonyms k on position(' ' || k.asked_stems || ' ' in ' ' || s.words || ' ') > 0 and k.org_id = any (orgs)
       where s.steps < 2 and position(' ' || k.found_stems || ' ' in ' ' || replace(s.words, '=', '') || ' ') = 0
    ), meant(words, steps, is_alike) as (
      select replace(s.words, '=', ''), min(s.steps), false from said s group by 1
      union all
      select a.words, 1, true from unnest(v_alike) a(words)
    ), chosen as (
      select m.words, m.steps, m.is_alike, string_to_array(m.words, ' ') as stems from meant m order by m.steps > 0, m.is_alike desc, m.steps, m.words limit v_most
    )
    select c.stems, c.steps, c.is_alike,
           case when length(l.longest) < 3 then '' else '%' end || l.longest || '%',
           -- One or two letters, and what was not typed, match where a word begins (alone: where the name begins), more match anywhere.
           array(select case when length(s.stem) < 3 or c.steps > 0 then '% ' else '%' end || s.stem || '%' from unnest(c.stems) s(stem)),
           array(select '\m' || s.stem || v_any_end || '\M' from unnest(e.stems) s(stem)),
           array(select '\m' || s.stem from unnest(e.stems) s(stem)),
           '^' || array_to_string(e.stems, v_any_end || ' ') || v_any_end,
           ', *' || array_to_string(e.stems, v_any_end || '[^[:alnum:],]+') || v_any_end || ' *(,|$)',
           '^(' || array_to_string(e.stems, '|') || ')' || v_any_end || '$'
      from chosen c
     cross join lateral (select s.stem as longest from unnest(c.stems) s(stem) order by length(s.stem) desc limit 1) l
     cross join lateral (select array(select replace(s.stem, '.', '\.') from unnest(c.stems) s(stem)) as stems) e;
end $$;

comment on function app_private.search_wordings(uuid[], text, boolean) is
  'The ways to say what is searched for: as it was typed, with words that mean the same, and if asked, with words that are written like those that the library does not have.';
revoke execute on function app_private.search_wordings(uuid[], text, boolean) from public;
grant execute on function app_private.search_wordings(uuid[], text, boolean) to tf_definer;
