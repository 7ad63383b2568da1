-- While somebody types every letter asks this of thirty foods, and one statement of few nodes is what it costs: of foods alone, without
-- recipes and days, values are read as they stand, and foods of which the same is known are looked at once. Rules are judged by
-- lone_state() and fact_state(), as those of everything else.
create or replace function app_private.food_results(org uuid, rules app_private.client_rule[], food_ids uuid[], grams numeric)
  returns table (rule_index integer, state text, scope text, observed numeric, observed_is_minimum boolean, minimum numeric, maximum numeric, is_lacking boolean, fact integer, foods integer[])
  language plpgsql stable rows 100
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_hundreds constant numeric := grams * 0.01;
begin
  return query
  with rule as materialized (
    select r.ordinality::integer as rule_index, r.nutrient_id, r.scope, r.minimum, r.maximum
      from unnest(rules) with ordinality r where r.effect = 'nutrient_bound' and r.scope <> 'average_day' and r.basis <> 'energy_percent'
  ), nutrient as materialized ( -- the strictest bounds; everything counts where a bound is not known
    select u.nutrient_id, max(u.minimum) filter (where u.scope = 'item') as minimum, min(u.maximum) as maximum, bool_or(u.scope = 'item') as of_items,
           bool_or(u.scope = 'item' and num_nonnulls(u.minimum, u.maximum) = 0) as is_every
      from rule u group by u.nutrient_id
  ), food as materialized (
    select i.id as food_id, i.ordinality::integer as number from unnest(food_ids) with ordinality i(id)
  ), held as materialized (
    select n.food_id, n.nutrient_id, n.amount * v_hundreds as known from app_public.food_nutrients n
     where n.org_id = any (array[org, v_kb]) and n.food_id = any (food_ids) and n.nutrient_id = any (array(select u.nutrient_id from nutrient u))
  ), amount as materialized (
    select f.number, n.nutrient_id, coalesce(h.known, 0) as known, h.known is null as is_open -- [0, ∞) (CLINICAL 3)
      from food f
     cross join nutrient n
      left join held h on h.food_id = f.food_id and h.nutrient_id = n.nutrient_id
     where n.is_every or h.known is null and n.of_items or h.known > n.maximum or h.known < n.minimum
  ), place as materialized (
    select * from app_private.rule_fact_places(rules)
  ), own_word as materialized (
    select o.allergen_id, f.number, o.byte
      from app_private.own_allergen_words(org, array(select p.allergen_id from place p where p.allergen_org_id <> v_kb), food_ids) o join food f on f.food_id = o.food_id
  ), kind as materialized (
    select row_number() over ()::integer as number, array_agg(k.number order by k.number) as foods, k.facts, k.apart
      from (select f.number, w.facts, (select min(o.number) from own_word o where o.number = f.number) as apart
              from food f left join app_private.food_words(org, food_ids) w on w.food_id = f.food_id) k
     group by k.facts, k.apart
  ), said as ( -- the gravest of several words: "may contain", where the organisation takes it for a breach, before what is only inferred to be there
    select w.rule_index, w.may_contain_breaks, w.kind,
           coalesce(min(w.byte) filter (where w.byte < 3), min(w.byte) filter (where w.byte in (4, 5) and w.may_contain_breaks), min(w.byte), 0) as byte
      from (select p.rule_index, p.may_contain_breaks, k.number as kind, case when b.byte between p.first_byte and p.last_byte then b.byte end as byte
              from place p cross join kind k cross join lateral (select nullif(get_byte(k.facts, p.byte_index), 0) as byte offset 0) b
            union all
            select p.rule_index, p.may_contain_breaks, k.number, o.byte
              from own_word o join place p on p.allergen_id = o.allergen_id and o.byte between p.first_byte and p.last_byte join kind k on k.apart = o.number) w
     group by w.rule_index, w.may_contain_breaks, w.kind
  )
  select r.rule_index, s.state, r.scope::text, trim_scale(round(a.known, 6)), a.is_open, trim_scale(round(r.minimum, 6)), trim_scale(round(r.maximum, 6)), a.is_open, null::integer, array[a.number]
    from amount a
    join rule r on r.nutrient_id = a.nutrient_id
   cross join lateral (select app_private.lone_state(a.known, a.is_open, r.scope, r.minimum, r.maximum) as state offset 0) s
   where s.state is not null
  union all
  select t.rule_index, t.state, 'item', null, false, null, null, false, t.byte, k.foods
    from (select s.rule_index, s.kind, s.byte, app_private.fact_state(s.byte, s.may_contain_breaks) as state from said s offset 0) t
    join kind k on k.number = t.kind
   where t.state is not null;

  if exists (select from unnest(rules) r where r.basis = 'energy_percent' and r.scope = 'item') then
    return query
      with value as materialized (
        select f.id as food_id, x.id as nutrient_id, h.amount * v_hundreds as known
          from unnest(food_ids) f(id)
         cross join (select r.nutrient_id as id from unnest(rules) r where r.basis = 'energy_percent' union select 208) x
          left join app_public.food_nutrients h on h.org_id = any (array[org, v_kb]) and h.food_id = f.id and h.nutrient_id = x.id
      )
      select s.rule_index, s.state, 'item', trim_scale(round(s.observed, 6)), s.observed_is_minimum, trim_scale(round(s.minimum, 6)), trim_scale(round(s.maximum, 6)),
             exists (select from value v where v.food_id = s.item_id and v.nutrient_id = any (array[rules[s.rule_index].nutrient_id, 208]) and v.known is null), null::integer, array[array_position(food_ids, s.item_id)]
        from app_private.energy_share_results(rules, true, array(
               select row(v.food_id, v.food_id, null, null, v.nutrient_id, coalesce(v.known, 0), v.known is null)::app_private.item_amount from value v)) s;
  end if;
end $$;

comment on function app_private.food_results(uuid, app_private.client_rule[], uuid[], numeric) is
  'What the rules say of foods alone, so many grams of each: what told_results() says of items outside any plan that are foods. Foods by their place in the list; several of which the same is told stand together. is_lacking: a value is not known; fact: the word that counts, as fact_byte() makes it, 0 where nothing is known.';
revoke execute on function app_private.food_results(uuid, app_private.client_rule[], uuid[], numeric) from public;
grant execute on function app_private.food_results(uuid, app_private.client_rule[], uuid[], numeric) to tf_definer;
