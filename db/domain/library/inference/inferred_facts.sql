create or replace function app_private.inferred_facts(org uuid, food_ids uuid[])
  returns table (food_id uuid, kind text, code text, presence app_public.allergen_presence, line text, reason text)
  language sql stable rows 100000 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with food as materialized (
    select f.id, f.food_group_code, app_private.name_words(f.name) as words
      from app_public.foods f
     where f.org_id = org and f.id = any (food_ids) and f.food_group_code is not null
  ), phrase as materialized ( -- every one, two and three words that stand together
    select f.id, s.start, array(select generate_series(s.start, s.start + n.length - 1)) as places,
           array_to_string(f.words[s.start : s.start + n.length - 1], ' ') as words
      from food f cross join lateral generate_series(1, cardinality(f.words)) s(start) cross join generate_series(1, 3) n(length)
     where s.start + n.length - 1 <= cardinality(f.words)
  ), line_word as materialized (
    select distinct l.code, array_to_string(app_private.name_words(w.word), ' ') as words, false as is_excluded
      from app_private.fact_inferences l cross join unnest(l.words) w(word)
    union all
    select distinct l.code, array_to_string(app_private.name_words(w.word), ' '), true
      from app_private.fact_inferences l cross join unnest(l.not_words) w(word)
  ), telling as ( -- places of the name that say what is in the food
    select f.id, array(
             select s.place from generate_series(1, cardinality(f.words)) s(place)
             except
             select s.place from unnest(p.plain) s(place)) as places
      from food f
      left join (
        select h.id, array_agg(x.place) as plain
          from phrase h join unnest(app_private.plain_food_words()) w(words) on array_to_string(app_private.name_words(w.words), ' ') = h.words
         cross join unnest(h.places) x(place)
         group by h.id) p on p.id = f.id
  ), hit as ( -- by line and food: the places that the line's words take, and whether an excluded one is there
    select w.code, h.id, bool_or(w.is_excluded) as is_excluded, bool_or(not w.is_excluded) as is_named,
           array_agg(x.place) filter (where not w.is_excluded) as places
      from phrase h join line_word w on w.words = h.words cross join unnest(h.places) x(place)
     group by w.code, h.id
  ), met as (
    select l.*, f.id
      from app_private.fact_inferences l
      join hit h on h.code = l.code
      join food f on f.id = h.id
      join telling t on t.id = h.id
     where h.is_named and not h.is_excluded and (f.food_group_code = any (l.food_group_codes)) is not false
       and (not l.is_whole_name or t.places <@ h.places)
       and (l.nutrient_id is null or exists (
             select from app_public.food_nutrients n
              where (n.org_id, n.food_id, n.nutrient_id) = (org, f.id, l.nutrient_id)
                and (n.amount >= l.nutrient_from) is not false and (n.amount < l.nutrient_below) is not false))
    union all
    select l.*, f.id
      from app_private.fact_inferences l
      join app_public.food_nutrients n on n.org_id = org and n.nutrient_id = l.nutrient_id
      join food f on f.id = n.food_id
      left join hit h on (h.code, h.id) = (l.code, f.id)
     where l.words is null and h.is_excluded is not true and (f.food_group_code = any (l.food_group_codes)) is not false
       and (n.amount >= l.nutrient_from) is not false and (n.amount < l.nutrient_below) is not false
  ), said as (
    select m.id, m.code as line, m.reason, m.precedence, m.except_for, s.kind, s.code, s.presence::app_public.allergen_presence
      from met m cross join lateral (
        select 'allergen' as kind, c.code, 'contains' as presence from unnest(m.contains) c(code)
        union all select 'allergen', c.code, 'may_contain' from unnest(m.may_contain) c(code)
        union all select 'allergen', c.code, 'free' from unnest(m.free) c(code)
        union all select 'tag', c.code, 'contains' from unnest(m.has) c(code)
        union all select 'tag', c.code, 'free' from unnest(m.has_not) c(code)) s
  ), spelled as (
    select s.id, s.line, s.reason, s.precedence, s.kind, s.code, s.presence from said s where s.code <> 'all'
    union all
    select s.id, s.line, s.reason, s.precedence, s.kind, c.code, s.presence
      from said s
      join app_private.meant_by_all() c on c.kind = s.kind
     where s.code = 'all' and c.code <> all (s.except_for)
  ), decided as ( -- the specific before the general; where lines of one rank differ, the graver word
    select distinct on (s.id, s.kind, s.code) s.*
      from spelled s order by s.id, s.kind, s.code, s.precedence desc, s.presence, s.line
  )
  select d.id, d.kind, d.code, d.presence, d.line, d.reason
    from decided d
   where d.presence <> 'free' or d.kind = 'tag' or not exists ( -- no "free of legumes" beside "contains soy"
     select from decided n
       join app_public.allergens a on a.org_id = '00000000-0000-0000-0000-000000000000' and a.code = n.code
       join app_public.allergens p on (p.org_id, p.id) = (a.parent_org_id, a.parent_id)
      where n.id = d.id and n.kind = 'allergen' and n.presence <> 'free' and p.code = d.code)
$$;

comment on function app_private.inferred_facts(uuid, uuid[]) is
  'What the lines of fact_inferences say of these foods of an organisation (of those that are filed under a group): one row a food and allergen or tag (of a tag: contains = has, free = has not), with the line and its reason. Writes nothing.';
