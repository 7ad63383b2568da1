-- Text that is parsed once, when it is sent: a week under many rules has hundreds of places, and objects of objects cost twice as much.
create or replace function app_private.findings_document(
  org uuid, client uuid, period daterange, items app_private.checked_item[], day_count integer, frozen_recipes jsonb default null
) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off
as $$
declare
  v_rules constant app_private.client_rule[] := app_private.client_rule_list(org, client, period);
  v_foods app_private.item_food[];
begin
  if cardinality(v_rules) = 0 or coalesce(cardinality(items), 0) = 0 then
    return '{"foods": [], "findings": []}';
  end if;
  v_foods := array(select f from app_private.item_foods(org, items, frozen_recipes) f);

  return (
    with told as materialized (
      select t.rank, t.rule_index, t.state, t.severity, t.outcome, t.scope, t.ordinality,
             concat('{"key":"', t.key, '","place":"', t.place, '"', ',"dayNumber":' || t.day_number, ',"mealId":"' || t.meal_id || '"',
                    ',"itemId":"' || t.item_id || '"', ',"observed":' || t.observed, case when t.observed_is_minimum then ',"observedIsMinimum":true' end,
                    ',"minimum":' || t.minimum, ',"maximum":' || t.maximum, ',"foods":[' || t.foods || ']', ',"unknown":[' || t.unknown_foods || ']',
                    ',"inferred":[' || t.inferred_foods || ']', '}') as place
        from app_private.told_results(org, v_rules, items, v_foods, day_count, false) with ordinality t
    ), spoken as (
      select t.rule_index, t.state, t.severity, t.outcome, t.scope, min(t.ordinality) as first, string_agg(t.place, ',' order by t.ordinality) as places
        from told t group by t.rank, t.rule_index, t.state, t.severity, t.outcome, t.scope
    )
    select concat(
      '{"foods": [', (
        select string_agg(concat('[', to_json(f.name), ',["', f.items, '"]]'), ',' order by f.food_number)
          from (select u.food_number, min(u.name) as name, string_agg(u.item_id::text, '","' order by u.item_number) as items from unnest(v_foods) u group by u.food_number) f),
      '], "findings": [', (
        select string_agg(concat('{"ruleCode":', to_json(r.code), ',"ruleVersion":', r.version, ',"ruleId":', coalesce('"' || r.rule_id || '"', 'null'),
                 ',"severity":"', s.severity, '","outcome":"', s.outcome, '","scope":"', s.scope, '","nutrientCode":', coalesce('"' || n.code || '"', 'null'), ',"unit":', coalesce(to_json(r.unit)::text, 'null'), ',"origin":"', r.origin,
                 '","message":', to_json(app_private.finding_message(r.message, r.effect, s.state, r.missing)),
                 ',"rationale":', to_json(r.rationale), ',"citation":', to_json(r.citation), ',"citationUrl":', coalesce(to_json(r.citation_url)::text, 'null'), ',"isReviewed":', to_json(r.is_reviewed),
                 ',"needsReason":', to_json(s.outcome = 'breach'), ',"needsAcknowledgement":', to_json(s.outcome = 'undetermined' and r.severity = 'contraindicated'),
                 ',"supersedes":', to_json(r.replaces), ',"places":[', s.places, ']}'), ',' order by s.first)
          from spoken s
          join unnest(v_rules) with ordinality r on r.ordinality = s.rule_index
          left join app_public.nutrients n on n.id = r.nutrient_id),
      ']}'))::json;
end $$;

comment on function app_private.findings_document(uuid, uuid, daterange, app_private.checked_item[], integer, jsonb) is
  'What findings() says as one document for the builder, in which nothing is said twice: {"foods": [[name, [itemId]]], "findings": [{ruleCode, …, "places": [{key, place, dayNumber, mealId, itemId, observed, observedIsMinimum, minimum, maximum, foods, unknown, inferred}]}]}, the gravest first. foods, unknown and inferred name foods by their place in the list, from 1; what is null is left out. What a value is made of says explain_finding().';
grant execute on function app_private.findings_document(uuid, uuid, daterange, app_private.checked_item[], integer, jsonb) to tf_definer;
