-- Text that is parsed once, when it is sent: thirty hits under two hundred rules have more than a thousand conflicts, at every letter typed.
create or replace function app_private.library_conflicts(client uuid, food_ids uuid[], recipe_ids uuid[]) returns table (item_id uuid, conflicts json)
  language plpgsql stable rows 30 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_rules constant app_private.client_rule[] := app_private.client_rule_list(v_org, client, app_private.check_period(v_org, client, null, null));
  v_items app_private.checked_item[];
  v_foods app_private.item_food[];
  v_names text[]; -- of foods by their number, as JSON
begin
  if cardinality(v_rules) = 0 then
    return;
  end if;
  v_items := array(select i from app_private.library_items(v_org, food_ids, recipe_ids) i);
  v_foods := array(select f from app_private.item_foods(v_org, v_items, null) f);
  v_names := array(select distinct on (f.food_number) to_json(f.name)::text from unnest(v_foods) f order by f.food_number);

  return query
    with told as materialized (
      select t.*, t.ordinality as number from app_private.told_results(v_org, v_rules, v_items, v_foods, 1, true) with ordinality t
    ), spoken as materialized ( -- what all conflicts of a rule have in common, without the end of its object
      select s.rule_index, s.state, s.severity, s.outcome,
             rtrim(json_build_object(
               'ruleCode', r.code, 'ruleVersion', r.version, 'ruleId', r.rule_id, 'severity', s.severity, 'outcome', s.outcome, 'origin', r.origin,
               'message', app_private.finding_message(r.message, r.effect, s.state, r.missing), 'isReviewed', r.is_reviewed,
               'needsReason', s.outcome = 'breach', 'needsAcknowledgement', s.outcome = 'undetermined' and r.severity = 'contraindicated',
               'nutrientCode', n.code, 'unit', r.unit)::text, '}') as words
        from (select distinct t.rule_index, t.state, t.severity, t.outcome from told t) s
        join unnest(v_rules) with ordinality r on r.ordinality = s.rule_index
        left join app_public.nutrients n on n.id = r.nutrient_id
    )
    select t.item_id, ('[' || string_agg(
             concat(s.words, ',"key":"', t.key, '"', ',"observed":' || t.observed, case when t.observed_is_minimum then ',"observedIsMinimum":true' end,
                    ',"minimum":' || t.minimum, ',"maximum":' || t.maximum,
                    ',"foodNames":[', w.held, '],"unknownFoods":[', w.unknown, '],"inferredFoods":[', w.inferred, ']}'), ',' order by t.number) || ']')::json
      from told t
     cross join lateral ( -- a food alone names itself
       select case when t.foods like '%,%' then app_private.numbered_words(t.foods, v_names) else v_names[t.foods::integer] end as held,
              case when t.unknown_foods like '%,%' then app_private.numbered_words(t.unknown_foods, v_names) else v_names[t.unknown_foods::integer] end as unknown,
              case when t.inferred_foods like '%,%' then app_private.numbered_words(t.inferred_foods, v_names) else v_names[t.inferred_foods::integer] end as inferred) w
      join spoken s on (s.rule_index, s.state, s.severity, s.outcome) = (t.rule_index, t.state, t.severity, t.outcome)
     group by t.item_id;
end $$;

comment on function app_private.library_conflicts(uuid, uuid[], uuid[]) is
  'What the rules and allergies of a client say of each of many foods (100 g) and recipes (one serving), for each of which there is something: [{key, ruleCode, ruleVersion, ruleId, severity, outcome, origin, message, isReviewed, needsReason, needsAcknowledgement, nutrientCode, unit, observed, observedIsMinimum, minimum, maximum, foodNames, unknownFoods, inferredFoods}], the gravest first. What library_findings() says, without sources and what values are made of; amounts that are null are left out.';
grant execute on function app_private.library_conflicts(uuid, uuid[], uuid[]) to tf_definer;
