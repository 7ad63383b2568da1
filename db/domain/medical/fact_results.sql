-- The table of CLINICAL 21 and 22: what declares or reviews that a food contains it breaks the rule; may contain, and what is only
-- inferred, is doubtful; declared or reviewed as free is clear; everything else is unknown. Every alternative is looked at (8). Words
-- are bytes as fact_byte() makes them: of several the least, which is the gravest, counts.
create or replace function app_private.fact_results(
  org uuid, rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], is_single boolean
) returns setof app_private.rule_result
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
  with recursive rule as materialized (
    select r.ordinality::integer as rule_index, r.effect, r.tag_code, r.allergen_org_id, r.allergen_id, coalesce(r.may_contain_breaks, false) as may_contain_breaks
      from unnest(rules) with ordinality r where r.effect in ('avoid_tag', 'avoid_allergen')
  ), narrower(rule_index, org_id, id) as (
    select r.rule_index, r.allergen_org_id, r.allergen_id from rule r where r.effect = 'avoid_allergen'
    union
    select n.rule_index, a.org_id, a.id from narrower n join app_public.allergens a on (a.parent_org_id, a.parent_id) = (n.org_id, n.id)
  ), wider(rule_index, org_id, id) as (
    select r.rule_index, r.allergen_org_id, r.allergen_id from rule r where r.effect = 'avoid_allergen'
    union
    select w.rule_index, a.parent_org_id, a.parent_id from wider w join app_public.allergens a on (a.org_id, a.id) = (w.org_id, w.id)
     where a.parent_id is not null
  ), near as materialized ( -- what is narrower is told of when it is there, what is wider when it is not
    select x.rule_index, x.org_id, x.id, bool_or(x.is_narrower) as is_narrower, bool_or(not x.is_narrower) as is_wider
      from (select n.*, true as is_narrower from narrower n union all select w.*, false from wider w) x
     group by x.rule_index, x.org_id, x.id
  ), known as materialized (
    select * from app_private.fact_positions()
  ), place as materialized ( -- which bytes speak of a rule
    select p.*, p.byte_index is not null and count(*) over (partition by p.rule_index) = 1 as is_alone
      from (select r.rule_index, k.byte_index, 1 as first_byte, 9 as last_byte
              from rule r left join known k on k.tag_code = r.tag_code where r.effect = 'avoid_tag' -- what has no byte is known of no food
            union all
            select n.rule_index, k.byte_index, case when n.is_narrower then 1 else 7 end, case when n.is_wider then 9 else 6 end
              from near n left join known k on k.allergen_id = n.id) p
  ), food as materialized ( -- numbered in the order of their names
    select row_number() over (order by f.name collate "C", f.food_id)::integer as food_number, f.*, coalesce(f.food_id::text, f.name) as thing, w.own, w.shared,
           ('x' || left(md5(coalesce(f.food_id::text, f.name)), 16))::bit(64)::bigint as hash
      from (select u.food_id, min(u.name) as name from unnest(foods) u group by u.food_id, case when u.food_id is null then u.name end) f
      left join app_private.food_words(org, array(select u.food_id from unnest(foods) u)) w on w.food_id = f.food_id
  ), item as materialized (
    select i.ordinality::integer as item_number, i.item_id, i.day_number, i.meal_id from unnest(items) with ordinality i
  ), eaten as materialized (
    select i.*, f.food_number, f.name, count(*) over (partition by i.item_number) = 1 as is_alone
      from item i
      join unnest(foods) u on u.item_id = i.item_id
      join food f on f.thing = coalesce(u.food_id::text, u.name)
  ), word as ( -- the organisation's own word counts before the knowledge base's
    select p.rule_index, f.food_number, coalesce(nullif(get_byte(f.own, p.byte_index), 0), get_byte(f.shared, p.byte_index), 0) as byte
      from place p cross join food f where p.is_alone
    union all
    -- the gravest of several words: "may contain", where the organisation takes it for a breach, before what is only inferred to be there
    select x.rule_index, x.food_number, coalesce(min(x.byte) filter (where x.byte < 3), min(x.byte) filter (where x.byte in (4, 5) and r.may_contain_breaks), min(x.byte), 0)
      from (select x.rule_index, x.food_number, case when x.byte between x.first_byte and x.last_byte then x.byte end as byte from (select p.rule_index, f.food_number, coalesce(nullif(get_byte(f.own, p.byte_index), 0), get_byte(f.shared, p.byte_index)) as byte, p.first_byte, p.last_byte
              from place p cross join food f where not p.is_alone
            union all -- allergens that the organisation added itself have no byte
            select n.rule_index, f.food_number, o.byte, 1, 9
              from app_private.own_allergen_words(org, array(select n.id from near n where n.org_id <> '00000000-0000-0000-0000-000000000000'), foods) o
              join near n on n.id = o.allergen_id and case when o.byte > 6 then n.is_wider else n.is_narrower end
              join food f on f.food_id = o.food_id) x) x
      join rule r on r.rule_index = x.rule_index
     group by x.rule_index, x.food_number
  ), verdict as materialized ( -- what is not cleared
    select w.* from word w where w.byte not in (7, 8)
  ), holder as materialized (
    select e.food_number, f.name, f.hash, min(e.item_number) as first_item, max(e.item_number) as last_item,
           string_agg(format('{"itemId": "%s"}', e.item_id), ', ' order by e.item_number) as items
      from eaten e join food f on f.food_number = e.food_number group by e.food_number, f.name, f.hash
  ), opened as ( -- the evidence is the set of the foods, those of which nothing is known and those that are inferred to be free
    select v.rule_index, min(h.first_item) as first_item, max(h.last_item) as last_item, string_agg(h.items, ', ' order by v.food_number) as items,
           array_agg(h.name order by v.food_number) filter (where v.byte = 0) as unknown_foods, array_agg(h.name order by v.food_number) filter (where v.byte = 9) as inferred_foods,
           concat_ws(' ', count(*), coalesce(bit_xor(h.hash) filter (where v.byte = 0), 0), coalesce(bit_xor(h.hash) filter (where v.byte = 9), 0)) as evidence
      from verdict v join holder h on h.food_number = v.food_number
     where v.byte in (0, 9) and not is_single
     group by v.rule_index
    union all
    select v.rule_index, e.item_number, e.item_number, format('{"itemId": "%s"}', e.item_id),
           array_agg(f.name order by v.food_number) filter (where v.byte = 0), array_agg(f.name order by v.food_number) filter (where v.byte = 9),
           concat_ws(' ', count(*), coalesce(bit_xor(f.hash) filter (where v.byte = 0), 0), coalesce(bit_xor(f.hash) filter (where v.byte = 9), 0))
      from verdict v join eaten e on e.food_number = v.food_number join food f on f.food_number = v.food_number
     where v.byte in (0, 9) and is_single
     group by v.rule_index, e.item_number, e.item_id
  ), told as materialized (
    select v.rule_index, e.item_number, e.day_number, e.meal_id, e.item_id, e.name, v.byte, f.thing || ' ' || v.byte as evidence,
           case when v.byte in (1, 2) or v.byte in (4, 5) and r.may_contain_breaks then 'broken' else 'doubtful' end as state, e.is_alone,
           json_build_object('itemId', e.item_id, 'dayNumber', e.day_number, 'mealId', e.meal_id, 'name', e.name,
                             'fact', case when v.byte > 3 then 'may_contain' when r.effect = 'avoid_tag' then 'has' else 'contains' end,
                             'provenance', (array['declared', 'reviewed', 'inferred'])[1 + (v.byte - 1) % 3]) as contributor
      from verdict v
      join rule r on r.rule_index = v.rule_index
      join eaten e on e.food_number = v.food_number
      join food f on f.food_number = v.food_number
     where v.byte between 1 and 6
  )
  select t.rule_index::bigint, t.state, 'item', t.day_number, t.meal_id, t.item_id, null::numeric, false, null::numeric, null::numeric,
         array[t.name], '{}'::text[], json_build_array(t.contributor), t.evidence, '{}'::text[]
    from told t where t.is_alone
  union all -- a dish may hold it in several of its foods
  select t.rule_index, min(t.state), 'item', min(t.day_number), (array_agg(t.meal_id))[1], (array_agg(t.item_id))[1], null, false, null, null,
         array_agg(distinct t.name collate "C"), '{}', json_agg(t.contributor order by t.byte, t.name collate "C"), string_agg(t.evidence, ',' order by t.evidence), '{}'
    from told t where not t.is_alone
   group by t.rule_index, t.item_number
  union all
  select o.rule_index, 'open', 'item', i.day_number, i.meal_id, i.item_id, null, false, null, null, '{}', coalesce(o.unknown_foods, '{}'),
         ('[' || o.items || ']')::json, o.evidence, coalesce(o.inferred_foods, '{}')
    from opened o left join item i on i.item_number = o.first_item and o.first_item = o.last_item
$$;

comment on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) is
  'Which items hold a tag or an allergen that a rule or the allergy list wants avoided, and, once a rule, the foods of which it is not known.';
grant execute on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) to tf_definer;
