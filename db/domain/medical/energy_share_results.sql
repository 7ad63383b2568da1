-- nutrient × kcal/g − limit × energy is above zero exactly where the share is above the limit, and, unlike a ratio, it can be summed:
-- the worst alternative of each slot makes the worst combination.
create or replace function app_private.energy_share_results(rules app_private.client_rule[], is_single boolean, amounts app_private.item_amount[])
  returns setof app_private.rule_result
  language sql stable rows 20
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
  with bound as materialized (
    select r.ordinality::integer as rule_index, r.nutrient_id, r.scope, r.minimum, r.maximum, b.side, b.bound,
           app_private.energy_per_gram(r.nutrient_id) as kcal
      from unnest(rules) with ordinality r, unnest(array[1, -1], array[r.maximum, r.minimum]) b(side, bound)
     where r.basis = 'energy_percent' and b.bound is not null and (not is_single or r.scope = 'item')
  ), item as materialized (
    select * from unnest(amounts)
  ), share as (
    select b.rule_index, b.side,
           case b.scope when 'item' then i.item_id else i.slot_id end as slot_id,
           case when b.scope <> 'average_day' then i.day_number end as day_number,
           case when b.scope in ('item', 'meal') then i.meal_id end as meal_id,
           case when b.scope = 'item' then i.item_id end as item_id,
           i.known * b.kcal as share, e.known as energy, b.side * (i.known * b.kcal - b.bound * 0.01 * e.known) as excess,
           case b.side when 1 then e.is_open else i.is_open end as could_be_less,
           case b.side when 1 then i.is_open else e.is_open end as could_be_more,
           i.is_open, e.is_open as is_energy_open
      from bound b
      join item i on i.nutrient_id = b.nutrient_id
      join item e on e.item_id = i.item_id and e.nutrient_id = 208
  ), slot as (
    select s.rule_index, s.side, s.day_number, s.meal_id, s.item_id, max(s.excess) as excess,
           max(s.excess) filter (where not s.could_be_less) as certain_excess, bool_or(s.could_be_more) as could_be_more,
           bool_or(s.energy > 0 or s.is_energy_open) as may_have_energy,
           bool_or(s.could_be_more and (s.energy > 0 or s.is_energy_open)) as could_be_more_of_some,
           -- of two that go as far the one with more, so that the same plan always shows the same value
           (array_agg(s.share order by s.excess desc, s.share desc))[1] as share, (array_agg(s.energy order by s.excess desc, s.share desc))[1] as energy,
           bool_or(s.is_open) as is_open, bool_or(s.is_energy_open) as is_energy_open
      from share s group by s.rule_index, s.side, s.slot_id, s.day_number, s.meal_id, s.item_id
  ), judged as ( -- undetermined unless every possible value decides alike (CLINICAL 19)
    select s.rule_index, s.side, s.day_number, s.meal_id, s.item_id,
           case when count(s.certain_excess) = count(*) and round(sum(s.certain_excess), 6) > 0 then 'broken'
                -- what has no energy has no shares: more of the nutrient counts only beside energy, its own or another slot's
                when bool_or(s.could_be_more_of_some) or bool_or(s.could_be_more) and
                     (count(*) filter (where s.may_have_energy) > 1 or bool_or(s.may_have_energy) and bool_or(s.could_be_more and not s.may_have_energy))
                  or round(sum(s.excess), 6) > 0 then 'open' end as state,
           case when not bool_or(s.is_energy_open) then 100 * sum(s.share) / nullif(sum(s.energy), 0) end as observed,
           bool_or(s.is_open) and not bool_or(s.is_energy_open) and sum(s.energy) > 0 as observed_is_minimum
      from slot s group by s.rule_index, s.side, s.day_number, s.meal_id, s.item_id
  )
  select distinct on (j.rule_index, j.day_number, j.meal_id, j.item_id)
         j.rule_index, j.state, b.scope, j.day_number, j.meal_id, j.item_id, j.observed, j.observed_is_minimum, b.minimum, b.maximum,
         null::text, null::integer[], null::text, null::text, null::text
    from judged j join bound b on (b.rule_index, b.side) = (j.rule_index, j.side)
   where j.state is not null
   order by j.rule_index, j.day_number, j.meal_id, j.item_id, j.state, j.side desc -- broken before open
$$;

comment on function app_private.energy_share_results(app_private.client_rule[], boolean, app_private.item_amount[]) is
  'Which bounds in percent of energy (4/4/9/7 kcal per g over energy 208, CLINICAL 5) are broken or open.';
grant execute on function app_private.energy_share_results(app_private.client_rule[], boolean, app_private.item_amount[]) to tf_definer;
