-- The table of CLINICAL 21 and 22: what declares or reviews that a food contains it breaks the rule; may contain, and what is only
-- inferred, is doubtful; declared or reviewed as free is clear; everything else is unknown. Every alternative is looked at (8).
create or replace function app_private.fact_results(
  org uuid, rules app_private.client_rule[], items app_private.checked_item[], foods app_private.item_food[], is_single boolean
) returns setof app_private.rule_result
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_mergejoin = off
as $$
  with recursive rule as materialized (
    select r.ordinality as rule_index, r.effect, r.tag_code, r.allergen_org_id, r.allergen_id
      from unnest(rules) with ordinality r where r.effect in ('avoid_tag', 'avoid_allergen')
  ), narrower(rule_index, org_id, id) as (
    select r.rule_index, r.allergen_org_id, r.allergen_id from rule r where r.effect = 'avoid_allergen'
    union
    select n.rule_index, a.org_id, a.id from narrower n join app_public.allergens a on (a.parent_org_id, a.parent_id) = (n.org_id, n.id)
  ), wider(rule_index, org_id, id) as (
    select r.rule_index, r.allergen_org_id, r.allergen_id from rule r where r.effect = 'avoid_allergen'
    union
    select w.rule_index, a.parent_org_id, a.parent_id from wider w join app_public.allergens a on (a.org_id, a.id) = (w.org_id, w.id)
     where a.parent_id is not null
  ), food as materialized (
    select distinct f.food_org_id, f.food_id from unnest(foods) f where f.food_id is not null
  ), tag_fact as ( -- the organisation's own word counts before the knowledge base's
    select distinct on (f.food_org_id, t.food_id, t.tag_code) f.food_org_id, t.food_id, t.tag_code, t.is_present, t.provenance
      from food f join app_public.food_tags t on t.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
       and (t.food_org_id, t.food_id) = (f.food_org_id, f.food_id) and t.tag_code = any (array(select r.tag_code from rule r))
     order by f.food_org_id, t.food_id, t.tag_code, t.org_id = org desc
  ), allergen_fact as (
    select distinct on (f.food_org_id, t.food_id, t.allergen_org_id, t.allergen_id)
           f.food_org_id, t.food_id, t.allergen_org_id, t.allergen_id, t.presence, t.provenance
      from food f join app_public.food_allergens t on t.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
       and (t.food_org_id, t.food_id) = (f.food_org_id, f.food_id)
       and t.allergen_id = any (array(select n.id from narrower n union select w.id from wider w))
     order by f.food_org_id, t.food_id, t.allergen_org_id, t.allergen_id, t.org_id = org desc
  ), stated as ( -- one word a food and rule, the gravest first
    select r.rule_index, t.food_org_id, t.food_id, t.provenance,
           case when t.is_present then 'has' else 'free' end as fact,
           case when t.is_present and t.provenance <> 'inferred' then 1 when t.is_present then 2 when t.provenance <> 'inferred' then 4 else 5 end as weight
      from rule r join tag_fact t on t.tag_code = r.tag_code
    union all
    select n.rule_index, t.food_org_id, t.food_id, t.provenance, t.presence::text,
           case when t.presence = 'may_contain' then 3 when t.provenance <> 'inferred' then 1 else 2 end
      from narrower n join allergen_fact t on (t.allergen_org_id, t.allergen_id) = (n.org_id, n.id) and t.presence <> 'free'
    union all
    select w.rule_index, t.food_org_id, t.food_id, t.provenance, 'free', case when t.provenance <> 'inferred' then 4 else 5 end
      from wider w join allergen_fact t on (t.allergen_org_id, t.allergen_id) = (w.org_id, w.id) and t.presence = 'free'
  ), verdict as materialized (
    select distinct on (s.rule_index, s.food_org_id, s.food_id) s.* from stated s
     order by s.rule_index, s.food_org_id, s.food_id, s.weight, s.provenance
  ), judged as (
    select r.rule_index, f.item_id, coalesce(f.food_id::text, f.name) as thing, f.name,
           coalesce(v.fact, 'unknown') as fact, v.provenance,
           case v.weight when 1 then 'broken' when 2 then 'doubtful' when 3 then 'doubtful' when 4 then null else 'open' end as state,
           coalesce(v.weight = 5, false) as is_inferred
      from rule r cross join unnest(foods) f
      left join verdict v on (v.rule_index, v.food_org_id, v.food_id) = (r.rule_index, f.food_org_id, f.food_id)
  ), placed as (
    select j.*, i.ordinality as number, i.day_number, i.meal_id, j.state = 'open' as is_open,
           case when j.state <> 'open' or is_single then j.item_id end as told_item_id,
           j.state <> 'open' and bool_or(j.state = 'broken') over (partition by j.rule_index, j.item_id) as is_item_broken
      from judged j join unnest(items) with ordinality i on i.item_id = j.item_id
     where j.state is not null
  ), told as ( -- of what is open only the items are listed: a plan may have hundreds of foods of which nobody knows
    select p.rule_index, p.is_open, p.is_item_broken, min(p.number) = max(p.number) as is_one_item,
           min(p.day_number) as day_number, (array_agg(p.meal_id))[1] as meal_id, (array_agg(p.item_id))[1] as item_id,
           coalesce(array_agg(distinct p.name) filter (where not p.is_inferred), '{}') as names,
           coalesce(array_agg(distinct p.name) filter (where p.is_inferred), '{}') as inferred_names,
           json_agg(json_build_object('itemId', p.item_id)) filter (where p.is_open) as undecided,
           json_agg(json_build_object('itemId', p.item_id, 'dayNumber', p.day_number, 'mealId', p.meal_id, 'name', p.name,
                                      'fact', p.fact, 'provenance', p.provenance) order by p.state, p.day_number, p.name, p.item_id)
             filter (where not p.is_open) as decided,
           string_agg(distinct concat_ws(' ', p.thing, p.fact, p.provenance), ',') as evidence
      from placed p
     group by p.rule_index, p.told_item_id, p.is_open, p.is_item_broken
  )
  select t.rule_index, case when t.is_open then 'open' when t.is_item_broken then 'broken' else 'doubtful' end, 'item',
         case when t.is_one_item then t.day_number end, case when t.is_one_item then t.meal_id end, case when t.is_one_item then t.item_id end,
         null::numeric, false, null::numeric, null::numeric,
         case when t.is_open then '{}' else t.names end, case when t.is_open then t.names else '{}' end,
         coalesce(t.decided, t.undecided), t.evidence, t.inferred_names
    from told t
$$;

comment on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) is
  'Which items hold a tag or an allergen that a rule or the allergy list wants avoided, and, once a rule, the foods of which it is not known.';
grant execute on function app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean) to tf_definer;
