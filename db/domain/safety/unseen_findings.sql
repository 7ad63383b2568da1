create or replace function app_private.unseen_findings(org uuid, assignment app_public.meal_plan_assignments, findings app_public.safety_finding[])
  returns setof app_public.safety_finding
  language sql stable rows 10 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  -- Materialized: what was accepted of one assignment is few rows, which the index of rules would look for among everybody's.
  with accepted as materialized (
    select a.* from app_private.accepted_findings a where (a.org_id, a.meal_plan_assignment_id) = (org, assignment.id)
  ), decided as materialized (
    select o.* from app_public.safety_overrides o
     where (o.org_id, o.client_id, o.meal_plan_version_id) = (org, assignment.client_id, assignment.meal_plan_version_id)
  ), undetermined as materialized (
    select g.* from app_private.undetermined_groups(findings) g
  )
  select f.*
    from unnest(findings) f
    left join undetermined g on f.needs_acknowledgement and (g.rule_code, g.rule_version) = (f.rule_code, f.rule_version)
   where not exists (
           select from accepted a
            where (a.rule_code, a.rule_version, a.place, a.outcome) = (f.rule_code, f.rule_version, f.place, f.outcome)
              and (not (f.needs_reason or f.needs_acknowledgement)
                   or a.evidence_hash = f.evidence_hash
                   -- Fewer foods in question than were acknowledged are no news.
                   or a.undecided_foods @> (f.unknown_foods || f.inferred_foods) and f.observed is null and f.outcome = 'undetermined'))
     and not exists ( -- decided for another assignment of the same version to the same client (CLINICAL 27)
           select from decided o
            where (o.rule_code, o.rule_version) = (f.rule_code, f.rule_version)
              and (o.place, o.evidence_hash) = (case when f.needs_acknowledgement then 'version' else f.place end, coalesce(g.evidence_hash, f.evidence_hash)))
$$;

comment on function app_private.unseen_findings(uuid, app_public.meal_plan_assignments, app_public.safety_finding[]) is
  'The findings that neither stood when the plan was assigned or resumed, nor were decided since. Information and cautions count by rule, version, place and outcome; a breach and an undetermined contraindication by their evidence too, or by fewer foods in question.';
