-- Definer and owned by the migrating role on purpose: under policies no trigram index is used, and the restrictive policy
-- own_organisation binds tf_definer, too (9 ms against 1 ms on 8 789 foods, 90 ms against 5 ms with typing errors). It takes the
-- organisation as an argument, is executable by tf_definer only, and answers ids only; whoever calls it reads the rows again
-- under that policy, so that a mistake here shows nobody anything foreign.
-- Planned once: with words the trigram index leads, without them a pool of ids. To plan it for what is asked each time took as long as to answer.
create or replace function app_private.search_library(org uuid, member uuid, client uuid, query text, filter app_private.library_filter, max_rows integer)
  returns setof app_private.library_hit
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_orgs constant uuid[] := array[org, '00000000-0000-0000-0000-000000000000'];
  v_left_out constant text[] := array(select o.library_code from app_public.organization_libraries o where o.org_id = org and not o.is_used);
  v_has_words constant boolean := app_private.search_normal(left(query, 200)) <> '';
  v_wordings app_private.search_wording[] := case when v_has_words then array(select w from app_private.search_wordings(v_orgs, query, false) w)
                                                  else array[row(null, 0, false, null, null, null, null, null, null, null)::app_private.search_wording] end;
  v_with_alike boolean := false;
  v_close integer; -- of how many the words are a name, or begin one
  v_barcode constant text := ltrim(substring(regexp_replace(query, '\s', '', 'g') from '^[0-9]{8,14}$'), '0');

  v_bulk constant text := 'usda_sr'; -- imported whole; of its foods nobody has stated anything one by one
  v_tags constant text[] := coalesce(filter.tag_codes, '{}');
  v_allergen_ids constant uuid[] := coalesce(filter.allergen_ids, '{}');
  v_groups constant text[] := coalesce(filter.food_group_codes, '{}');
  v_kinds constant text[] := coalesce(filter.kinds, '{}');
  v_is_own constant boolean := coalesce(filter.is_own, false);
  v_asks_facts constant boolean := cardinality(v_tags) + cardinality(v_allergen_ids) > 0;
  v_asks_more constant boolean := v_asks_facts or cardinality(coalesce(filter.claim_codes, '{}')) > 0;
  v_by_id constant integer := coalesce(filter.most_of, filter.least_of);
  v_by constant integer := array_position(app_private.panel_nutrient_ids(), v_by_id);
  v_sign constant integer := case when filter.least_of is null then -1 else 1 end;
  v_with_foods constant boolean := v_kinds = '{}' or v_kinds && array['food', 'supplement', 'sip_feed', 'fluid'];
  v_with_recipes constant boolean := (v_kinds = '{}' or 'recipe' = any (v_kinds)) and v_groups = '{}';
  v_pool uuid[]; -- the foods that come into question; null = all that are called so
  v_step integer; -- the pool is only where the best ones are: some of the first, the first, or by amount
  v_fitting uuid[];
  v_enough constant integer := 5; -- with fewer, what is written alike is looked for, too
  v_bound numeric;
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
    return query select u.* from app_private.search_used(org, member, client, v_left_out, max_rows) u; -- nothing is asked
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
  elsif not v_has_words and v_groups = '{}' and v_by is not null then -- those that hold most, or least
    v_bound := case when v_sign > 0 then (select n.amount from app_public.food_nutrients n where n.nutrient_id = v_by_id order by n.amount limit 1 offset 400)
                    else (select n.amount from app_public.food_nutrients n where n.nutrient_id = v_by_id order by n.amount desc limit 1 offset 400) end;
    v_pool := array(
      select n.food_id from app_public.food_nutrients n where v_sign > 0 and n.nutrient_id = v_by_id and n.amount < v_bound
      union all
      select n.food_id from app_public.food_nutrients n where v_sign < 0 and n.nutrient_id = v_by_id and n.amount > v_bound
      union all -- where many hold the same, those of them that come first
      select n.food_id from app_public.food_nutrients n join app_public.foods f on (f.org_id, f.id) = (n.org_id, n.food_id)
       where n.nutrient_id = v_by_id and n.amount = v_bound and f.library_code is distinct from v_bulk);
    v_step := case when v_bound is not null then 3 end;
  elsif not v_has_words and v_groups = '{}' then
    v_step := 1;
  end if;

  if v_has_words and not v_asks_more and cardinality(v_wordings) = 1 and exists (select from unnest(v_wordings[1].stems) s(stem) where not app_private.is_word_known(v_orgs, s.stem)) then
    -- Nothing can be called so: what is written alike is looked for at once.
    v_wordings := array(select w from app_private.search_wordings(v_orgs, query, true) w);
    v_with_alike := exists (select from unnest(v_wordings) w where w.is_alike);
  end if;

  loop
    if v_step between 1 and 2 then -- those that come first, in their order: own and stated ones, and what was used; of them at first some
      v_pool := array(
        with used as materialized (
          select u.entry_id, coalesce(u.last_used_at > now() - interval '30 days' or u.own_uses >= 3 or u.all_uses >= 10 or u.client_uses > 0, false) as is_usual
            from app_private.used_entries(org, member, client) u
        ), foremost as (
          select f.org_id, f.id, f.name, f.brand, f.kind, f.narrowness, f.archived_at, f.library_code, 0 as is_unreviewed
            from app_public.foods f where f.library_code is distinct from 'usda_sr' and f.org_id = any (v_orgs) -- has an index
           union all
          select f.org_id, f.id, f.name, f.brand, f.kind, f.narrowness, f.archived_at, f.library_code,
                 (not exists (select from app_private.food_fact_panels p where (p.org_id, p.food_id) = (org, f.id)))::integer
            from app_public.foods f
           where f.library_code = v_bulk and f.org_id = any (v_orgs)
             and f.id = any (array(select u.entry_id from used u union all select p.food_id from app_private.food_fact_panels p where p.org_id = org))
        )
        select l.id
          from foremost l
          left join used u on u.entry_id = l.id
         where l.archived_at is null and (l.library_code = any (v_left_out)) is not true
           and (v_kinds = '{}' or l.kind = any (v_kinds))
           and (not v_is_own or l.org_id = org)
         order by l.is_unreviewed + app_private.is_branded(l.name, l.brand)::integer - coalesce(u.is_usual, false)::integer, l.narrowness, length(l.name), l.name, l.id
         limit case v_step when 1 then case when v_asks_more then 20 else 1 end * max_rows end);
      if v_asks_more then -- mostly it is found among the first of them
        v_fitting := array(select f.food_id from app_private.foods_that_fit(org, v_pool[:6 * max_rows], filter) f);
        v_pool := case when cardinality(v_fitting) >= max_rows then v_fitting
                       else v_fitting || array(select f.food_id from app_private.foods_that_fit(org, v_pool[6 * max_rows + 1 :], filter) f) end;
      end if;
    end if;

    if not v_has_words and v_pool is null then
      v_pool := case when v_groups = '{}' then array(select f.id from app_public.foods f where f.org_id = any (v_orgs))
                     else array(select f.id from app_public.foods f where f.org_id = any (v_orgs) and f.food_group_code = any (v_groups)) end;
    end if;

    with wording as materialized (
      select w.*, w.stems[1] || '%' as beginning, 2 * w.is_alike::integer + w.steps as penalty from unnest(v_wordings) with ordinality w
    ), written as materialized (
      select 'food' as kind, f.org_id, f.id, f.name, f.search_name, f.search_text, f.synonyms, f.brand, f.library_code, f.narrowness, f.wording
        from (select n.*, w.ordinality as wording
                from wording w join app_public.foods n on n.search_text like w.indexable and ' ' || n.search_text like all (w.likes)
               where v_has_words and (v_pool is null or n.id in (select unnest(v_pool)))
              union all
              select n.*, 1 from app_public.foods n where not v_has_words and n.id = any (v_pool)) f
       where v_with_foods and f.org_id = any (v_orgs) and f.archived_at is null and (f.library_code = any (v_left_out)) is not true
         and (v_groups = '{}' or f.food_group_code = any (v_groups))
         and (v_kinds = '{}' or f.kind = any (v_kinds))
         and (not v_is_own or f.org_id = org)
      union all
      select 'recipe', r.org_id, r.id, r.name, r.search_name, r.search_name, '{}', null, r.library_code, null, w.ordinality
        from wording w
        join app_public.recipes r on not v_has_words or ' ' || r.search_name like all (w.likes)
       where v_with_recipes and r.org_id = any (v_orgs) and r.archived_at is null and (r.library_code = any (v_left_out)) is not true
         and (not v_is_own or r.org_id = org)
    ), fits as materialized (
      select t.food_id as id from app_private.foods_that_fit(org, array(select distinct w.id from written w where w.kind = 'food'), filter) t where v_asks_more
      union all
      select t.recipe_id from app_private.recipes_that_fit(org, array(select distinct w.id from written w where w.kind = 'recipe'), filter) t where v_asks_more
    ), reviewed as materialized (
      select p.food_id from app_private.food_fact_panels p where p.org_id = org
    ), used as materialized (
      select u.* from app_private.used_entries(org, member, client) u
    ), dish as materialized (
      select a.recipe_id, a.known[1] as amount
        from app_private.recipe_amounts(org, array(select w.id from written w where w.kind = 'recipe'), array[v_by]) a
       where v_by is not null
    ), candidate as (
      select w.*, u.last_used_at > now() - interval '30 days' as is_recent, u.own_uses >= 3 or u.all_uses >= 10 as is_frequent, u.client_uses > 0 as is_client,
             -- What somebody has looked at, or the organisation made, comes before the same match in the bulk of the source.
             (coalesce(w.library_code = v_bulk, false) and w.id not in (select r.food_id from reviewed r))::integer as is_unreviewed,
             app_private.is_branded(w.name, w.brand)::integer as is_branded,
             case when v_by is null then null
                  when w.kind = 'food' then (select p.known[v_by] from app_private.food_panels p where (p.org_id, p.food_id) = (w.org_id, w.id) and p.unknown[v_by] = 0)
                  else d.amount end as amount
        from written w
        left join used u on u.entry_id = w.id
        left join dish d on d.recipe_id = w.id
       where not v_asks_more or w.id in (select f.id from fits f)
    ), judged as (
      select c.*, w.is_alike, w.stems[1] as first_stem, w.penalty, exists (select from unnest(w.stems) s(stem) where starts_with(c.search_name, s.stem)) as is_begun,
             case when not v_has_words then 0
                  when c.search_name ~ (w.phrase || '\M') then
                    case when c.search_name ~ (w.phrase || '$') then 0                                          -- "milk"
                         when regexp_replace(lower(public.unaccent('public.unaccent', split_part(c.name, ',', 1))), '[^[:alnum:].]+', ' ', 'g') ~ (w.phrase || ' ?$') or cardinality(w.stems) > 1 and split_part(lower(c.name), ',', 1) ~ w.head then 1 -- "milk, whole"
                         when exists (select from unnest(c.synonyms) s(name) where app_private.search_normal(s.name) ~ (w.phrase || '$')) then 1 -- "milk"
                         else 2 end                                                                             -- "milk chocolate"
                  when left(w.indexable, 1) <> '%' then 5                                                       -- one or two letters
                  when c.search_name ~ all (w.word_regexes) then
                    case when cardinality(w.stems) = cardinality(string_to_array(c.search_name, ' ')) then 0    -- "olive oil" for "oil olive"
                         when cardinality(w.stems) > 1 and split_part(lower(c.name), ',', 1) ~ w.head then 1    -- "chicken, broilers, breast"
                         when lower(c.name) ~ w.part then 2                                                     -- "cheese, cheddar"
                         else 3 end                                                                             -- "coconut milk"
                  when c.search_text ~ all (w.word_regexes) then
                    case when exists (select from unnest(c.synonyms) s(name) where app_private.search_normal(s.name) ~ (w.phrase || '$')) then 1
                         else 4 end                                                                             -- within a synonym, or the brand
                  when c.search_name ~ all (w.begin_regexes) then
                    case when cardinality(w.stems) > 1 and split_part(lower(c.name), ',', 1) ~ w.head then 2    -- "milk, skimmed" for "skim milk"
                         when c.search_name like w.beginning then 4                                             -- "milkfish"
                         else 5 end                                                                             -- "cream of milkfish"
                  when c.search_text ~ all (w.begin_regexes) then 5                                             -- begins a synonym, or the brand
                  else 6 end                                                                                    -- "buttermilk"
             as distance
        from candidate c
        join wording w on w.ordinality = c.wording
       where v_by is null or c.amount is not null -- unknown is neither most nor least
      offset 0 -- each is judged once
    ), meant as (
      select distinct on (j.id) j.*, j.distance + j.penalty as far
        from judged j
       where j.wording = 1 or j.distance < 6 -- what was not typed is not looked for inside of words
       order by j.id, j.distance + j.penalty, j.wording
    ), ranked as (
      select m.*,
             -- What is called so, then what is written alike, then what only holds the letters.
             row_number() over (order by case when not v_with_alike then 0 when m.is_alike then 1 when m.distance < 5 then 0 else 2 end,
                                         m.amount * v_sign,
                                         m.far + m.is_unreviewed + m.is_branded - coalesce(m.is_recent or m.is_frequent or m.is_client, false)::integer,
                                         m.far, m.is_begun desc,
                                         -- Called so alike, the plainest comes first: "milk, whole" before "milk, goat".
                                         coalesce(m.narrowness, app_private.name_narrowness(m.name)),
                                         position(m.first_stem in m.search_name), length(m.name), m.name, m.id) as rank
        from meant m
       order by rank
       limit max_rows
    )
    select coalesce(array_agg(row(r.kind, r.org_id, r.id, r.rank, case when r.is_recent then 'recent' when r.is_client then 'client' when r.is_frequent then 'frequent' end, r.is_alike)::app_private.library_hit order by r.rank), '{}'),
           count(*) filter (where r.distance < 6)
      into v_hits, v_close
      from ranked r;
    if v_step is not null and cardinality(v_hits) < max_rows then -- there may be more
      v_step := case v_step when 1 then 2 end;
      v_pool := null;
      continue;
    end if;
    exit when not v_has_words or v_with_alike or v_close >= v_enough;
    -- Called so, and left out by the filter, is no typing error.
    exit when v_asks_more and exists (select from unnest(v_wordings) w join app_public.foods f on f.search_text like w.indexable and ' ' || f.search_text like all (w.likes) where f.org_id = any (v_orgs));
    v_wordings := array(select w from app_private.search_wordings(v_orgs, query, true) w);
    v_with_alike := true;
    exit when not exists (select from unnest(v_wordings) w where w.is_alike);
  end loop;
  return query select h.* from unnest(v_hits) h;
end $$;

comment on function app_private.search_library(uuid, uuid, uuid, text, app_private.library_filter, integer) is
  'The foods and recipes of the organisation and the knowledge base that the words name and the filter lets pass, best first: the exact name, what the name begins with, whole words, synonyms and brands, parts of words; what the member, the organisation or the client''s plans use, what is reviewed, own or generic first among such as are nearly equal; and of those that are called so alike the plainest, whose name narrows it least (name_narrowness()). Words that mean the same are searched for as well (food_word_synonyms). A number of 8 to 14 digits is a barcode. Where less than five are called so, or begin so, and the library does not have a word at all, what is written alike (is_alike) comes before what only holds the letters. Without words whatever fits, and without a filter either what was used: recency says recent (the member''s last), client (in the client''s plans) or frequent. Without the libraries that the organisation does not use.';
grant execute on function app_private.search_library(uuid, uuid, uuid, text, app_private.library_filter, integer) to tf_definer;
