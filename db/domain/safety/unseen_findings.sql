create or replace function app_private.unseen_findings(org uuid, assignment app_public.meal_plan_assignments, findings app_public.safety_finding[])
  returns setof app_public.safety_finding
  language sql stable rows 10 set search_path = pg_catalog, pg_temp
as $$
  select f.*
    from unnest(findings) f
    left join app_private.undetermined_groups(findings) g on f.needs_acknowledgement and (g.rule_code, g.rule_version) = (f.rule_code, f.rule_version)
   where not exists (
           select from app_private.accepted_findings a
            where (a.org_id, a.meal_plan_assignment_id, a.rule_code, a.rule_version, a.place, a.outcome)
                  = (org, assignment.id, f.rule_code, f.rule_version, f.place, f.outcome)
              and (not (f.needs_reason or f.needs_acknowledgement)
                   or a.evidence_hash = f.evidence_hash
                   -- Fewer foods in question than were acknowledged are no news.
                   or a.undecided_foods @> (f.unknown_foods || f.inferred_foods) and f.observed is null and f.outcome = 'undetermined'))
     and not exists ( -- decided for another assignment of the same version to the same client (CLINICAL 27)
           select from app_public.safety_overrides o
            where (o.org_id, o.client_id, o.meal_plan_version_id, o.rule_code, o.rule_version)
                  = (org, assignment.client_id, assignment.meal_plan_version_id, f.rule_code, f.rule_version)
              and (o.place, o.evidence_hash) in ((f.place, f.evidence_hash), ('version', g.evidence_hash)))
$$;

comment on function app_private.unseen_findings(uuid, app_public.meal_plan_assignments, app_public.safety_finding[]) is
  'The findings that neither stood when the plan was assigned or resumed, nor were decided since. Information and cautions count by rule, version, place and outcome; a breach and an undetermined contraindication by their evidence too, or by fewer foods in question.';
