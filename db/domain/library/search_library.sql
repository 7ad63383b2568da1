-- Definer and owned by the migrating role on purpose: under policies no trigram index is used, and the restrictive policy
-- own_organisation binds tf_definer, too (9 ms against 1 ms on 8 789 foods, 90 ms against 5 ms with typing errors). It takes the
-- organisation as an argument, is executable by tf_definer only, and answers ids only; whoever calls it reads the rows again
-- under that policy, so that a mistake here shows nobody anything foreign.
create or replace function app_private.search_library(org uuid, query text, max_rows integer)
  returns table (kind text, org_id uuid, id uuid, rank bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_orgs constant uuid[] := array[org, '00000000-0000-0000-0000-000000000000'];
  v_left_out constant text[] := array(select o.library_code from app_public.organization_libraries o where o.org_id = org and not o.is_used);
  v_words constant text[] := (string_to_array(app_private.search_normal(left(query, 200)), ' '))[1:8];
  -- Without the ending of the plural, so that "eggs" finds "egg" and "tomato" finds "tomatoes".
  v_stems constant text[] := array(select regexp_replace(w.word, '(?<=..)(ies|(?<=o)es|(?<!s)s)$', '') from unnest(v_words) with ordinality w(word, n) order by w.n);
  v_longest constant text := (select s.stem from unnest(v_stems) s(stem) order by length(s.stem) desc limit 1);
  -- One or two letters match where a word begins (alone: where the name begins), more match anywhere.
  v_likes constant text[] := array(select case when length(s.stem) < 3 then '% ' else '%' end || s.stem || '%' from unnest(v_stems) s(stem));
  v_indexable constant text := case when length(v_longest) < 3 then '' else '%' end || v_longest || '%';
  v_any_end constant text := '(y|ies|es|s)?';
  v_word_regexes constant text[] := array(select '\m' || replace(s.stem, '.', '\.') || v_any_end || '\M' from unnest(v_stems) s(stem));
  v_begin_regexes constant text[] := array(select '\m' || replace(s.stem, '.', '\.') from unnest(v_stems) s(stem));
  v_phrase constant text := '^' || replace(array_to_string(v_stems, v_any_end || ' '), '.', '\.') || v_any_end;
begin
  if cardinality(v_words) = 0 or v_words[1] = '' then
    return;
  end if;

  return query
    with candidate as (
      select 'food' as kind, f.org_id, f.id, f.name, f.search_name, f.search_text
        from app_public.foods f
       where f.org_id = any (v_orgs) and f.archived_at is null and (f.library_code = any (v_left_out)) is not true
         and f.search_text like v_indexable and ' ' || f.search_text like all (v_likes)
      union all
      select 'recipe', r.org_id, r.id, r.name, r.search_name, r.search_name
        from app_public.recipes r
       where r.org_id = any (v_orgs) and r.archived_at is null and (r.library_code = any (v_left_out)) is not true and ' ' || r.search_name like all (v_likes)
    ), judged as (
      select c.*,
             case when c.search_name ~ (v_phrase || '\M') then
                    case when c.search_name ~ (v_phrase || '$') then 0                                          -- "milk"
                         when app_private.search_normal(split_part(c.name, ',', 1)) ~ (v_phrase || '$') then 1  -- "milk, whole"
                         else 2 end                                                                             -- "milk chocolate"
                  when length(v_longest) < 3 then 5
                  when c.search_name ~ all (v_word_regexes) then 3                                              -- "coconut milk"
                  when c.search_text ~ all (v_word_regexes) then 4                                              -- a synonym or the brand
                  when c.search_name ~ all (v_begin_regexes) then 5                                             -- "milkfish"
                  else 6 end                                                                                    -- "buttermilk"
             as distance,
             -- What somebody has reviewed, or the organisation made, comes before the same match in the bulk of the source.
             (c.kind = 'food' and c.org_id <> org
              and not exists (select from app_public.food_tags t
                              where (t.food_org_id, t.food_id) = (c.org_id, c.id) and t.org_id = any (v_orgs) and t.inference_code is null))::integer as is_unreviewed
        from candidate c
    )
    select j.kind, j.org_id, j.id,
           row_number() over (order by j.distance + j.is_unreviewed, j.distance, position(v_stems[1] in j.search_name), length(j.name), j.name, j.id)
      from judged j
     order by 4
     limit max_rows;
  if found then
    return;
  end if;

  -- Nothing is written like that: words that are alike, for typing errors. The operator asks this setting.
  perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
  return query
    select s.kind, s.org_id, s.id, row_number() over (order by round(s.likeness::numeric, 1) desc, s.is_unreviewed, s.likeness desc, length(s.name), s.name, s.id)
      from (
        select 'food' as kind, f.org_id, f.id, f.name, a.likeness,
               f.org_id <> org and not exists (select from app_public.food_tags t
                                          where (t.food_org_id, t.food_id) = (f.org_id, f.id) and t.org_id = any (v_orgs) and t.inference_code is null) as is_unreviewed
          from app_public.foods f
         cross join lateral (select avg(public.word_similarity(w.word, f.search_text)) as likeness from unnest(v_words) w(word)) a
         where f.org_id = any (v_orgs) and f.archived_at is null and (f.library_code = any (v_left_out)) is not true and v_longest operator(public.<%) f.search_text
        union all
        select 'recipe', r.org_id, r.id, r.name, a.likeness, false
          from app_public.recipes r
         cross join lateral (select avg(public.word_similarity(w.word, r.search_name)) as likeness from unnest(v_words) w(word)) a
         where r.org_id = any (v_orgs) and r.archived_at is null and (r.library_code = any (v_left_out)) is not true and v_longest operator(public.<%) r.search_name) s
     where s.likeness >= 0.45
     order by 4
     limit max_rows;
end $$;

comment on function app_private.search_library(uuid, text, integer) is
  'The foods and recipes of the organisation and the knowledge base that the words name, best first: the exact name, what the name begins with, whole words, synonyms and brands, parts of words; reviewed and own ones and short names first among equals; where nothing matches, names that are written alike. Without the libraries that the organisation does not use.';
grant execute on function app_private.search_library(uuid, text, integer) to tf_definer;
