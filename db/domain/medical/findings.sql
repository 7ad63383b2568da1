create or replace function app_private.findings(
  org uuid, client uuid, period daterange, items app_private.checked_item[], day_count integer, is_single boolean default false, frozen_recipes jsonb default null,
  explained text[] default '{}', to_decide_only boolean default false
) returns setof app_public.safety_finding
  language plpgsql stable rows 50 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off
as $$
declare
  v_rules constant app_private.client_rule[] := array(
    select r from unnest(app_private.client_rule_list(org, client, period)) r
     where not to_decide_only or r.severity = 'contraindicated'); -- nothing else is a breach, or asks to be acknowledged (CLINICAL 19, 20)
  v_foods app_private.item_food[];
  v_names text[];
  v_told app_private.told_result[];
begin
  if cardinality(v_rules) = 0 or coalesce(cardinality(items), 0) = 0 then
    return;
  end if;
  v_foods := array(select f from app_private.item_foods(org, items, frozen_recipes) f);
  v_names := array(select distinct on (f.food_number) f.name from unnest(v_foods) f order by f.food_number);
  v_told := array(select t from app_private.told_results(org, v_rules, items, v_foods, day_count, is_single) t);

  return query
    with told as materialized (
      select t.* from unnest(v_told) with ordinality t
    ), food as materialized (
      select f.ordinality as number, f.name from unnest(v_names) with ordinality f(name)
    ), named as materialized ( -- several, in the order of their names
      select t.ordinality, array_agg(f.name order by f.number) filter (where x.part = 1) as food_names,
             array_agg(f.name order by f.number) filter (where x.part = 2) as unknown_foods, array_agg(f.name order by f.number) filter (where x.part = 3) as inferred_foods
        from told t
       cross join lateral (select 1 as part, u.number from string_to_table(t.foods, ',') u(number) where t.foods like '%,%' union all
                           select 2, u.number from string_to_table(t.unknown_foods, ',') u(number) where t.unknown_foods like '%,%' union all
                           select 3, u.number from string_to_table(t.inferred_foods, ',') u(number) where t.inferred_foods like '%,%') x
        join food f on f.number = x.number::integer
       group by t.ordinality
    )
    select t.key, r.code, r.version, r.rule_id, t.severity, t.outcome, t.scope, t.place, t.day_number, t.meal_id, t.item_id,
           case when t.foods is null then '{}' else coalesce(m.food_names, array[v_names[t.foods::integer]]) end, n.code, t.observed, t.observed_is_minimum, t.minimum, t.maximum, r.unit, case when t.unknown_foods is null then '{}' else coalesce(m.unknown_foods, array[v_names[t.unknown_foods::integer]]) end,
           app_private.finding_message(r.message, r.effect, t.state, r.missing), r.rationale, r.citation, r.citation_url, r.is_reviewed,
           t.outcome = 'breach', t.outcome = 'undetermined' and r.severity = 'contraindicated', md5(t.evidence), c.contributors, r.replaces,
           case when t.inferred_foods is null then '{}' else coalesce(m.inferred_foods, array[v_names[t.inferred_foods::integer]]) end, r.origin
      from told t
      join unnest(v_rules) with ordinality r on r.ordinality = t.rule_index
      left join app_public.nutrients n on n.id = r.nutrient_id
      left join named m on m.ordinality = t.ordinality
      left join (select x.* from app_private.contributors(v_rules, items, v_foods, day_count, v_told, explained) x
                  where explained is null or explained <> '{}') c on c.key = t.key
     order by t.ordinality;
end $$;

comment on function app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb, text[], boolean) is
  'What the client''s rules and allergies say of the items, set-based (CLINICAL 18 to 27). Rows that are ok are not returned. is_single: each item is judged alone, as a food outside any plan, of which days and averages say nothing. frozen_recipes: as item_foods() takes them. explained: the keys of those whose contributors are told, too; null = all. to_decide_only: what contraindications say, which alone ask for a decision.';
grant execute on function app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb, text[], boolean) to tf_definer;
