-- Text that is parsed once, when it is sent: thirty hits under two hundred rules have more than a thousand conflicts, at every letter typed.
create or replace function app_private.library_conflicts(client uuid, food_ids uuid[], recipe_ids uuid[]) returns table (item_id uuid, conflicts json)
  language plpgsql stable rows 30 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_rules constant app_private.client_rule[] := app_private.client_rule_list(v_org, client, app_private.check_period(v_org, client, null, null), true);
begin
  if cardinality(v_rules) > 0 and cardinality(food_ids) > 0 then
    return query
      with name as materialized (
        select array_position(food_ids, f.id) as number, f.id, to_json(f.name)::text as name
          from app_public.foods f where f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) and f.id = any (food_ids)
      ), result as materialized (
        select f.*, f.fact is not null and f.fact in (0, 9) as is_alike from app_private.food_results(v_org, v_rules, food_ids, 100) f
      ), spoken as materialized (
        select t.rule_index, t.state, w.rank, w.words
          from (select distinct u.rule_index, u.state from result u) t
          join unnest(v_rules) with ordinality r on r.ordinality = t.rule_index
          left join app_public.nutrients n on n.id = r.nutrient_id
         cross join lateral app_private.conflict_words(r.code, r.version, r.severity, r.origin, r.message, r.effect, r.missing, r.is_reviewed, r.unit, t.state, n.code) w
      ), line as (
        -- What is not known of facts is told of many foods, and alike of those of which the same is known; a food alone names itself.
        select u.number, a.rank, true as is_alike, a.words
          from (select t.foods, s.rank, string_agg(s.words || case t.fact when 9 then ',"isOnlyInferred":true}' else '}' end, ',' order by s.rule_index) as words
                  from result t join spoken s on s.rule_index = t.rule_index and s.state = t.state where t.is_alike group by t.foods, s.rank) a
         cross join lateral unnest(a.foods) u(number)
        union all
        select t.number, s.rank, false,
               string_agg(concat(s.words, ',"observed":' || t.observed, case when t.observed_is_minimum then ',"observedIsMinimum":true' end, ',"minimum":' || t.minimum, ',"maximum":' || t.maximum,
                          case when t.fact is not null then ',"foodNames":[' || n.name || ']' when t.is_lacking then ',"unknownFoods":[' || n.name || ']' end, '}'), ',' order by s.rule_index)
          from (select r.*, unnest(r.foods) as number from result r where not r.is_alike) t
          join spoken s on s.rule_index = t.rule_index and s.state = t.state
          join name n on n.number = t.number
         group by t.number, s.rank
      )
      select n.id, ('[' || string_agg(l.words, ',' order by l.rank, l.is_alike) || ']')::json from line l join name n on n.number = l.number group by n.id;
  end if;
  if cardinality(v_rules) > 0 and cardinality(recipe_ids) > 0 then
    return query select r.* from app_private.recipe_conflicts(v_org, v_rules, recipe_ids) r;
  end if;
end $$;

create or replace function app_private.recipe_conflicts(org uuid, rules app_private.client_rule[], recipe_ids uuid[]) returns table (item_id uuid, conflicts json)
  language plpgsql stable rows 10 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off
as $$
declare
  v_items constant app_private.checked_item[] := array(select i from app_private.library_items(org, '{}', recipe_ids) i);
  v_foods constant app_private.item_food[] := array(select f from app_private.item_foods(org, v_items, null) f);
  v_names constant text[] := array(select distinct on (f.food_number) to_json(f.name)::text from unnest(v_foods) f order by f.food_number);
begin
  return query
    with told as materialized (
      select t.*, t.ordinality as number from app_private.told_results(org, rules, v_items, v_foods, 1, true, true) with ordinality t
    ), spoken as materialized (
      select t.number, t.item_id, t.state = 'open' and r.effect in ('avoid_tag', 'avoid_allergen') as is_of_many,
             t.observed, t.observed_is_minimum, t.minimum, t.maximum, t.foods, t.unknown_foods, t.inferred_foods, w.words
        from told t
        join unnest(rules) with ordinality r on r.ordinality = t.rule_index
        left join app_public.nutrients n on n.id = r.nutrient_id
       cross join lateral app_private.conflict_words(r.code, r.version, r.severity, r.origin, r.message, r.effect, r.missing, r.is_reviewed, r.unit, t.state, n.code) w
    ), conflict as (
      select s.number, s.item_id,
             concat(s.words, ',"observed":' || s.observed, case when s.observed_is_minimum then ',"observedIsMinimum":true' end, ',"minimum":' || s.minimum, ',"maximum":' || s.maximum,
                    ',"foodNames":[' || app_private.numbered_words(s.foods, v_names) || ']', ',"unknownFoods":[' || app_private.numbered_words(s.unknown_foods, v_names) || ']', '}') as conflict
        from spoken s
       where not s.is_of_many
      union all -- of which foods it is not known was told once a rule: each is put to where it is eaten
      select q.number, f.item_id,
             concat(min(q.words), ',"unknownFoods":[' || string_agg(v_names[q.food_number], ',' order by q.food_number) filter (where not q.is_inferred) || ']',
                    ',"inferredFoods":[' || string_agg(v_names[q.food_number], ',' order by q.food_number) filter (where q.is_inferred) || ']',
                    case when bool_and(q.is_inferred) then ',"isOnlyInferred":true' end, '}')
        from (select s.number, s.words, false as is_inferred, string_to_table(s.unknown_foods, ',')::integer as food_number from spoken s where s.is_of_many
              union all
              select s.number, s.words, true, string_to_table(s.inferred_foods, ',')::integer from spoken s where s.is_of_many) q
        join (select u.item_id, u.food_number from unnest(v_foods) u) f on f.food_number = q.food_number
       group by q.number, f.item_id
    )
    select c.item_id, ('[' || string_agg(c.conflict, ',' order by c.number) || ']')::json from conflict c group by c.item_id;
end $$;

-- No settings of its own: it is read into the statements that ask.
create or replace function app_private.conflict_words(
  code text, version integer, severity app_public.rule_severity, origin text, message text, effect app_public.rule_effect, missing text, is_reviewed boolean, unit text, state text, nutrient_code text
) returns table (rank integer, words text)
  language sql stable rows 1
as $$
  select app_private.told_rank(t.outcome, t.severity),
         pg_catalog.concat('{"ruleCode":', pg_catalog.to_json(code), ',"ruleVersion":', version, ',"severity":"', t.severity, '","outcome":"', t.outcome,
           '","origin":"', origin, '","message":', pg_catalog.to_json(app_private.finding_message(message, effect, state, missing)), case when is_reviewed then ',"isReviewed":true' end,
           case when t.outcome = 'breach' then ',"needsReason":true' when t.outcome = 'undetermined' and conflict_words.severity = 'contraindicated' then ',"needsAcknowledgement":true' end,
           ',"nutrientCode":"' || nutrient_code || '"', ',"unit":' || pg_catalog.to_json(unit))
    from (select app_private.told_severity(conflict_words.severity, state) as severity, app_private.told_outcome(conflict_words.severity, state, missing) as outcome) t
$$;

comment on function app_private.library_conflicts(uuid, uuid[], uuid[]) is
  'What the rules and allergies of a client say of each of many foods (100 g) and recipes (one serving), for each of which there is something: [{ruleCode, ruleVersion, severity, outcome, origin, message, isReviewed, needsReason, needsAcknowledgement, nutrientCode, unit, observed, observedIsMinimum, minimum, maximum, foodNames, unknownFoods, inferredFoods, isOnlyInferred}], the gravest first. What check_food() and check_recipe() say, without sources, keys and what values are made of; what is null or false and lists that are empty are left out, and so is the name of a food alone of which a fact is not known. isOnlyInferred: nothing is unknown, but what is known is only inferred.';
comment on function app_private.recipe_conflicts(uuid, app_private.client_rule[], uuid[]) is 'The same of recipes, under the rules.';
comment on function app_private.conflict_words(text, integer, app_public.rule_severity, text, text, app_public.rule_effect, text, boolean, text, text, text) is
  'What all conflicts of a rule in one state have in common, without the end of its object; and its rank, the gravest least.';
revoke execute on function app_private.recipe_conflicts(uuid, app_private.client_rule[], uuid[]),
  app_private.conflict_words(text, integer, app_public.rule_severity, text, text, app_public.rule_effect, text, boolean, text, text, text) from public;
grant execute on function app_private.library_conflicts(uuid, uuid[], uuid[]), app_private.recipe_conflicts(uuid, app_private.client_rule[], uuid[]),
  app_private.conflict_words(text, integer, app_public.rule_severity, text, text, app_public.rule_effect, text, boolean, text, text, text) to tf_definer;
