-- The table of CLINICAL 21 and 22: what declares or reviews that a food contains it breaks the rule; may contain, and what is only
-- inferred, is doubtful; declared or reviewed as free is clear; everything else is unknown. Every alternative is looked at (8). Words
-- are bytes as fact_byte() makes them: of several the least, which is the gravest, counts. A week under many rules has thousands of
-- words: each is read where it counts, from one row of bytes a kind of food, and none is put into a row of its own to be looked up.
create or replace function app_private.fact_results(
  org uuid, rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], is_single boolean
) returns setof app_private.rule_result
  language sql stable rows 50
as $$
  with place as materialized ( -- where in which part of a food's bytes its word stands: of a part many foods say the same
    select p.*, p.byte_index - min(p.byte_index) over (partition by p.part) as position, p.byte_index is not null and count(*) over (partition by p.rule_index) = 1 as is_alone
      from (select p.*, case when p.allergen_id is null and p.byte_index is not null then 1 + p.byte_index / 14 else 0 end as part from app_private.rule_fact_places(rules) p) p
  ), part as materialized (
    select p.part, min(p.byte_index) as first_byte, 1 + max(p.byte_index) - min(p.byte_index) as length from place p group by p.part
  ), eaten as materialized ( -- only a recipe is several foods at once
    select u.item_number, u.food_number, u.food_id, u.hash, i.day_number, i.meal_id, i.item_id, i.recipe_id is not null as is_of_dish
      from unnest(foods) u join unnest(items) with ordinality i on i.ordinality = u.item_number
  ), own_word as materialized (
    select * from app_private.own_allergen_words(org, array(select p.allergen_id from place p where p.allergen_org_id <> '00000000-0000-0000-0000-000000000000'), array(select e.food_id from eaten e))
  ), food as (
    select f.*, w.facts, case when f.food_id in (select o.food_id from own_word o) then f.food_number end as apart
      from (select e.food_number, any_value(e.food_id) as food_id, any_value(e.hash) as hash, min(e.item_number) as first_item, max(e.item_number) as last_item
              from eaten e group by e.food_number) f
      left join app_private.food_words(org, array(select e.food_id from eaten e)) w on w.food_id = f.food_id
  ), alike as ( -- of many foods the same is known: each kind is looked at once
    select f.facts, f.apart, min(f.food_number) as number, string_agg(f.food_number::text, ',') as foods, count(*)::integer as count, bit_xor(f.hash) as hash,
           min(f.first_item) as first_item, max(f.last_item) as last_item
      from food f group by f.facts, f.apart
  ), kind as materialized ( -- and of a part of it
    select p.part, substr(a.facts, p.first_byte + 1, p.length) as facts, a.apart, min(a.number) as number, string_agg(a.foods, ',') as foods,
           sum(a.count)::integer as count, bit_xor(a.hash) as hash, min(a.first_item) as first_item, max(a.last_item) as last_item
      from alike a cross join part p group by 1, 2, 3
  ), joint as ( -- several bytes speak of a rule: the gravest of their words counts, "may contain", where the organisation takes it for a breach, before what is only inferred to be there
    select w.rule_index, w.may_contain_breaks, w.number,
           coalesce(min(w.byte) filter (where w.byte < 3), min(w.byte) filter (where w.byte in (4, 5) and w.may_contain_breaks), min(w.byte), 0) as byte
      from (select s.rule_index, s.may_contain_breaks, s.number, case when s.byte between s.first_byte and s.last_byte then s.byte end as byte
              from (select p.rule_index, p.may_contain_breaks, p.first_byte, p.last_byte, k.number, get_byte(k.facts, p.position) as byte
                      from place p join kind k on k.part = p.part
                     where not p.is_alone offset 0) s
            union all -- allergens that the organisation added itself have no byte
            select p.rule_index, p.may_contain_breaks, k.number, o.byte
              from own_word o
              join place p on p.allergen_id = o.allergen_id and o.byte between p.first_byte and p.last_byte
              join eaten f on f.food_id = o.food_id
              join kind k on k.apart = f.food_number and k.part = 0) w
     group by w.rule_index, w.may_contain_breaks, w.number
  ), word as ( -- what is said of a rule and a kind of food
    select p.rule_index, p.may_contain_breaks, coalesce(get_byte(k.facts, p.position), 0) as byte, k.foods, k.count, k.hash, k.first_item, k.last_item
      from place p join kind k on k.part = p.part
     where p.is_alone
    union all
    select j.rule_index, j.may_contain_breaks, j.byte, k.foods, k.count, k.hash, k.first_item, k.last_item
      from joint j join kind k on k.number = j.number and k.part = 0
  ), heard as materialized ( -- of a rule all foods of which the same is said; the evidence of what is not known is the set of them
    select w.rule_index, w.byte, string_agg(w.foods, ',') as foods, sum(w.count)::integer as count, bit_xor(w.hash) as hash, min(w.first_item) as first_item, max(w.last_item) as last_item,
           case when w.byte between 1 and 6 then array[w.byte] end as facts, app_private.fact_state(w.byte, w.may_contain_breaks) as state
      from word w group by w.rule_index, w.byte, w.may_contain_breaks
  ), held as not materialized ( -- what is not cleared, item by item; of a plan what is not known is told of all at once
    select a.rule_index, a.byte, a.facts, a.state, unnest(string_to_array(a.foods, ',')::integer[]) as food_number
      from heard a where a.byte between 1 and 6 or is_single and a.byte in (0, 9)
  ), opened as (
    select h.rule_index, min(h.first_item) as first_item, min(h.first_item) = max(h.last_item) as is_of_one,
           any_value(h.foods) filter (where h.byte = 0) as unknown_foods, any_value(h.foods) filter (where h.byte = 9) as inferred_foods,
           concat_ws(' ', sum(h.count), coalesce(any_value(h.hash) filter (where h.byte = 0), 0), coalesce(any_value(h.hash) filter (where h.byte = 9), 0)) as evidence
      from heard h where h.byte in (0, 9) and not is_single group by h.rule_index
  )
  select h.rule_index, h.state, 'item', e.day_number, e.meal_id, e.item_id, null::numeric, false, null::numeric, null::numeric,
         case when h.facts is not null then h.food_number::text end, h.facts,
         case h.byte when 0 then h.food_number::text end, case h.byte when 9 then h.food_number::text end,
         case h.byte when 0 then '1 ' || e.hash || ' 0' when 9 then '1 0 ' || e.hash else e.food_id || ' ' || h.byte end
    from held h join eaten e on e.food_number = h.food_number where not e.is_of_dish
  union all -- a dish may hold it in several of its foods
  select t.rule_index, min(t.state), 'item', min(t.day_number), any_value(t.meal_id), any_value(t.item_id), null, false, null, null,
         string_agg(t.food_number::text, ',' order by t.food_number) filter (where t.state <> 'open'), array_agg(t.byte order by t.food_number) filter (where t.state <> 'open'),
         string_agg(t.food_number::text, ',') filter (where t.byte = 0), string_agg(t.food_number::text, ',') filter (where t.byte = 9),
         case when t.is_open then concat_ws(' ', count(*), coalesce(bit_xor(t.hash) filter (where t.byte = 0), 0), coalesce(bit_xor(t.hash) filter (where t.byte = 9), 0))
              else string_agg(t.evidence, ',' order by t.evidence) end
    from (select h.rule_index, h.state, h.byte, h.food_number, e.item_number, e.day_number, e.meal_id, e.item_id, e.hash, h.state = 'open' as is_open, e.food_id || ' ' || h.byte as evidence
            from held h join eaten e on e.food_number = h.food_number where e.is_of_dish) t
   where exists (select from eaten e where e.is_of_dish)
   group by t.rule_index, t.item_number, t.is_open
  union all
  select o.rule_index, 'open', 'item', case when o.is_of_one then items[o.first_item].day_number end, case when o.is_of_one then items[o.first_item].meal_id end,
         case when o.is_of_one then items[o.first_item].item_id end, null, false, null, null, null, null, o.unknown_foods, o.inferred_foods, o.evidence
    from opened o
$$;

comment on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) is
  'Which items hold a tag or an allergen that a rule or the allergy list wants avoided, and, once a rule, the foods of which it is not known.';
grant execute on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) to tf_definer;
