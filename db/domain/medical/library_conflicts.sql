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
      select t.*, t.ordinality as number from app_private.told_results(v_org, v_rules, v_items, v_foods, 1, true, true) with ordinality t
    ), spoken as materialized ( -- what all conflicts of a rule have in common, without the end of its object
      select t.number, t.rule_index, t.item_id, t.state = 'open' and r.effect in ('avoid_tag', 'avoid_allergen') as is_of_many,
             t.observed, t.observed_is_minimum, t.minimum, t.maximum, t.foods, t.unknown_foods, t.inferred_foods,
             concat('{"ruleCode":', to_json(r.code), ',"ruleVersion":', r.version, ',"severity":"', t.severity, '","outcome":"', t.outcome,
                    '","origin":"', r.origin, '","message":', to_json(app_private.finding_message(r.message, r.effect, t.state, r.missing)), case when r.is_reviewed then ',"isReviewed":true' end,
                    case when t.outcome = 'breach' then ',"needsReason":true' when t.outcome = 'undetermined' and r.severity = 'contraindicated' then ',"needsAcknowledgement":true' end,
                    ',"nutrientCode":"' || n.code || '"', ',"unit":' || to_json(r.unit)) as words
        from told t
        join unnest(v_rules) with ordinality r on r.ordinality = t.rule_index
        left join app_public.nutrients n on n.id = r.nutrient_id
    ), eaten as materialized (
      select u.item_id, u.food_number, u.item_id = u.food_id as is_alone from unnest(v_foods) u
    ), conflict as (
      select s.number, s.item_id,
             concat(s.words, ',"observed":' || s.observed, case when s.observed_is_minimum then ',"observedIsMinimum":true' end, ',"minimum":' || s.minimum, ',"maximum":' || s.maximum,
                    ',"foodNames":[' || w.held || ']', ',"unknownFoods":[' || w.unknown || ']', '}') as conflict
        from spoken s
       cross join lateral ( -- a food alone names itself
         select case when s.foods like '%,%' then app_private.numbered_words(s.foods, v_names) else v_names[s.foods::integer] end as held,
                case when s.unknown_foods like '%,%' then app_private.numbered_words(s.unknown_foods, v_names) else v_names[s.unknown_foods::integer] end as unknown) w
       where not s.is_of_many
      union all -- of which foods it is not known was told once a rule: each is put to where it is eaten; a food alone names itself
      select q.number, f.item_id, q.conflict
        from (select s.number, s.words || '}' as conflict, string_to_table(s.unknown_foods, ',')::integer as food_number from spoken s where s.is_of_many
              union all
              select s.number, s.words || ',"isOnlyInferred":true}', string_to_table(s.inferred_foods, ',')::integer from spoken s where s.is_of_many) q
        join eaten f on f.food_number = q.food_number and f.is_alone
      union all
      select q.number, f.item_id,
             concat(min(q.words), ',"unknownFoods":[' || string_agg(v_names[q.food_number], ',' order by q.food_number) filter (where not q.is_inferred) || ']',
                    ',"inferredFoods":[' || string_agg(v_names[q.food_number], ',' order by q.food_number) filter (where q.is_inferred) || ']',
                    case when bool_and(q.is_inferred) then ',"isOnlyInferred":true' end, '}')
        from (select s.number, s.words, false as is_inferred, string_to_table(s.unknown_foods, ',')::integer as food_number from spoken s where s.is_of_many
              union all
              select s.number, s.words, true, string_to_table(s.inferred_foods, ',')::integer from spoken s where s.is_of_many) q
        join eaten f on f.food_number = q.food_number and not f.is_alone
       where exists (select from eaten e where not e.is_alone)
       group by q.number, f.item_id
    )
    select c.item_id, ('[' || string_agg(c.conflict, ',' order by c.number) || ']')::json from conflict c group by c.item_id;
end $$;

comment on function app_private.library_conflicts(uuid, uuid[], uuid[]) is
  'What the rules and allergies of a client say of each of many foods (100 g) and recipes (one serving), for each of which there is something: [{ruleCode, ruleVersion, severity, outcome, origin, message, isReviewed, needsReason, needsAcknowledgement, nutrientCode, unit, observed, observedIsMinimum, minimum, maximum, foodNames, unknownFoods, inferredFoods, isOnlyInferred}], the gravest first. What library_findings() says, without sources, keys and what values are made of; what is null or false and lists that are empty are left out, and so is the name of a food alone of which something is not known. isOnlyInferred: nothing is unknown, but what is known is only inferred.';
grant execute on function app_private.library_conflicts(uuid, uuid[], uuid[]) to tf_definer;
