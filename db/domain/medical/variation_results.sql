-- A day's part of the mean grows with the day and shrinks with the others: each is taken with what makes the difference greatest.
create or replace function app_private.variation_results(rules app_private.client_rule[], amounts app_private.item_amount[])
  returns setof app_private.rule_result
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with rule as materialized (
    select r.ordinality as rule_index, r.nutrient_id, r.max_variation_percent * 0.01 as tolerance
      from unnest(rules) with ordinality r where r.effect = 'nutrient_variation'
  ), slot as (
    select i.nutrient_id, i.day_number, max(i.known) as high, min(i.known) as low,
           min(i.known) filter (where not i.is_open) as low_closed, bool_or(i.is_open) as is_open
      from unnest(amounts) i where i.nutrient_id = any (array(select r.nutrient_id from rule r))
     group by i.nutrient_id, i.slot_id, i.day_number
  ), day as (
    select s.nutrient_id, s.day_number, sum(s.high) as high,
           case when count(s.low_closed) = count(*) then sum(s.low_closed) end as low_closed, bool_or(s.is_open) as is_open
      from slot s group by s.nutrient_id, s.day_number
  ), beside as (
    select r.rule_index, r.tolerance, d.*, count(*) over w as days, sum(d.high) over w - d.high as others_high,
           case when count(d.low_closed) over w - (d.low_closed is not null)::integer = count(*) over w - 1
                then coalesce(sum(d.low_closed) over w, 0) - coalesce(d.low_closed, 0) end as others_low,
           bool_or(d.is_open) over w as is_any_open
      from rule r join day d on d.nutrient_id = r.nutrient_id
    window w as (partition by r.rule_index)
  ), judged as (
    select b.*,
           coalesce(b.high * b.days > (1 + b.tolerance) * (b.high + b.others_low), false) as is_high,
           coalesce(b.low_closed * b.days < (1 - b.tolerance) * (b.low_closed + b.others_high), false) as is_low
      from beside b
  ), mean as (
    select j.*, case when j.is_high then (j.high + j.others_low) / j.days when j.is_low then (j.low_closed + j.others_high) / j.days end as mean
      from judged j
  )
  select m.rule_index, case when m.is_high or m.is_low then 'broken' else 'open' end, 'day', m.day_number, null::uuid, null::uuid,
         case when m.is_low and not m.is_high then m.low_closed else m.high end, m.is_open and not (m.is_low and not m.is_high),
         m.mean * greatest(1 - m.tolerance, 0), m.mean * (1 + m.tolerance), null::text[], null::text[], null::json, null::text, null::text[]
    from mean m
   where m.is_high or m.is_low or m.is_any_open and m.days > 1
$$;

comment on function app_private.variation_results(app_private.client_rule[], app_private.item_amount[]) is
  'Which days lie further from the mean day than a rule allows, or could (CLINICAL 25). Days without items do not count.';
grant execute on function app_private.variation_results(app_private.client_rule[], app_private.item_amount[]) to tf_definer;
