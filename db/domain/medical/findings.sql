create or replace function app_private.findings(
  org uuid, client uuid, period daterange, items app_private.checked_item[], day_count integer, is_single boolean default false, frozen_recipes jsonb default null,
  explained text[] default '{}', to_decide_only boolean default false, is_brief boolean default false
) returns setof app_public.safety_finding
  language plpgsql stable rows 50 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = off set enable_mergejoin = off set enable_sort = off
as $$
declare
  v_rules constant app_private.client_rule[] := array(
    select r from unnest(app_private.client_rule_list(org, client, period)) r
     where not to_decide_only or r.severity = 'contraindicated'); -- nothing else is a breach, or asks to be acknowledged (CLINICAL 19, 20)
  v_foods app_private.item_food[];
  v_names text[];
begin
  if cardinality(v_rules) = 0 or coalesce(cardinality(items), 0) = 0 then
    return;
  end if;
  v_foods := array(select f from app_private.item_foods(org, items, frozen_recipes) f);
  v_names := array(select distinct on (f.food_number) f.name from unnest(v_foods) f order by f.food_number);

  return query
    with told as materialized (
      select t.* from app_private.told_results(org, v_rules, items, v_foods, day_count, is_single) t
    ), rule as materialized (
      select r.*, r.ordinality::integer as rule_index, n.code as nutrient_code
        from unnest(v_rules) with ordinality r left join app_public.nutrients n on n.id = r.nutrient_id
    ), weighed as materialized (
      select t.*, w.needs_reason, w.needs_acknowledgement, not is_brief or w.needs_reason or w.needs_acknowledgement as is_worded
        from told t
        join rule r on r.rule_index = t.rule_index
       cross join lateral (select t.outcome = 'breach' as needs_reason, t.outcome = 'undetermined' and r.severity = 'contraindicated' as needs_acknowledgement) w
    ), list as materialized ( -- of many rules and places the same foods are told: each list is put into names once, in their order
      select l.numbers, case when l.numbers like '%,%' then array(select v_names[n.number] from (select unnest(array_sort(string_to_array(l.numbers, ',')::integer[])) as number) n)
                             else array[v_names[l.numbers::integer]] end as names
        from (select w.foods from weighed w where w.is_worded and w.foods is not null
               union select w.unknown_foods from weighed w where w.is_worded and w.unknown_foods is not null
               union select w.inferred_foods from weighed w where w.is_worded and w.inferred_foods is not null) l(numbers)
    ), behind as materialized (
      select x.* from app_private.contributors(v_rules, items, v_foods, day_count, array(select t::app_private.told_result from told t), explained) x
       where explained is null or explained <> '{}'
    )
    select w.key, r.code, r.version, r.rule_id, w.severity, w.outcome, w.scope, w.place, w.day_number, w.meal_id, w.item_id,
           coalesce(h.names, '{}'), r.nutrient_code, w.observed, w.observed_is_minimum, w.minimum, w.maximum, r.unit, coalesce(u.names, '{}'),
           case when w.is_worded then app_private.finding_message(r.message, r.effect, w.state, r.missing) end, case when w.is_worded then r.rationale end,
           case when w.is_worded then r.citation end, r.citation_url, r.is_reviewed,
           w.needs_reason, w.needs_acknowledgement, md5(w.evidence), b.contributors, r.replaces, coalesce(i.names, '{}'), r.origin
      from weighed w
      join rule r on r.rule_index = w.rule_index
      left join list h on h.numbers = w.foods and w.is_worded
      left join list u on u.numbers = w.unknown_foods and w.is_worded
      left join list i on i.numbers = w.inferred_foods and w.is_worded
      left join behind b on b.key = w.key
     order by w.rank, w.day_number nulls first, w.place;
end $$;

comment on function app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb, text[], boolean, boolean) is
  'What the client''s rules and allergies say of the items, set-based (CLINICAL 18 to 27), the gravest first. Rows that are ok are not returned. is_single: each item is judged alone, as a food outside any plan, of which days and averages say nothing. frozen_recipes: as item_foods() takes them. explained: the keys of those whose contributors are told, too; null = all. to_decide_only: what contraindications say, which alone ask for a decision. is_brief: words and foods are told only of what asks for a decision.';
grant execute on function app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb, text[], boolean, boolean) to tf_definer;
