create or replace function app_private.compared_findings(a uuid, b uuid, client uuid) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_period constant daterange := app_private.check_period(v_org, client, null, null);
  v_before constant app_public.safety_finding[] := array(select f from app_private.meal_plan_version_findings(v_org, a, client, v_period) f);
  v_after constant app_public.safety_finding[] := array(select f from app_private.meal_plan_version_findings(v_org, b, client, v_period) f);
  v_gone app_public.safety_finding[];
  v_appeared app_public.safety_finding[];
begin
  -- Items and meals have other ids in another version: a finding is the same where rule, outcome, day and foods are.
  with before as materialized (
    select n, row(f.rule_code, f.outcome, f.day_number, f.scope, f.food_names)::text as what,
           row_number() over (partition by f.rule_code, f.outcome, f.day_number, f.scope, f.food_names order by n) as nth
      from generate_subscripts(v_before, 1) n cross join lateral (select (v_before[n]).*) f
  ), after as materialized (
    select n, row(f.rule_code, f.outcome, f.day_number, f.scope, f.food_names)::text as what,
           row_number() over (partition by f.rule_code, f.outcome, f.day_number, f.scope, f.food_names order by n) as nth
      from generate_subscripts(v_after, 1) n cross join lateral (select (v_after[n]).*) f
  )
  select array(select v_before[x.n] from before x where not exists (select from after y where y.what = x.what and y.nth = x.nth) order by x.n),
         array(select v_after[y.n] from after y where not exists (select from before x where x.what = y.what and x.nth = y.nth) order by y.n)
    into v_gone, v_appeared;
  return json_build_object('gone', app_private.findings_json(v_gone), 'appeared', app_private.findings_json(v_appeared),
                           'stayed', cardinality(v_after) - cardinality(v_appeared));
end $$;

comment on function app_private.compared_findings(uuid, uuid, uuid) is
  'What is found for a client, by the facts of today, in one of two versions and not in the other: {gone, appeared, stayed: how many}.';
revoke execute on function app_private.compared_findings(uuid, uuid, uuid) from public;
grant execute on function app_private.compared_findings(uuid, uuid, uuid) to tf_definer;
