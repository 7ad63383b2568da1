create or replace function app_private.recheck_assignment(org uuid, assignment_id uuid, causes jsonb) returns integer
  language plpgsql volatile set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_assignment app_public.meal_plan_assignments;
  v_today date;
  v_findings app_public.safety_finding[];
  v_unseen app_public.safety_finding[];
  v_since jsonb;
  v_opened integer;
begin
  -- Suspending, resuming and deciding wait, and are waited for. They lock the client before it; this, one of a batch, locks none.
  select a.* into v_assignment from app_public.meal_plan_assignments a where a.org_id = org and a.id = assignment_id for no key update;
  v_today := app_private.client_date(org, v_assignment.client_id, now());
  if v_assignment.status <> 'active' or v_assignment.ends_on <= v_today then
    perform app_private.close_safety_alerts(org, assignment_id, case v_assignment.status when 'suspended' then 'suspended' else 'ended' end::app_public.safety_close_cause);
    return 0;
  end if;

  v_findings := array(select f from app_private.meal_plan_version_findings(org, v_assignment.meal_plan_version_id, v_assignment.client_id,
                                                                           daterange(greatest(v_assignment.starts_on, v_today), v_assignment.ends_on), is_brief => true) f);
  v_unseen := array(select distinct on (f.rule_code, f.place, f.outcome) f from app_private.unseen_findings(org, v_assignment, v_findings) f
                     order by f.rule_code, f.place, f.outcome, f.severity desc, f.evidence_hash);
  if cardinality(v_unseen) > 0 then -- an alert keeps what was found, with what is behind it
    v_unseen := array(select f from app_private.meal_plan_version_findings(org, v_assignment.meal_plan_version_id, v_assignment.client_id,
                                      daterange(greatest(v_assignment.starts_on, v_today), v_assignment.ends_on), array(select u.key from unnest(v_unseen) u)) f
                       where f.key = any (array(select u.key from unnest(v_unseen) u)));
  end if;

  if exists (select from app_public.safety_alerts a where a.org_id = org and a.meal_plan_assignment_id = assignment_id and a.closed_at is null) then
    update app_public.safety_alerts a
       set closed_at = now(),
           close_cause = case when exists (select from unnest(v_findings) f where (f.rule_code, f.place, f.outcome) = (a.rule_code, a.place, a.outcome))
                              then 'decided' else 'gone' end::app_public.safety_close_cause
     where a.org_id = org and a.meal_plan_assignment_id = assignment_id and a.closed_at is null
       and not exists (select from unnest(v_unseen) f where (f.rule_code, f.place, f.outcome) = (a.rule_code, a.place, a.outcome));

    update app_public.safety_alerts a
       set last_seen_at = now(), rule_version = f.rule_version, severity = f.severity, evidence_hash = f.evidence_hash,
           finding = case when a.evidence_hash = f.evidence_hash and a.rule_version = f.rule_version then a.finding
                          else (app_private.findings_json(array[f]) -> 0)::jsonb end
      from unnest(v_unseen) f
     where a.org_id = org and a.meal_plan_assignment_id = assignment_id and a.closed_at is null
       and (a.rule_code, a.place, a.outcome) = (f.rule_code, f.place, f.outcome);
  end if;

  v_since := coalesce((select jsonb_agg(jsonb_build_object('cause', c.cause, 'detail', c.cause_detail, 'userId', c.user_id) order by c.created_at)
                         from app_private.safety_changes c where c.org_id = org and c.client_id = v_assignment.client_id), '[]');
  insert into app_public.safety_alerts
    (org_id, client_id, meal_plan_assignment_id, rule_code, rule_version, severity, outcome, place, evidence_hash, finding, cause, cause_detail, caused_by)
  select org, v_assignment.client_id, assignment_id, f.rule_code, f.rule_version, f.severity, f.outcome, f.place, f.evidence_hash,
         (app_private.findings_json(array[f]) -> 0)::jsonb, (c.cause ->> 'cause')::app_public.safety_cause, coalesce(c.cause -> 'detail', '{}'), (c.cause ->> 'userId')::uuid
    from unnest(v_unseen) f
   -- Of several changes the one that names the rule, else what somebody changed, the latest. What was committed since this check was
   -- asked for, and is not resolved yet, was seen by it too.
   cross join lateral (select e.value as cause from jsonb_array_elements(causes || v_since) with ordinality e(value, n)
                        order by coalesce(e.value -> 'ruleCodes' ? f.rule_code, false) desc, not e.value ? 'ruleCodes' desc,
                                 e.value ->> 'cause' in ('assignment', 'nightly'), e.n desc limit 1) c
   where not exists (select from app_public.safety_alerts a
                      where a.org_id = org and a.meal_plan_assignment_id = assignment_id and a.closed_at is null
                        and (a.rule_code, a.place, a.outcome) = (f.rule_code, f.place, f.outcome));
  get diagnostics v_opened = row_count;
  return v_opened;
end $$;

comment on function app_private.recheck_assignment(uuid, uuid, jsonb) is
  'Checks a plan against its client for the days that are still to come, opens alerts for what nobody has seen, with its cause, and closes those whose finding is gone. Again changes nothing. Answers how many it opened.';
