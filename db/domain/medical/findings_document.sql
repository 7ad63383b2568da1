-- Text that is parsed once, when it is sent: a week under many rules has hundreds of places, and objects of objects cost twice as much.
create or replace function app_private.findings_document(
  org uuid, client uuid, period daterange, items app_private.checked_item[], day_count integer, frozen_recipes jsonb default null
) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off
as $$
declare
  v_rules constant app_private.client_rule[] := array(
    select r from app_private.client_rules(org, client, period) r order by r.severity desc, r.code);
  v_foods app_private.item_food[];
begin
  if cardinality(v_rules) = 0 or coalesce(cardinality(items), 0) = 0 then
    return '{"foods": [], "findings": []}';
  end if;
  v_foods := array(select f from app_private.item_foods(org, items, frozen_recipes) f);

  return (
    with told as materialized (
      select t.rule_index, t.state, t.severity, t.outcome, t.scope, t.ordinality,
             format('{"key":"%s","place":"%s"%s%s%s%s%s%s%s%s%s%s}', t.key, t.place, ',"dayNumber":' || t.day_number, ',"mealId":"' || t.meal_id || '"',
                    ',"itemId":"' || t.item_id || '"', ',"observed":' || t.observed, case when t.observed_is_minimum then ',"observedIsMinimum":true' end,
                    ',"minimum":' || t.minimum, ',"maximum":' || t.maximum, ',"foods":[' || t.foods || ']', ',"unknown":[' || t.unknown_foods || ']',
                    ',"inferred":[' || t.inferred_foods || ']') as place
        from app_private.told_results(org, v_rules, items, v_foods, day_count, false) with ordinality t
    ), spoken as (
      select t.rule_index, t.state, t.severity, t.outcome, t.scope, min(t.ordinality) as first, '[' || string_agg(t.place, ',' order by t.ordinality) || ']' as places
        from told t group by t.rule_index, t.state, t.severity, t.outcome, t.scope
    )
    select json_build_object(
      'foods', (select coalesce(json_agg(json_build_array(f.name, f.items) order by f.food_number), '[]')
                  from (select u.food_number, min(u.name) as name, array_agg(u.item_id order by u.item_number) as items from unnest(v_foods) u group by u.food_number) f),
      'findings', (
        select coalesce(json_agg(json_build_object(
                 'ruleCode', r.code, 'ruleVersion', r.version, 'ruleId', r.rule_id, 'severity', s.severity, 'outcome', s.outcome, 'scope', s.scope,
                 'nutrientCode', n.code, 'unit', r.unit, 'origin', r.origin, 'message', app_private.finding_message(r.message, r.effect, s.state, r.missing),
                 'rationale', r.rationale, 'citation', r.citation, 'citationUrl', r.citation_url, 'isReviewed', r.is_reviewed,
                 'needsReason', s.outcome = 'breach', 'needsAcknowledgement', s.outcome = 'undetermined' and r.severity = 'contraindicated',
                 'supersedes', r.replaces, 'places', s.places::json) order by s.first), '[]')
          from spoken s
          join unnest(v_rules) with ordinality r on r.ordinality = s.rule_index
          left join app_public.nutrients n on n.id = r.nutrient_id)));
end $$;

comment on function app_private.findings_document(uuid, uuid, daterange, app_private.checked_item[], integer, jsonb) is
  'What findings() says as one document for the builder, in which nothing is said twice: {"foods": [[name, [itemId]]], "findings": [{ruleCode, …, "places": [{key, place, dayNumber, mealId, itemId, observed, observedIsMinimum, minimum, maximum, foods, unknown, inferred}]}]}, the gravest first. foods, unknown and inferred name foods by their place in the list, from 1; what is null is left out. What a value is made of says explain_finding().';
grant execute on function app_private.findings_document(uuid, uuid, daterange, app_private.checked_item[], integer, jsonb) to tf_definer;
