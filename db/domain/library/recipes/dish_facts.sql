-- What a dish has follows from its foods only where it is certain; a word that is only inferred stays inferred (CLINICAL 21, 22). What
-- is discarded counts as well: the oil that is poured away has touched the food.
create or replace function app_private.dish_facts(org uuid, dish_ids uuid[], food_ids uuid[], allergen_codes text[], tag_codes text[])
  returns table (dish_id uuid, kind text, code text, answer text, provenance app_public.fact_provenance,
                 there uuid[], doubtful uuid[], inferred uuid[], unknown uuid[], unnamed boolean)
  language sql stable rows 50 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with pair as materialized (
    select d.dish_id, d.food_id, row_number() over (partition by d.dish_id order by d.food_id is null, min(d.n))::integer as n
      from unnest(dish_ids, food_ids) with ordinality d(dish_id, food_id, n) group by d.dish_id, d.food_id
  ), dish as materialized (
    select p.dish_id, count(*) as foods, array_agg(p.food_id order by p.n) filter (where p.food_id is not null) as named, bool_or(p.food_id is null) as unnamed,
           repeat('0', count(*)::integer)::bit varying as nobody
      from pair p group by p.dish_id
  ), asked as materialized (
    select a.*, row_number() over ()::integer as number
      from (select 'allergen' as kind, c.code, 'allergen' as rule from unnest(allergen_codes) c(code)
            union all
            select 'tag', t.code, t.dish_rule from app_public.tags t where t.kind = 'food' and t.code = any (tag_codes)) a
  ), place as materialized (
    select a.number, p.byte_index, p.first_byte, p.last_byte from app_private.fact_places(allergen_codes, tag_codes) p join asked a on a.kind = p.kind and a.code = p.code
  ), word as materialized ( -- the gravest of several, as fact_byte() puts it; it stays a byte until it is told
    select f.food_id, x.number, min(get_byte(f.facts, x.byte_index)) as byte
      from app_private.food_words(org, array(select distinct p.food_id from pair p where p.food_id is not null)) f
     cross join place x
     where get_byte(f.facts, x.byte_index) between x.first_byte and x.last_byte
     group by f.food_id, x.number
  ), counted as materialized (
    select w.dish_id, w.number, count(*) filter (where w.byte < 4) as there_count, count(*) filter (where w.byte > 6) as not_count,
           min(w.byte) filter (where w.byte < 4) as surest_there, max(w.byte) filter (where w.byte < 4) as weakest_there, min(w.byte) filter (where w.byte between 4 and 6) as surest_may,
           min(w.byte) filter (where w.byte > 6) as surest_not, max(w.byte) filter (where w.byte > 6) as weakest_not,
           array_agg(w.food_id order by w.n) filter (where w.byte < 4) as there, array_agg(w.food_id order by w.n) filter (where w.byte between 4 and 6) as doubtful,
           array_agg(w.food_id order by w.n) filter (where w.byte = 9) as inferred, count(*) as spoken_count, bit_or(set_bit(w.nobody, w.n - 1, 1)) as spoken_of -- by their places among the foods of the dish
      from (select p.dish_id, p.n, p.food_id, w.number, w.byte, d.nobody from word w join pair p on p.food_id = w.food_id join dish d on d.dish_id = p.dish_id) w
     group by w.dish_id, w.number
  ), judged as (
    select d.dish_id, a.kind, a.code, a.rule, d.foods, d.named, d.unnamed, coalesce(c.there_count, 0) as there_count, coalesce(c.not_count, 0) as not_count,
           c.surest_there, c.weakest_there, c.surest_may, c.surest_not, c.weakest_not, c.there, c.doubtful, c.inferred, c.spoken_count, c.spoken_of
      from dish d cross join asked a
      left join counted c on c.dish_id = d.dish_id and c.number = a.number
  )
  select c.dish_id, c.kind, c.code, v.answer, (array['declared', 'reviewed', 'inferred'])[1 + (v.byte - 1) % 3]::app_public.fact_provenance, coalesce(c.there, '{}'), coalesce(c.doubtful, '{}'), coalesce(c.inferred, '{}'),
         case when c.spoken_of is null then coalesce(c.named, '{}') when c.spoken_count = cardinality(c.named) then '{}'
              else array(select u.id from unnest(c.named) with ordinality u(id, n) where get_bit(c.spoken_of, u.n::integer - 1) = 0 order by u.n) end,
         c.unnamed
    from judged c
    left join lateral (
      select 'contains', c.surest_there where c.rule = 'allergen' and c.there_count > 0
      union all select 'may_contain', c.surest_may where c.rule = 'allergen' and c.there_count = 0 and c.surest_may is not null
      union all select 'free', c.weakest_not where c.rule = 'allergen' and c.not_count = c.foods
      union all select 'has', c.surest_there where c.rule = 'any' and c.there_count > 0
      union all select 'has', c.weakest_there where c.rule = 'all' and c.there_count = c.foods
      union all select 'has_not', c.weakest_not where c.rule in ('any', 'absent') and c.not_count = c.foods
      union all select 'has_not', c.surest_not where c.rule = 'all' and c.not_count > 0) v(answer, byte) on true
$$;

create or replace function app_private.recipe_facts(org uuid, recipe_ids uuid[], allergen_codes text[], tag_codes text[])
  returns table (recipe_id uuid, kind text, code text, answer text, provenance app_public.fact_provenance)
  language sql stable rows 50 set search_path = pg_catalog, pg_temp
as $$
  with food as materialized (
    select i.recipe_id, f.food_id
      from unnest(recipe_ids) i(recipe_id)
      left join app_private.recipe_foods(org, recipe_ids) f on f.recipe_id = i.recipe_id
  )
  select d.dish_id, d.kind, d.code, d.answer, d.provenance
    from (select array_agg(f.recipe_id) as recipes, array_agg(f.food_id) as foods from food f) f
   cross join lateral app_private.dish_facts(org, f.recipes, f.foods, allergen_codes, tag_codes) d
   where d.answer is not null
$$;

comment on function app_private.dish_facts(uuid, uuid[], uuid[], text[], text[]) is
  'What dishes contain and are, from the foods in them (parallel arrays; no food = something of which nothing is known), for allergens and tags of the knowledge base. Allergens: contains if any food does, else may contain, free only if every food is; tags as their dish_rule says. answer null = not known. It is as sure as the surest food that decides it alone, or the least sure of those that must agree. there, doubtful, inferred (only inferred to be without it), unknown: the foods that say so, in the order in which they were given.';
comment on function app_private.recipe_facts(uuid, uuid[], text[], text[]) is
  'What recipes contain (contains, may_contain, free) and are (has, has_not), computed through all their ingredients, and how it is known; no row = nobody knows. Only what is declared or reviewed clears.';
grant execute on function app_private.dish_facts(uuid, uuid[], uuid[], text[], text[]), app_private.recipe_facts(uuid, uuid[], text[], text[]) to tf_definer;
