-- What a dish has follows from its foods only where it is certain; a word that is only inferred stays inferred (CLINICAL 21, 22). What
-- is discarded counts as well: the oil that is poured away has touched the food.
create or replace function app_private.dish_facts(org uuid, dish_ids uuid[], food_ids uuid[], allergen_codes text[], tag_codes text[])
  returns table (dish_id uuid, kind text, code text, answer text, provenance app_public.fact_provenance,
                 there uuid[], doubtful uuid[], inferred uuid[], unknown uuid[], unnamed boolean)
  language sql stable rows 50 set search_path = pg_catalog, pg_temp
as $$
  with pair as materialized (
    select distinct d.dish_id, d.food_id from unnest(dish_ids, food_ids) d(dish_id, food_id)
  ), dish as materialized (
    select p.dish_id, count(*) as foods, array_agg(p.food_id) filter (where p.food_id is not null) as named, bool_or(p.food_id is null) as unnamed from pair p group by p.dish_id
  ), asked as materialized (
    select 'allergen' as kind, c.code, 'allergen' as rule from unnest(allergen_codes) c(code)
    union all
    select 'tag', t.code, t.dish_rule from app_public.tags t where t.kind = 'food' and t.code = any (tag_codes)
  ), said as (
    select p.dish_id, w.kind, w.code, p.food_id, w.provenance,
           case when w.answer in ('contains', 'has') then 'there' when w.answer = 'may_contain' then 'may' when w.answer in ('free', 'has_not') then 'not' end as answer
      from app_private.food_fact_words(org, array(select distinct p.food_id from pair p where p.food_id is not null), allergen_codes, tag_codes) w
      join pair p on p.food_id = w.food_id
  ), counted as materialized (
    select s.dish_id, s.kind, s.code,
           count(*) filter (where s.answer = 'there') as there_count, count(*) filter (where s.answer = 'not') as not_count,
           min(s.provenance) filter (where s.answer = 'there') as surest_there, max(s.provenance) filter (where s.answer = 'there') as weakest_there,
           min(s.provenance) filter (where s.answer = 'may') as surest_may,
           min(s.provenance) filter (where s.answer = 'not') as surest_not, max(s.provenance) filter (where s.answer = 'not') as weakest_not,
           array_agg(s.food_id) filter (where s.answer = 'there') as there, array_agg(s.food_id) filter (where s.answer = 'may') as doubtful,
           array_agg(s.food_id) filter (where s.answer = 'not' and s.provenance = 'inferred') as inferred, array_agg(s.food_id) as spoken_of
      from said s group by s.dish_id, s.kind, s.code
  ), judged as (
    select d.dish_id, a.kind, a.code, a.rule, d.foods, d.named, d.unnamed, coalesce(c.there_count, 0) as there_count, coalesce(c.not_count, 0) as not_count,
           c.surest_there, c.weakest_there, c.surest_may, c.surest_not, c.weakest_not, c.there, c.doubtful, c.inferred, c.spoken_of
      from dish d cross join asked a
      left join counted c on (c.dish_id, c.kind, c.code) = (d.dish_id, a.kind, a.code)
  )
  select c.dish_id, c.kind, c.code, v.answer, v.provenance, coalesce(c.there, '{}'), coalesce(c.doubtful, '{}'), coalesce(c.inferred, '{}'),
         case when c.spoken_of is null then coalesce(c.named, '{}') when cardinality(c.spoken_of) = cardinality(c.named) then '{}'
              else array(select u.id from unnest(c.named) u(id) where u.id <> all (c.spoken_of)) end,
         c.unnamed
    from judged c
    left join lateral (
      select 'contains', c.surest_there where c.rule = 'allergen' and c.there_count > 0
      union all select 'may_contain', c.surest_may where c.rule = 'allergen' and c.there_count = 0 and c.surest_may is not null
      union all select 'free', c.weakest_not where c.rule = 'allergen' and c.not_count = c.foods
      union all select 'has', c.surest_there where c.rule = 'any' and c.there_count > 0
      union all select 'has', c.weakest_there where c.rule = 'all' and c.there_count = c.foods
      union all select 'has_not', c.weakest_not where c.rule in ('any', 'absent') and c.not_count = c.foods
      union all select 'has_not', c.surest_not where c.rule = 'all' and c.not_count > 0) v(answer, provenance) on true
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
  'What dishes contain and are, from the foods in them (parallel arrays; no food = something of which nothing is known), for allergens and tags of the knowledge base. Allergens: contains if any food does, else may contain, free only if every food is; tags as their dish_rule says. answer null = not known. It is as sure as the surest food that decides it alone, or the least sure of those that must agree. there, doubtful, inferred (only inferred to be without it), unknown: the foods that say so, in no order.';
comment on function app_private.recipe_facts(uuid, uuid[], text[], text[]) is
  'What recipes contain (contains, may_contain, free) and are (has, has_not), computed through all their ingredients, and how it is known; no row = nobody knows. Only what is declared or reviewed clears.';
grant execute on function app_private.dish_facts(uuid, uuid[], uuid[], text[], text[]), app_private.recipe_facts(uuid, uuid[], text[], text[]) to tf_definer;
