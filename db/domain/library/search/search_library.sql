-- Definer and owned by the migrating role on purpose: under policies no trigram index is used, and the restrictive policy
-- own_organisation binds tf_definer, too (9 ms against 1 ms on 8 789 foods, 90 ms against 5 ms with typing errors). It takes the
-- organisation as an argument, is executable by tf_definer only, and answers ids only; whoever calls it reads the rows again
-- under that policy, so that a mistake here shows nobody anything foreign.
-- Planned for what is asked each time: with words the trigram index leads, without them the group, the facts or the whole library.
create or replace function app_private.search_library(org uuid, member uuid, client uuid, query text, filter app_private.library_filter, max_rows integer)
  returns setof app_private.library_hit
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  v_orgs constant uuid[] := array[org, '00000000-0000-0000-0000-000000000000'];
  v_left_out constant text[] := array(select o.library_code from app_public.organization_libraries o where o.org_id = org and not o.is_used);
  v_words constant text[] := (string_to_array(app_private.search_normal(left(query, 200)), ' '))[1:8];
  -- Without the ending of the plural, so that "eggs" finds "egg" and "tomato" finds "tomatoes".
  v_stems constant text[] := array(select regexp_replace(w.word, '(?<=..)(ies|(?<=o)es|(?<!s)s)$', '') from unnest(v_words) w(word));
  v_longest constant text := (select s.stem from unnest(v_stems) s(stem) order by length(s.stem) desc limit 1);
  -- One or two letters match where a word begins (alone: where the name begins), more match anywhere.
  v_likes constant text[] := array(select case when length(s.stem) < 3 then '% ' else '%' end || s.stem || '%' from unnest(v_stems) s(stem));
  v_indexable constant text := case when length(v_longest) < 3 then '' else '%' end || v_longest || '%';
  v_any_end constant text := '(y|ies|es|s)?';
  v_word_regexes constant text[] := array(select '\m' || replace(s.stem, '.', '\.') || v_any_end || '\M' from unnest(v_stems) s(stem));
  v_begin_regexes constant text[] := array(select '\m' || replace(s.stem, '.', '\.') from unnest(v_stems) s(stem));
  v_phrase constant text := '^' || replace(array_to_string(v_stems, v_any_end || ' '), '.', '\.') || v_any_end;
  v_part constant text := ', *' || replace(array_to_string(v_stems, v_any_end || '[^[:alnum:],]+'), '.', '\.') || v_any_end || ' *(,|$)';
  v_head constant text := '^(' || replace(array_to_string(v_stems, '|'), '.', '\.') || ')' || v_any_end || '$';
  v_barcode constant text := ltrim(substring(regexp_replace(query, '\s', '', 'g') from '^[0-9]{8,14}$'), '0');

  v_bulk constant text := 'usda_sr'; -- imported whole; of its foods nobody has stated anything one by one
  v_tags constant text[] := coalesce(filter.tag_codes, '{}');
  v_allergen_ids constant uuid[] := coalesce(filter.allergen_ids, '{}');
  v_groups constant text[] := coalesce(filter.food_group_codes, '{}');
  v_kinds constant text[] := coalesce(filter.kinds, '{}');
  v_is_own constant boolean := coalesce(filter.is_own, false);
  v_asks_facts constant boolean := cardinality(v_tags) + cardinality(v_allergen_ids) > 0;
  v_asks_more constant boolean := v_asks_facts or cardinality(coalesce(filter.claim_codes, '{}')) > 0;
  v_has_words constant boolean := coalesce(v_words[1], '') <> '';
  v_by_id constant integer := coalesce(filter.most_of, filter.least_of);
  v_by constant integer := array_position(app_private.panel_nutrient_ids(), v_by_id);
  v_sign constant integer := case when filter.least_of is null then -1 else 1 end;
  v_with_foods constant boolean := v_kinds = '{}' or v_kinds && array['food', 'supplement', 'sip_feed', 'fluid'];
  v_with_recipes constant boolean := (v_kinds = '{}' or 'recipe' = any (v_kinds)) and v_groups = '{}';
  v_pool uuid[]; -- the foods that come into question; null = all
  v_is_part boolean := false; -- the pool is only where the best ones are
  v_hits app_private.library_hit[];
begin
  if v_barcode <> '' then
    return query
      select 'food', f.org_id, f.id, row_number() over (order by f.org_id = org desc, f.id), null::text, false
        from app_public.foods f
       where f.org_id = any (v_orgs) and f.archived_at is null and (f.library_code = any (v_left_out)) is not true and ltrim(f.barcode, '0') = v_barcode;
    return;
  end if;

  if not v_has_words and not v_asks_more and v_groups = '{}' and v_kinds = '{}' and not v_is_own and v_by is null then
    return query -- nothing is asked: what was used last, what stands in the client's plans, what is used most
      with entry as materialized (
        select 'food' as kind, f.org_id, f.id, f.name, u.*
          from app_private.used_entries(org, member, client) u
          join app_public.foods f on f.org_id = any (v_orgs) and f.id = u.entry_id
         where f.archived_at is null and (f.library_code = any (v_left_out)) is not true
        union all
        select 'recipe', r.org_id, r.id, r.name, u.*
          from app_private.used_entries(org, member, client) u
          join app_public.recipes r on r.org_id = any (v_orgs) and r.id = u.entry_id
         where r.archived_at is null and (r.library_code = any (v_left_out)) is not true
      ), sorted as (
        select e.*, row_number() over (order by e.last_used_at desc nulls last, e.name) as by_time, row_number() over (order by e.client_uses desc, e.name) as by_client
          from entry e
      ), told as (
        select s.*, case when s.last_used_at > now() - interval '30 days' and s.by_time <= 10 then 'recent'
                         when s.client_uses > 0 and s.by_client <= 15 then 'client' else 'frequent' end as recency
          from sorted s
      )
      select t.kind, t.org_id, t.id,
             row_number() over (order by array_position(array['recent', 'client', 'frequent'], t.recency),
                                         case t.recency when 'recent' then t.by_time when 'client' then t.by_client end,
                                         t.own_uses * 3 + t.all_uses + t.client_uses desc, t.name, t.id),
             t.recency, false
        from told t
       order by 4
       limit max_rows;
    return;
  end if;

  if v_asks_facts then -- of which somebody stated the first of what is asked
    v_pool := case when cardinality(v_tags) > 0 then
      array(select t.food_id from app_public.food_tags t
             where t.tag_code = v_tags[1] and t.is_present and t.provenance <> 'inferred' and t.org_id = any (v_orgs))
    else
      array(with recursive wider(id) as (
              select v_allergen_ids[1]
              union
              select a.parent_id from wider w join app_public.allergens a on a.id = w.id and a.org_id = any (v_orgs) where a.parent_id is not null
            )
            select x.food_id from wider w join app_public.food_allergens x on x.allergen_id = w.id
             where x.presence = 'free' and x.provenance <> 'inferred' and x.org_id = any (v_orgs)) end;
  elsif v_by is not null and not v_has_words and v_groups = '{}' then -- those that hold most, or least
    v_is_part := true;
    v_pool := array(
      select n.food_id from app_public.food_nutrients n
       where n.nutrient_id = v_by_id and n.amount * v_sign <= coalesce((
         select x.amount * v_sign from app_public.food_nutrients x where x.nutrient_id = v_by_id order by x.amount * v_sign limit 1 offset 400), 'infinity'));
  elsif not v_has_words and v_groups = '{}' then -- those that come first: own and stated ones, and what was used
    v_is_part := true;
    v_pool := array(
      select f.id from app_public.foods f where f.org_id = any (v_orgs) and (f.library_code is distinct from v_bulk or f.org_id = org)
      union
      select p.food_id from app_private.food_fact_panels p where p.org_id = org
      union
      select u.entry_id from app_private.used_entries(org, member, client) u);
  end if;

  loop
    v_hits := array(
    with written as materialized (
      select 'food' as kind, f.org_id, f.id, f.name, f.search_name, f.search_text, f.synonyms, f.brand, f.library_code
        from app_public.foods f
       where v_with_foods and f.org_id = any (v_orgs) and f.archived_at is null and (f.library_code = any (v_left_out)) is not true
         and (not v_has_words or f.search_text like v_indexable and ' ' || f.search_text like all (v_likes))
         and (v_groups = '{}' or f.food_group_code = any (v_groups))
         and (v_kinds = '{}' or f.kind = any (v_kinds))
         and (not v_is_own or f.org_id = org)
         and (v_pool is null or f.id = any (v_pool))
      union all
      select 'recipe', r.org_id, r.id, r.name, r.search_name, r.search_name, '{}', null, r.library_code
        from app_public.recipes r
       where v_with_recipes and r.org_id = any (v_orgs) and r.archived_at is null and (r.library_code = any (v_left_out)) is not true
         and (not v_has_words or ' ' || r.search_name like all (v_likes))
         and (not v_is_own or r.org_id = org)
    ), fits as materialized (
      select t.food_id as id from app_private.foods_that_fit(org, array(select w.id from written w where w.kind = 'food'), filter) t where v_asks_more
      union all
      select t.recipe_id from app_private.recipes_that_fit(org, array(select w.id from written w where w.kind = 'recipe'), filter) t where v_asks_more
    ), reviewed as materialized (
      select p.food_id from app_private.food_fact_panels p where p.org_id = org
    ), used as materialized (
      select u.* from app_private.used_entries(org, member, client) u
    ), dish as materialized (
      select p.recipe_id, p.known[v_by] * p.servings * 100 / p.cooked_weight_g as amount
        from app_private.recipe_panels(org, array(select w.id from written w where w.kind = 'recipe')) p
       where v_by is not null and p.unknown[v_by] = 0
    ), candidate as (
      select w.*, u.last_used_at > now() - interval '30 days' as is_recent, u.own_uses >= 3 or u.all_uses >= 10 as is_frequent, u.client_uses > 0 as is_client,
             -- What somebody has looked at, or the organisation made, comes before the same match in the bulk of the source.
             (coalesce(w.library_code = v_bulk, false) and w.id not in (select r.food_id from reviewed r))::integer as is_unreviewed,
             (w.brand is not null or w.name ~ '^[A-Z''&. ]{4,}(,| [A-Z][a-z])')::integer as is_branded,
             case when v_by is null then null
                  when w.kind = 'food' then (select p.known[v_by] from app_private.food_panels p where (p.org_id, p.food_id) = (w.org_id, w.id) and p.unknown[v_by] = 0)
                  else d.amount end as amount
        from written w
        left join used u on u.entry_id = w.id
        left join dish d on d.recipe_id = w.id
       where not v_asks_more or w.id in (select f.id from fits f)
    ), judged as (
      select c.*,
             case when not v_has_words then 0
                  when c.search_name ~ (v_phrase || '\M') then
                    case when c.search_name ~ (v_phrase || '$') then 0                                          -- "milk"
                         when app_private.search_normal(split_part(c.name, ',', 1)) ~ (v_phrase || '$') or cardinality(v_words) > 1 and split_part(lower(c.name), ',', 1) ~ v_head then 1 -- "milk, whole"
                         else 2 end                                                                             -- "milk chocolate"
                  when length(v_longest) < 3 then 5
                  when c.search_name ~ all (v_word_regexes) then
                    case when cardinality(v_words) = cardinality(string_to_array(c.search_name, ' ')) then 0    -- "olive oil" for "oil olive"
                         when cardinality(v_words) > 1 and split_part(lower(c.name), ',', 1) ~ v_head then 1    -- "chicken, broilers, breast"
                         when lower(c.name) ~ v_part then 2                                                     -- "cheese, cheddar"
                         else 3 end                                                                             -- "coconut milk"
                  when c.search_text ~ all (v_word_regexes) then
                    case when exists (select from unnest(c.synonyms) s(name) where app_private.search_normal(s.name) ~ (v_phrase || '$')) then 1
                         else 4 end                                                                             -- within a synonym, or the brand
                  when c.search_name ~ all (v_begin_regexes) then
                    case when cardinality(v_words) > 1 and split_part(lower(c.name), ',', 1) ~ v_head then 2    -- "milk, skimmed" for "skim milk"
                         else 5 end                                                                             -- "milkfish"
                  else 6 end                                                                                    -- "buttermilk"
             as distance
        from candidate c
       where v_by is null or c.amount is not null -- unknown is neither most nor least
    ), ranked as (
      select j.*,
             row_number() over (order by j.amount * v_sign,
                                         j.distance + j.is_unreviewed + j.is_branded - coalesce(j.is_recent or j.is_frequent or j.is_client, false)::integer,
                                         j.distance, position(v_stems[1] in j.search_name), length(j.name), j.name, j.id) as rank
        from judged j
       order by rank
       limit max_rows
    )
    select row(r.kind, r.org_id, r.id, r.rank, case when r.is_recent then 'recent' when r.is_client then 'client' when r.is_frequent then 'frequent' end, false)::app_private.library_hit
      from ranked r order by r.rank);
    exit when not v_is_part or cardinality(v_hits) >= max_rows;
    v_pool := null;
    v_is_part := false;
  end loop;
  return query select h.* from unnest(v_hits) h;
  if cardinality(v_hits) > 0 or not v_has_words then
    return;
  end if;
  if v_asks_more and exists (select from app_public.foods f where f.org_id = any (v_orgs) and f.search_text like v_indexable and ' ' || f.search_text like all (v_likes)) then
    return; -- it is called that, and does not fit
  end if;

  -- Nothing is written like that: words that are alike, for typing errors. The operator asks this setting.
  perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
  return query
    with alike as materialized (
      select 'food' as kind, f.org_id, f.id, f.name, a.likeness,
             coalesce(f.library_code = v_bulk, false) and not exists (select from app_private.food_fact_panels p where (p.org_id, p.food_id) = (org, f.id)) as is_unreviewed
        from app_public.foods f
       cross join lateral (select avg(public.word_similarity(w.word, f.search_text)) as likeness from unnest(v_words) w(word)) a
       where v_with_foods and f.org_id = any (v_orgs) and f.archived_at is null and (f.library_code = any (v_left_out)) is not true
         and v_longest operator(public.<%) f.search_text
         and (v_groups = '{}' or f.food_group_code = any (v_groups))
         and (v_kinds = '{}' or f.kind = any (v_kinds))
         and (not v_is_own or f.org_id = org)
      union all
      select 'recipe', r.org_id, r.id, r.name, a.likeness, false
        from app_public.recipes r
       cross join lateral (select avg(public.word_similarity(w.word, r.search_name)) as likeness from unnest(v_words) w(word)) a
       where v_with_recipes and r.org_id = any (v_orgs) and r.archived_at is null and (r.library_code = any (v_left_out)) is not true
         and v_longest operator(public.<%) r.search_name
         and (not v_is_own or r.org_id = org)
    ), fits as materialized (
      select t.food_id as id from app_private.foods_that_fit(org, array(select w.id from alike w where w.kind = 'food'), filter) t where v_asks_more
      union all
      select t.recipe_id from app_private.recipes_that_fit(org, array(select w.id from alike w where w.kind = 'recipe'), filter) t where v_asks_more
    )
    select s.kind, s.org_id, s.id,
           row_number() over (order by round(s.likeness::numeric, 1) desc, s.is_unreviewed, s.likeness desc, length(s.name), s.name, s.id), null::text, true
      from alike s
     where s.likeness >= 0.45 and (not v_asks_more or s.id in (select f.id from fits f))
     order by 4
     limit max_rows;
end $$;

comment on function app_private.search_library(uuid, uuid, uuid, text, app_private.library_filter, integer) is
  'The foods and recipes of the organisation and the knowledge base that the words name and the filter lets pass, best first: the exact name, what the name begins with, whole words, synonyms and brands, parts of words; what the member, the organisation or the client''s plans use, what is reviewed, own or generic, and short names first among such as are nearly equal. A number of 8 to 14 digits is a barcode. Where nothing matches, names that are written alike (is_alike). Without words whatever fits, and without a filter either what was used: recency says recent (the member''s last), client (in the client''s plans) or frequent. Without the libraries that the organisation does not use.';
grant execute on function app_private.search_library(uuid, uuid, uuid, text, app_private.library_filter, integer) to tf_definer;
