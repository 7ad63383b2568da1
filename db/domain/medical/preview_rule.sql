-- Before and after are computed by the very function that checks plans. What held before is made again in a sub-transaction, whose
-- writes are taken back when it ends; what it computed stays in a variable.
create or replace function app_private.preview_rule(code text, today date)
  returns table (organization text, client text, plan text, version integer, change text, rule text, place text,
                 outcome_before app_public.finding_outcome, outcome app_public.finding_outcome, severity_before app_public.rule_severity, severity app_public.rule_severity,
                 observed_before numeric, observed numeric, minimum_before numeric, minimum numeric, maximum_before numeric, maximum numeric, unit text,
                 foods text[], unknown_foods_before text[], unknown_foods text[])
  language plpgsql volatile strict set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_rule app_public.contraindication_rules;
  v_former app_public.contraindication_rules;
  v_assignments uuid[];
  v_before jsonb;
begin
  select * into v_rule from app_public.contraindication_rules r where (r.org_id, r.code) = (v_kb, preview_rule.code) order by r.retired_at is null desc, r.version desc limit 1;
  if not found then
    perform app_private.refuse_rule(preview_rule.code, 'there is no such rule to preview: state it first, in the same transaction.');
  end if;
  if v_rule.effect in ('avoid_exercise_tag', 'limit_exercise') then
    raise notice 'Rule % is about exercise: it says nothing of plans of meals, so none of them changes.', v_rule.code;
  end if;
  if v_rule.retired_at is not null then -- what went with it
    v_former := v_rule;
    v_rule := null;
  else -- what it took the place of, at the moment it was stated
    select * into v_former from app_public.contraindication_rules r
     where (r.org_id, r.code) = (v_kb, v_rule.code) and r.retired_at = v_rule.created_at order by r.version desc limit 1;
  end if;

  v_assignments := array(select app_private.assignments_of_rule(preview_rule.code, today));
  begin
    update app_public.contraindication_rules r set retired_at = now() where (r.org_id, r.id) = (v_kb, v_rule.id);
    update app_public.contraindication_rules r set retired_at = null where (r.org_id, r.id) = (v_kb, v_former.id);
    v_assignments := array(select unnest(v_assignments) union select app_private.assignments_of_rule(preview_rule.code, today));
    v_before := (select jsonb_agg(jsonb_build_object('assignment', f.assignment_id, 'finding', f.finding)) from app_private.assigned_findings(v_assignments, today) f);
    raise exception 'taken back' using errcode = 'TFTBK';
  exception when sqlstate 'TFTBK' then
    null;
  end;

  return query
    with before as ( -- of one rule and place there may be two: what breaks it, and beside it what is undetermined
      select (b.value ->> 'assignment')::uuid as assignment_id, row_number() over (partition by b.value ->> 'assignment', f.rule_code, f.place order by f.outcome) as nth, f.*
        from jsonb_array_elements(v_before) b, jsonb_populate_record(null::app_public.safety_finding, b.value -> 'finding') f
    ), after as (
      select a.assignment_id, row_number() over (partition by a.assignment_id, (a.finding).rule_code, (a.finding).place order by (a.finding).outcome) as nth, (a.finding).*
        from app_private.assigned_findings(v_assignments, today) a
    ), compared as (
      select coalesce(a.assignment_id, b.assignment_id) as assignment_id, coalesce(a.rule_code, b.rule_code) as rule_code,
             case when b.rule_code is null then 'appears' when a.rule_code is null then 'disappears' else 'changes' end as change,
             coalesce(a.place, b.place) as place, coalesce(a.day_number, b.day_number) as day_number, coalesce(a.meal_id, b.meal_id) as meal_id,
             coalesce(a.item_id, b.item_id) as item_id, coalesce(a.food_names, b.food_names) as food_names, coalesce(a.unit, b.unit) as unit,
             b.outcome as outcome_before, a.outcome, b.severity as severity_before, a.severity, b.observed as observed_before, a.observed,
             b.minimum as minimum_before, a.minimum, b.maximum as maximum_before, a.maximum, b.unknown_foods as unknown_before, a.unknown_foods
        from before b full join after a on (a.assignment_id, a.rule_code, a.place, a.nth) = (b.assignment_id, b.rule_code, b.place, b.nth)
       where (a.outcome, a.severity, a.observed, a.minimum, a.maximum, a.unknown_foods, a.unit)
             is distinct from (b.outcome, b.severity, b.observed, b.minimum, b.maximum, b.unknown_foods, b.unit)
    )
    select o.name, c.full_name, p.name, v.number, x.change, x.rule_code,
           case when x.place in ('average_day', 'version') then replace(x.place, '_', ' ')
                else concat_ws(', ', 'day ' || x.day_number, m.name, coalesce(d.name, e.name, i.free_text)) end,
           x.outcome_before, x.outcome, x.severity_before, x.severity, x.observed_before, x.observed, x.minimum_before, x.minimum,
           x.maximum_before, x.maximum, x.unit, x.food_names, x.unknown_before, x.unknown_foods
      from compared x
      join app_public.meal_plan_assignments a on a.id = x.assignment_id
      join app_public.organizations o on o.id = a.org_id
      join app_public.clients c on (c.org_id, c.id) = (a.org_id, a.client_id)
      join app_public.meal_plan_versions v on (v.org_id, v.id) = (a.org_id, a.meal_plan_version_id)
      join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id)
      left join app_public.meal_plan_items i on (i.org_id, i.id) = (a.org_id, x.item_id)
      left join app_public.meal_plan_meals m on (m.org_id, m.id) = (a.org_id, coalesce(x.meal_id, i.meal_plan_meal_id))
      left join app_public.foods d on (d.org_id, d.id) = (i.food_org_id, i.food_id)
      left join app_public.recipes e on (e.org_id, e.id) = (i.recipe_org_id, i.recipe_id)
     order by o.name, c.full_name, p.name, x.rule_code, x.change, x.day_number nulls first, x.place;
end $$;

comment on function app_private.preview_rule(text, date) is
  'Which plans that clients follow from today on a rule changes, and how: appears, disappears or changes, against what holds without it (with the version that it took the place of, and with the rules that it supersedes). For a DBA, in the transaction that states or retires it, before that is shipped. TF040 for an unknown code.';
