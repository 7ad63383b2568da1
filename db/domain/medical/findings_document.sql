-- Text that is parsed once, when it is sent: a week under many rules has hundreds of places, and objects of objects cost twice as much.
-- The planner expects few rows of functions: joins and groups are made by hashing, which many do not slow down.
create or replace function app_private.findings_document(
  org uuid, client uuid, period daterange, items app_private.checked_item[], day_count integer, frozen_recipes jsonb default null
) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off set enable_sort = off
as $$
declare
  v_rules constant app_private.client_rule[] := app_private.client_rule_list(org, client, period);
  v_foods app_private.item_food[];
begin
  if cardinality(v_rules) = 0 or coalesce(cardinality(items), 0) = 0 then
    return '{"meals": [], "foodList": [], "findings": []}';
  end if;
  v_foods := array(select f from app_private.item_foods(org, items, frozen_recipes) f);

  return (
    with told as (
      select t.rank, t.rule_index, t.state, t.severity, t.outcome, t.scope, t.day_number, t.place,
             concat('{"key":"', t.key, '","place":"', t.place, '"', ',"observed":' || t.observed, case when t.observed_is_minimum then ',"observedIsMinimum":true' end,
                    case when t.minimum is not null and t.maximum is not null and v_rules[t.rule_index].effect = 'nutrient_variation' -- bounds of its own
                         then concat(',"minimum":', t.minimum, ',"maximum":', t.maximum) end,
                    ',"foods":"' || t.foods || '"', ',"unknown":"' || t.unknown_foods || '"', ',"inferred":"' || t.inferred_foods || '"', '}') as said
        from app_private.told_results(org, v_rules, items, v_foods, day_count, false) t
    ), spoken as ( -- a rule has one scope
      select t.rank, t.state, any_value(t.scope) as scope, any_value(t.rule_index) as rule_index, any_value(t.severity) as severity, any_value(t.outcome) as outcome,
             string_agg(t.said, ',' order by t.day_number nulls first, t.place) as places
        from told t group by t.rank, t.state
    )
    select concat(
      '{"meals": [', (
        select string_agg(concat('["', m.meal_id, '",', m.day_number, ',["', m.items, '"]]'), ',')
          from (select i.meal_id, i.day_number, string_agg(i.item_id::text, '","') as items from unnest(items) i group by i.meal_id, i.day_number) m),
      '], "foodList": [', (
        select string_agg(concat('[', to_json(f.name), ',["', f.items, '"]]'), ',' order by f.food_number)
          from (select u.food_number, min(u.name) as name, string_agg(u.item_id::text, '","' order by u.item_number) as items from unnest(v_foods) u group by u.food_number) f),
      '], "findings": [', (
        select string_agg(f.said, ',' order by f.rank, f.state)
          from (select s.rank, s.state, concat('{"ruleCode":', to_json(r.code), ',"ruleVersion":', r.version, ',"ruleId":', coalesce('"' || r.rule_id || '"', 'null'),
                 ',"severity":"', s.severity, '","outcome":"', s.outcome, '","scope":"', s.scope, '","nutrientCode":', coalesce('"' || n.code || '"', 'null'), ',"unit":', coalesce(to_json(r.unit)::text, 'null'), ',"origin":"', r.origin, '"',
                 case when r.effect <> 'nutrient_variation' then concat(',"minimum":' || trim_scale(round(r.minimum, 6)), ',"maximum":' || trim_scale(round(r.maximum, 6))) end,
                 ',"message":', to_json(app_private.finding_message(r.message, r.effect, s.state, r.missing)),
                 ',"rationale":', to_json(r.rationale), ',"citation":', to_json(r.citation), ',"citationUrl":', coalesce(to_json(r.citation_url)::text, 'null'), case when r.is_reviewed then ',"isReviewed":true' else ',"isReviewed":false' end,
                 case when s.outcome = 'breach' then ',"needsReason":true,"needsAcknowledgement":false'
                      when s.outcome = 'undetermined' and r.severity = 'contraindicated' then ',"needsReason":false,"needsAcknowledgement":true'
                      else ',"needsReason":false,"needsAcknowledgement":false' end,
                 ',"supersedes":', to_json(r.replaces), ',"places":[', s.places, ']}') as said
                  from spoken s
                  join unnest(v_rules) with ordinality r on r.ordinality = s.rule_index
                  left join app_public.nutrients n on n.id = r.nutrient_id offset 0) f),
      ']}'))::json;
end $$;

comment on function app_private.findings_document(uuid, uuid, daterange, app_private.checked_item[], integer, jsonb) is
  'What findings() says as one document for the builder, in which nothing is said twice: {"meals": [[mealId, dayNumber, [itemId]]], "foodList": [[name, [itemId]]], "findings": [{ruleCode, …, minimum, maximum, "places": [{key, place, observed, observedIsMinimum, minimum, maximum, foods, unknown, inferred}]}]}, the gravest first. Which day and meal a place is of say the meals. A place has bounds only where they are its own. foods, unknown and inferred name foods by their place in the list, from 1, with commas between them: thousands of numbers are read only where somebody looks; what is null is left out. What a value is made of says explain_finding().';
grant execute on function app_private.findings_document(uuid, uuid, daterange, app_private.checked_item[], integer, jsonb) to tf_definer;
