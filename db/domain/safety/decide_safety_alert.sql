create or replace function app_public.decide_safety_alert(id uuid, reason text) returns app_public.safety_alerts
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_reason constant text := trim(decide_safety_alert.reason);
  v_alert app_public.safety_alerts;
  v_assignment app_public.meal_plan_assignments;
  v_today date;
  v_findings app_public.safety_finding[];
  v_decided app_public.safety_finding[];
  v_group record;
  v_override_id uuid;
begin
  select a.* into v_alert from app_public.safety_alerts a where a.org_id = v_org and a.id = decide_safety_alert.id;
  if v_alert.id is null or not v_alert.client_id = any (array(select app_hidden.my_client_ids())) then
    raise exception 'There is no such alert.' using errcode = 'TF404';
  end if;
  if length(v_reason) not between 5 and 2000 then
    raise exception 'A reason has 5 to 2000 characters.' using errcode = 'TF400';
  end if;
  -- The record and the rules stand still; a re-check and a second decision wait. The client comes first, as in resuming, which would
  -- otherwise wait for this while this waits for it.
  perform app_private.lock_safety(v_org, v_alert.client_id);
  select a.* into v_assignment from app_public.meal_plan_assignments a where a.org_id = v_org and a.id = v_alert.meal_plan_assignment_id for no key update;
  select a.* into v_alert from app_public.safety_alerts a where a.org_id = v_org and a.id = decide_safety_alert.id;
  if v_alert.close_cause = 'decided' then
    return v_alert; -- the same request again, or a colleague was faster
  elsif v_alert.closed_at is not null then
    raise exception 'The alert is closed already: there is nothing to decide any more.' using errcode = 'TF095',
      detail = json_build_object('closeCause', v_alert.close_cause)::text;
  end if;

  v_today := app_private.client_date(v_org, v_alert.client_id, now());
  v_findings := array(select f from app_private.meal_plan_version_findings(v_org, v_assignment.meal_plan_version_id, v_alert.client_id,
                                                                           daterange(greatest(v_assignment.starts_on, v_today), v_assignment.ends_on)) f
                       where v_assignment.ends_on is null or v_assignment.ends_on > v_today);
  if not exists (select from unnest(v_findings) f
                  where (f.rule_code, f.rule_version, f.place, f.outcome, f.evidence_hash)
                        = (v_alert.rule_code, v_alert.rule_version, v_alert.place, v_alert.outcome, v_alert.evidence_hash)) then
    raise exception 'What the alert rests on has changed meanwhile; look at it again in a moment.' using errcode = 'TF096';
  end if;

  -- What cannot be determined is acknowledged once a rule and version, with all foods in question, as when publishing (CLINICAL 20).
  select g.* into v_group from app_private.undetermined_groups(v_findings) g
   where v_alert.outcome = 'undetermined' and v_alert.severity = 'contraindicated' and (g.rule_code, g.rule_version) = (v_alert.rule_code, v_alert.rule_version);
  v_decided := array(select f from unnest(v_findings) f
                      where (f.rule_code, f.rule_version, f.place, f.outcome, f.evidence_hash)
                            = (v_alert.rule_code, v_alert.rule_version, v_alert.place, v_alert.outcome, v_alert.evidence_hash)
                         or f.key = any (v_group.keys));
  insert into app_public.safety_overrides as o
    (org_id, client_id, meal_plan_version_id, rule_code, rule_version, kind, place, evidence_hash, reason, foods, created_by)
  select v_org, v_alert.client_id, v_assignment.meal_plan_version_id, v_alert.rule_code, v_alert.rule_version,
         case v_alert.outcome when 'breach' then 'override' else 'acknowledgement' end::app_public.override_kind,
         case when v_group.keys is null then v_alert.place else 'version' end, coalesce(v_group.evidence_hash, v_alert.evidence_hash), v_reason,
         coalesce(v_group.foods, f.food_names || f.unknown_foods || f.inferred_foods, '{}'), app_hidden.current_user_id()
    from unnest(v_decided) f
   where (f.place, f.evidence_hash) = (v_alert.place, v_alert.evidence_hash)
   limit 1
  on conflict (org_id, client_id, meal_plan_version_id, rule_code, rule_version, place, evidence_hash) do update set reason = o.reason -- decided before: answers that row
  returning o.id into v_override_id;
  perform app_private.accept_findings(v_org, v_assignment.id, v_decided);

  update app_public.safety_alerts a
     set closed_at = now(), close_cause = 'decided', closed_by = app_hidden.current_user_id(), safety_override_id = v_override_id
   where a.org_id = v_org and a.meal_plan_assignment_id = v_assignment.id and a.closed_at is null
     and exists (select from unnest(v_decided) f
                  where (f.rule_code, f.rule_version, f.place, f.outcome, f.evidence_hash) = (a.rule_code, a.rule_version, a.place, a.outcome, a.evidence_hash));
  select a.* into v_alert from app_public.safety_alerts a where a.org_id = v_org and a.id = decide_safety_alert.id;
  return v_alert;
end $$;
-- Definer: alerts and decisions are writable through functions only; whose rows, it asks itself.
alter function app_public.decide_safety_alert(uuid, text) owner to tf_definer;

comment on function app_public.decide_safety_alert(uuid, text) is
  'Records a decision about an alert, for the evidence that it rests on: the override of a breach, or an acknowledgement; what cannot be determined is acknowledged for its rule and version as a whole. Closes the alerts that it answers. Once decided, the same answer again. TF404, TF400 no reason, TF095 closed otherwise meanwhile (detail: {"closeCause"}), TF096 the evidence has changed.';
revoke execute on function app_public.decide_safety_alert(uuid, text) from public;
grant execute on function app_public.decide_safety_alert(uuid, text) to tf_dietitian, tf_org_admin;
