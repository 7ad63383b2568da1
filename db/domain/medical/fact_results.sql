-- The table of CLINICAL 21 and 22: what declares or reviews that a food contains it breaks the rule; may contain, and what is only
-- inferred, is doubtful; declared or reviewed as free is clear; everything else is unknown. Every alternative is looked at (8). Words
-- are bytes as fact_byte() makes them: of several the least, which is the gravest, counts. A week under many rules has thousands of
-- words: each is read where it counts, from one row of bytes a kind of food, and none is put into a row of its own to be looked up.
create or replace function app_private.fact_results(
  org uuid, rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], is_single boolean
) returns setof app_private.rule_result
  language sql stable rows 50
as $$
  with rule as materialized (
    select r.ordinality::integer as rule_index, coalesce(r.may_contain_breaks, false) as may_contain_breaks
      from unnest(rules) with ordinality r where r.effect in ('avoid_tag', 'avoid_allergen')
  ), known as materialized ( -- in parts: of a part of their bytes many foods say the same
    select p.byte_index, case when p.tag_code is null then 0 else 1 + p.byte_index / 14 end as part from app_private.fact_positions() p
  ), place as materialized (
    select p.*, k.part, p.byte_index is not null and count(*) over (partition by p.rule_index) = 1 as is_alone
      from app_private.rule_fact_places(rules) p left join known k on k.byte_index = p.byte_index
  ), part as materialized (
    select k.part, min(k.byte_index) as first_byte, count(*)::integer as length, decode(repeat('00', count(*)::integer), 'hex') as nothing
      from known k where k.part = 0 or k.part in (select p.part from place p) group by k.part
  ), own_word as materialized (
    select * from app_private.own_allergen_words(org, array(select p.allergen_id from place p where p.allergen_org_id <> '00000000-0000-0000-0000-000000000000'), array(select u.food_id from unnest(foods) u))
  ), item as materialized (
    select i.ordinality::integer as item_number, i.item_id, i.day_number, i.meal_id from unnest(items) with ordinality i
  ), eaten as materialized (
    select u.item_number, u.food_number, u.food_id, u.hash, i.day_number, i.meal_id, i.item_id, count(*) over (partition by u.item_number) = 1 as is_alone
      from unnest(foods) u join item i on i.item_number = u.item_number
  ), food as materialized (
    select f.*, w.facts, case when f.food_id in (select o.food_id from own_word o) then f.food_number end as apart
      from (select e.food_number, e.food_id, e.hash, min(e.item_number) as first_item, max(e.item_number) as last_item
              from eaten e group by e.food_number, e.food_id, e.hash) f
      left join app_private.food_words(org, array(select e.food_id from eaten e)) w on w.food_id = f.food_id
  ), alike as ( -- of many foods the same is known: each kind is looked at once
    select f.facts, f.apart, string_agg(f.food_number::text, ',') as foods, count(*)::integer as count, bit_xor(f.hash) as hash,
           min(f.first_item) as first_item, max(f.last_item) as last_item
      from food f group by f.facts, f.apart
  ), kind as materialized ( -- and of a part of it
    select row_number() over ()::integer as number, k.*
      from (select p.part, coalesce(substr(a.facts, p.first_byte + 1, p.length), p.nothing) as facts, a.apart, string_agg(a.foods, ',') as foods,
                   sum(a.count)::integer as count, bit_xor(a.hash) as hash, min(a.first_item) as first_item, max(a.last_item) as last_item
              from alike a cross join part p group by 1, 2, 3) k
  ), joint as materialized ( -- the rules of which several bytes speak: what they say together stands before the bytes of allergens
    select p.rule_index, row_number() over (order by p.rule_index)::integer - 1 as byte_index from place p where not p.is_alone group by p.rule_index
  ), said as ( -- the gravest of several words: "may contain", where the organisation takes it for a breach, before what is only inferred to be there
    select x.number, j.byte_index,
           coalesce(min(x.byte) filter (where x.byte < 3), min(x.byte) filter (where x.byte in (4, 5) and x.may_contain_breaks), min(x.byte), 0) as byte
      from (select p.rule_index, p.may_contain_breaks, k.number, case when b.byte between p.first_byte and p.last_byte then b.byte end as byte
              from place p
              join kind k on k.part = 0
             cross join lateral (select get_byte(k.facts, p.byte_index - (select q.first_byte from part q where q.part = 0)) as byte offset 0) b
             where not p.is_alone
            union all -- allergens that the organisation added itself have no byte
            select p.rule_index, p.may_contain_breaks, k.number, o.byte
              from own_word o
              join place p on p.allergen_id = o.allergen_id and o.byte between p.first_byte and p.last_byte
              join food f on f.food_id = o.food_id
              join kind k on k.apart = f.food_number and k.part = 0) x
      join joint j on j.rule_index = x.rule_index
     group by x.number, j.byte_index
  ), spoken as materialized ( -- the bytes of each kind, and which of them is a rule's
    select k.*, coalesce(s.bytes, '') || k.facts as bytes
      from kind k
      left join (select s.number, decode(string_agg(lpad(to_hex(s.byte), 2, '0'), '' order by s.byte_index), 'hex') as bytes from said s group by s.number) s on s.number = k.number
  ), byte as materialized (
    select j.rule_index, 0 as part, j.byte_index from joint j
    union all
    select p.rule_index, p.part, p.byte_index - q.first_byte + case p.part when 0 then (select count(*) from joint)::integer else 0 end
      from place p join part q on q.part = p.part where p.is_alone
  ), opened as materialized ( -- the evidence is the set of the foods, those of which nothing is known and those that are inferred to be free
    select b.rule_index, o.*
      from byte b
     cross join lateral (
       select min(k.first_item) as first_item, max(k.last_item) as last_item,
              string_agg(k.foods, ',') filter (where k.byte = 0) as unknown_foods, string_agg(k.foods, ',') filter (where k.byte = 9) as inferred_foods,
              concat_ws(' ', sum(k.count), coalesce(bit_xor(k.hash) filter (where k.byte = 0), 0), coalesce(bit_xor(k.hash) filter (where k.byte = 9), 0)) as evidence
         from (select k.*, get_byte(k.bytes, b.byte_index) as byte from spoken k where k.part = b.part offset 0) k where k.byte in (0, 9)) o
     where not is_single and o.first_item is not null
  ), answer as materialized ( -- what is not cleared; of a plan what is not known is told of all at once
    select r.rule_index, v.byte, v.foods, case when v.byte between 1 and 6 then array[v.byte] end as facts,
           app_private.fact_state(v.byte, r.may_contain_breaks) as state
      from (select b.rule_index, get_byte(k.bytes, b.byte_index) as byte, k.foods
              from byte b join spoken k on k.part = b.part
             where get_byte(k.bytes, b.byte_index) = any (case when is_single then array[0, 1, 2, 3, 4, 5, 6, 9] else array[1, 2, 3, 4, 5, 6] end) offset 0) v
      join rule r on r.rule_index = v.rule_index
  ), held as not materialized ( -- item by item
    select a.rule_index, a.byte, a.facts, a.state, string_to_table(a.foods, ',')::integer as food_number from answer a
  )
  select h.rule_index, h.state, 'item', e.day_number, e.meal_id, e.item_id, null::numeric, false, null::numeric, null::numeric,
         case when h.facts is not null then h.food_number::text end, h.facts,
         case h.byte when 0 then h.food_number::text end, case h.byte when 9 then h.food_number::text end,
         case h.byte when 0 then '1 ' || e.hash || ' 0' when 9 then '1 0 ' || e.hash else e.food_id || ' ' || h.byte end
    from held h join eaten e on e.food_number = h.food_number where e.is_alone
  union all -- a dish may hold it in several of its foods
  select t.rule_index, min(t.state), 'item', min(t.day_number), any_value(t.meal_id), any_value(t.item_id), null, false, null, null,
         string_agg(t.food_number::text, ',' order by t.food_number) filter (where t.state <> 'open'), array_agg(t.byte order by t.food_number) filter (where t.state <> 'open'),
         string_agg(t.food_number::text, ',') filter (where t.byte = 0), string_agg(t.food_number::text, ',') filter (where t.byte = 9),
         case when t.is_open then concat_ws(' ', count(*), coalesce(bit_xor(t.hash) filter (where t.byte = 0), 0), coalesce(bit_xor(t.hash) filter (where t.byte = 9), 0))
              else string_agg(t.evidence, ',' order by t.evidence) end
    from (select h.rule_index, h.state, h.byte, h.food_number, e.item_number, e.day_number, e.meal_id, e.item_id, e.hash, h.state = 'open' as is_open, e.food_id || ' ' || h.byte as evidence
            from held h join eaten e on e.food_number = h.food_number where not e.is_alone) t
   where exists (select from eaten e where not e.is_alone)
   group by t.rule_index, t.item_number, t.is_open
  union all
  select o.rule_index, 'open', 'item', i.day_number, i.meal_id, i.item_id, null, false, null, null, null, null,
         o.unknown_foods, o.inferred_foods, o.evidence
    from opened o left join item i on i.item_number = o.first_item and o.first_item = o.last_item
$$;

comment on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) is
  'Which items hold a tag or an allergen that a rule or the allergy list wants avoided, and, once a rule, the foods of which it is not known.';
grant execute on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) to tf_definer;
