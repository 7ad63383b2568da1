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
  ), own_word as materialized (
    select * from app_private.own_allergen_words(org, array(select n.id from near n where n.org_id <> '00000000-0000-0000-0000-000000000000'), foods)
  ), eaten as materialized (
    select u.item_number, u.food_number, count(*) over (partition by u.item_number) = 1 as is_alone from unnest(foods) u
  ), food as materialized ( -- of many foods the same is known: each kind is looked at once
    select f.*, w.own, w.shared, dense_rank() over (order by w.own, w.shared, case when f.food_id in (select o.food_id from own_word o) then f.food_number end)::integer as kind_number
      from (select u.food_number, u.food_id, u.hash, min(u.item_number) as first_item, max(u.item_number) as last_item
              from unnest(foods) u group by u.food_number, u.food_id, u.hash) f
      left join app_private.food_words(org, array(select u.food_id from unnest(foods) u)) w on w.food_id = f.food_id
  ), kind as materialized (
    select f.kind_number, f.own, f.shared, string_agg(f.food_number::text, ',') as foods, count(*) as count, bit_xor(f.hash) as hash,
           min(f.first_item) as first_item, max(f.last_item) as last_item
      from food f group by f.kind_number, f.own, f.shared
  ), word as ( -- the organisation's own word counts before the knowledge base's
    select p.rule_index, k.kind_number, coalesce(nullif(get_byte(k.own, p.byte_index), 0), get_byte(k.shared, p.byte_index), 0) as byte
      from place p cross join kind k where p.is_alone
    union all
    -- the gravest of several words: "may contain", where the organisation takes it for a breach, before what is only inferred to be there
    select x.rule_index, x.kind_number, coalesce(min(x.byte) filter (where x.byte < 3), min(x.byte) filter (where x.byte in (4, 5) and r.may_contain_breaks), min(x.byte), 0)
      from (select w.rule_index, w.kind_number, case when w.byte between w.first_byte and w.last_byte then w.byte end as byte
              from (select p.rule_index, k.kind_number, p.first_byte, p.last_byte,
                           coalesce(nullif(get_byte(k.own, p.byte_index), 0), get_byte(k.shared, p.byte_index)) as byte
                      from place p cross join kind k where not p.is_alone) w
            union all -- allergens that the organisation added itself have no byte
            select n.rule_index, f.kind_number, o.byte
              from own_word o
              join near n on n.id = o.allergen_id and case when o.byte > 6 then n.is_wider else n.is_narrower end
              join food f on f.food_id = o.food_id) x
      join rule r on r.rule_index = x.rule_index
     group by x.rule_index, x.kind_number
  ), verdict as materialized ( -- what is not cleared
    select w.* from word w where w.byte not in (7, 8)
  ), opened as ( -- the evidence is the set of the foods, those of which nothing is known and those that are inferred to be free
    select v.rule_index, min(k.first_item) as first_item, max(k.last_item) as last_item,
           string_agg(k.foods, ',') filter (where v.byte = 0) as unknown_foods, string_agg(k.foods, ',') filter (where v.byte = 9) as inferred_foods,
           concat_ws(' ', sum(k.count), coalesce(bit_xor(k.hash) filter (where v.byte = 0), 0), coalesce(bit_xor(k.hash) filter (where v.byte = 9), 0)) as evidence
      from verdict v join kind k on k.kind_number = v.kind_number
     where v.byte in (0, 9) and not is_single
     group by v.rule_index
    union all
    select v.rule_index, e.item_number, e.item_number,
           string_agg(f.food_number::text, ',') filter (where v.byte = 0), string_agg(f.food_number::text, ',') filter (where v.byte = 9),
           concat_ws(' ', count(*), coalesce(bit_xor(f.hash) filter (where v.byte = 0), 0), coalesce(bit_xor(f.hash) filter (where v.byte = 9), 0))
      from verdict v join food f on f.kind_number = v.kind_number join eaten e on e.food_number = f.food_number
     where v.byte in (0, 9) and is_single
     group by v.rule_index, e.item_number
  ), item as materialized (
    select i.ordinality::integer as item_number, i.item_id, i.day_number, i.meal_id from unnest(items) with ordinality i
  ), told as materialized (
    select v.rule_index, e.item_number, f.food_number, v.byte, f.food_id || ' ' || v.byte as evidence,
           case when v.byte in (1, 2) or v.byte in (4, 5) and r.may_contain_breaks then 'broken' else 'doubtful' end as state, e.is_alone
      from verdict v
      join rule r on r.rule_index = v.rule_index
      join food f on f.kind_number = v.kind_number
      join eaten e on e.food_number = f.food_number
     where v.byte between 1 and 6
  )
  select t.rule_index, t.state, 'item', i.day_number, i.meal_id, i.item_id, null::numeric, false, null::numeric, null::numeric,
         t.food_number::text, array[t.byte], null::text, null::text, t.evidence
    from told t join item i on i.item_number = t.item_number where t.is_alone
  union all -- a dish may hold it in several of its foods
  select t.rule_index, min(t.state), 'item', min(i.day_number), (array_agg(i.meal_id))[1], (array_agg(i.item_id))[1], null, false, null, null,
         string_agg(t.food_number::text, ',' order by t.food_number), array_agg(t.byte order by t.food_number), null, null, string_agg(t.evidence, ',' order by t.evidence)
    from told t join item i on i.item_number = t.item_number where not t.is_alone
   group by t.rule_index, t.item_number
  union all
  select o.rule_index, 'open', 'item', i.day_number, i.meal_id, i.item_id, null, false, null, null, null, null,
         o.unknown_foods, o.inferred_foods, o.evidence
    from opened o left join item i on i.item_number = o.first_item and o.first_item = o.last_item
$$;

comment on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) is
  'Which items hold a tag or an allergen that a rule or the allergy list wants avoided, and, once a rule, the foods of which it is not known.';
grant execute on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) to tf_definer;
