create or replace function app_private.accept_findings(org uuid, assignment_id uuid, findings app_public.safety_finding[]) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  insert into app_private.accepted_findings (org_id, meal_plan_assignment_id, rule_code, rule_version, place, outcome, evidence_hash, undecided_foods)
  select org, assignment_id, f.rule_code, f.rule_version, f.place, f.outcome,
         -- What asked for no decision got none: should it become a contraindication, the same evidence asks for one (CLINICAL 28).
         case when f.needs_reason or f.needs_acknowledgement then f.evidence_hash else '' end,
         case when f.needs_acknowledgement and f.outcome = 'undetermined' and f.observed is null then f.unknown_foods || f.inferred_foods end
    from unnest(findings) f
  on conflict do nothing
$$;

comment on function app_private.accept_findings(uuid, uuid, app_public.safety_finding[]) is
  'Remembers what whoever assigns, resumes or decides has seen and settled.';
grant execute on function app_private.accept_findings(uuid, uuid, app_public.safety_finding[]) to tf_definer;
