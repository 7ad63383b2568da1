create or replace function app_private.settle_findings(
  org uuid, version_id uuid, client uuid, findings app_public.safety_finding[], decisions app_public.safety_decision[]
) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_unsettled app_public.safety_finding[];
begin
  if exists (select from unnest(decisions) d where d.finding_key is null or length(trim(coalesce(d.reason, ''))) < 5) then
    raise exception 'A decision names a finding and says why, in at least five characters.' using errcode = 'TF400';
  end if;

  -- A breach is decided place by place; what could not be determined, once a rule and version, with the foods in question (CLINICAL 20).
  insert into app_public.safety_overrides
    (org_id, client_id, meal_plan_version_id, rule_code, rule_version, kind, place, evidence_hash, reason, foods, created_by)
  select org, client, version_id, f.rule_code, f.rule_version, 'override'::app_public.override_kind, f.place, f.evidence_hash, trim(d.reason),
         coalesce(f.food_names, '{}'), app_hidden.current_user_id()
    from unnest(findings) f
    join unnest(decisions) d on d.finding_key = f.key
   where f.needs_reason
  union all
  select org, client, version_id, g.rule_code, g.rule_version, 'acknowledgement'::app_public.override_kind, 'version', g.evidence_hash,
         (select trim(d.reason) from unnest(decisions) with ordinality d(finding_key, reason, n) where d.finding_key = any (g.keys) order by d.n limit 1),
         g.foods, app_hidden.current_user_id()
    from app_private.undetermined_groups(findings) g
   where exists (select from unnest(decisions) d where d.finding_key = any (g.keys))
  on conflict do nothing;

  -- What was decided before stands while its evidence is the same (CLINICAL 27).
  v_unsettled := array(
    select f from unnest(findings) f
     where f.needs_reason and not exists (
             select from app_public.safety_overrides o
              where o.org_id = org and o.client_id = client and o.meal_plan_version_id = version_id and o.kind = 'override'
                and (o.rule_code, o.rule_version, o.place, o.evidence_hash) = (f.rule_code, f.rule_version, f.place, f.evidence_hash))
    union all
    select f from unnest(findings) f
      join app_private.undetermined_groups(findings) g on g.rule_code = f.rule_code and g.rule_version = f.rule_version
     where f.needs_acknowledgement and not exists (
             select from app_public.safety_overrides o
              where o.org_id = org and o.client_id = client and o.meal_plan_version_id = version_id and o.kind = 'acknowledgement'
                and (o.rule_code, o.rule_version, o.place, o.evidence_hash) = (g.rule_code, g.rule_version, 'version', g.evidence_hash)));

  if exists (select from unnest(v_unsettled) f where f.needs_reason) then
    raise exception 'The plan breaks a rule for this client: write a reason for each breach, or change the plan.' using errcode = 'TF022',
      detail = json_build_object('findings', app_private.findings_json(v_unsettled))::text;
  elsif cardinality(v_unsettled) > 0 then
    raise exception 'It cannot be determined whether the plan is safe for this client: acknowledge each rule, or change the plan.' using errcode = 'TF023',
      detail = json_build_object('findings', app_private.findings_json(v_unsettled))::text;
  end if;
end $$;

comment on function app_private.settle_findings(uuid, uuid, uuid, app_public.safety_finding[], app_public.safety_decision[]) is
  'Records the decisions about the findings that ask for one, and raises TF022 (a breach without a reason) or TF023 (an unacknowledged undetermined contraindication) with all findings that are still open, unless a decision from before stands on the same evidence.';
revoke execute on function app_private.settle_findings(uuid, uuid, uuid, app_public.safety_finding[], app_public.safety_decision[]) from public;
grant execute on function app_private.settle_findings(uuid, uuid, uuid, app_public.safety_finding[], app_public.safety_decision[]) to tf_definer;
