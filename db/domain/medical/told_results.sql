create or replace function app_private.told_results(
  org uuid, rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], day_count integer, is_single boolean
) returns setof app_private.told_result
  language sql stable rows 100 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off
as $$
  with rule as materialized (
    select r.ordinality::integer as rule_index, r.code, r.version, r.severity, r.missing, r.effect from unnest(rules) with ordinality r
  ), result as (
    select t.* from app_private.nutrient_results(rules, items, foods, day_count) t
     where not is_single and exists (select from rule r where r.effect in ('nutrient_bound', 'nutrient_variation'))
    union all
    select t.* from app_private.lone_results(rules, items, foods) t
     where is_single and exists (select from rule r where r.effect in ('nutrient_bound', 'nutrient_variation'))
    union all
    select t.* from app_private.fact_results(org, rules, items, foods, is_single) t
     where exists (select from rule r where r.effect in ('avoid_tag', 'avoid_allergen'))
  ), told as (
    select t.*, r.code, r.version,
           case when t.state = 'doubtful' then least(r.severity, 'caution') else r.severity end as severity,
           case when t.state = 'open' or r.missing is not null then 'undetermined'
                when t.state = 'broken' and r.severity = 'contraindicated' then 'breach' else 'warning' end::app_public.finding_outcome as outcome,
           case when t.item_id is not null then 'item:' || t.item_id when t.meal_id is not null then 'meal:' || t.meal_id
                when t.day_number is not null then 'day:' || t.day_number when t.scope = 'average_day' and r.missing is null then 'average_day'
                else 'version' end as place,
           r.missing
      from result t join rule r on r.rule_index = t.rule_index
  ), hashed as (
    select t.*, md5(concat_ws('|', t.outcome, t.observed, t.minimum, t.maximum, t.missing, t.evidence)) as evidence_hash,
           -- breaches first, then warnings, the graver before; rules stand in that order already
           (case t.outcome when 'breach' then 0 when 'warning' then 1 else 2 end * 10 + case t.severity when 'contraindicated' then 0 when 'caution' then 1 else 2 end)
             * 100000 + t.rule_index as rank
      from told t
    offset 0
  )
  select h.rule_index, h.state, h.scope, h.day_number, h.meal_id, h.item_id, h.observed, h.observed_is_minimum, h.minimum, h.maximum,
         h.foods, h.food_facts, h.unknown_foods, h.inferred_foods, h.severity, h.outcome, h.place, h.evidence_hash,
         md5(concat_ws('|', h.code, h.version, h.place, h.evidence_hash)), h.rank
    from hashed h
   order by h.rank, h.day_number nulls first, h.place
$$;

comment on function app_private.told_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, boolean) is
  'What the rules say of the items, the gravest first, with what decisions are recorded against. Rows that are ok are not returned.';
grant execute on function app_private.told_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, boolean) to tf_definer;

create or replace function app_private.finding_message(message text, effect app_public.rule_effect, state text, missing text) returns text
  language sql immutable parallel safe
as $$
  select pg_catalog.concat_ws(' ', message,
           case state when 'doubtful' then 'The food may contain it.' when 'open' then
             case when effect in ('avoid_tag', 'avoid_allergen') then 'It is not known of every food whether it contains it.' end end,
           'This cannot be decided: the record lacks ' || missing || '.')
$$;

comment on function app_private.finding_message(text, app_public.rule_effect, text, text) is
  'A rule''s sentence for staff, with why it is doubtful or cannot be decided.';
grant execute on function app_private.finding_message(text, app_public.rule_effect, text, text) to tf_definer;
