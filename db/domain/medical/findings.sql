create or replace function app_private.findings(
  org uuid, client uuid, period daterange, items app_private.checked_item[], day_count integer, is_single boolean default false, frozen_recipes jsonb default null
) returns setof app_public.safety_finding
  language plpgsql stable rows 50 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_rules constant app_private.client_rule[] := array(
    select r from app_private.client_rules(org, client, period) r order by r.severity desc, r.code);
  v_foods app_private.item_food[];
  v_results app_private.rule_result[] := '{}';
begin
  if cardinality(v_rules) = 0 or coalesce(cardinality(items), 0) = 0 then
    return;
  end if;
  v_foods := array(select f from app_private.item_foods(org, items, frozen_recipes) f);
  if exists (select from unnest(v_rules) r where r.effect in ('nutrient_bound', 'nutrient_variation')) then
    if is_single then
      v_results := array(select r from app_private.lone_results(v_rules, items, v_foods) r);
    else
      v_results := array(select r from app_private.nutrient_results(v_rules, items, v_foods, day_count) r);
    end if;
  end if;
  if exists (select from unnest(v_rules) r where r.effect in ('avoid_tag', 'avoid_allergen')) then
    v_results := v_results || array(select r from app_private.fact_results(org, v_rules, items, v_foods, is_single) r);
  end if;

  return query
    with told as (
      select t.*, case when t.state = 'doubtful' then least(r.severity, 'caution') else r.severity end as shown_severity, r.rule_id, r.code, r.version, r.severity, r.effect, r.unit, r.missing, r.replaces,
             r.message, r.rationale, r.citation, r.citation_url, r.is_reviewed, r.origin, n.code as nutrient_code,
             case when t.state = 'open' or r.missing is not null then 'undetermined'
                  when t.state = 'broken' and r.severity = 'contraindicated' then 'breach' else 'warning' end::app_public.finding_outcome as outcome,
             case when t.item_id is not null then 'item:' || t.item_id when t.meal_id is not null then 'meal:' || t.meal_id
                  when t.day_number is not null then 'day:' || t.day_number when t.scope = 'average_day' and r.missing is null then 'average_day'
                  else 'version' end as place
        from unnest(v_results) t
        join unnest(v_rules) with ordinality r on r.ordinality = t.rule_index
        left join app_public.nutrients n on n.id = r.nutrient_id
    ), hashed as materialized (
      select t.*, -- breaches first, then warnings, the graver before; rules stand in that order already
             (case t.outcome when 'breach' then 0 when 'warning' then 1 else 2 end * 10 + case t.shown_severity when 'contraindicated' then 0 when 'caution' then 1 else 2 end)
               * 100000 + t.rule_index as rank,
             md5(concat_ws('|', t.outcome, t.observed, t.minimum, t.maximum, t.missing, t.evidence)) as evidence_hash
        from told t
    )
    select md5(concat_ws('|', h.code, h.version, h.place, h.evidence_hash)), h.code, h.version, h.rule_id,
           h.shown_severity, h.outcome,
           h.scope, h.place, h.day_number, h.meal_id, h.item_id, h.food_names, h.nutrient_code,
           h.observed, h.observed_is_minimum, h.minimum, h.maximum, h.unit, h.unknown_foods,
           concat_ws(' ', h.message,
             case h.state when 'doubtful' then 'The food may contain it.' when 'open' then
               case when h.effect in ('avoid_tag', 'avoid_allergen') then 'It is not known of every food whether it contains it.' end end,
             'This cannot be decided: the record lacks ' || h.missing || '.'),
           h.rationale, h.citation, h.citation_url, h.is_reviewed,
           h.outcome = 'breach', h.outcome = 'undetermined' and h.severity = 'contraindicated', h.evidence_hash, h.contributors, h.replaces,
           h.inferred_foods, h.origin
      from hashed h
     order by h.rank, h.day_number nulls first, h.place;
end $$;

comment on function app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb) is
  'What the client''s rules and allergies say of the items, set-based (CLINICAL 18 to 27). Rows that are ok are not returned. is_single: each item is judged alone, as a food outside any plan, of which days and averages say nothing. frozen_recipes: as item_foods() takes them.';
grant execute on function app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb) to tf_definer;
