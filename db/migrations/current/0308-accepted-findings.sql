-- What is undetermined and was a caution when it was seen asked for no decision: its evidence is empty from now on, so that the same
-- evidence asks for one where it has become a contraindication since. What is a contraindication now is taken for decided upon.
with seen as (
  delete from app_private.accepted_findings a
   using app_public.meal_plan_assignments m
   where (m.org_id, m.id) = (a.org_id, a.meal_plan_assignment_id)
     and a.outcome <> 'breach'
     and not (a.outcome = 'undetermined' and (
       exists (select from app_public.contraindication_rules r where (r.code, r.version) = (a.rule_code, a.rule_version) and r.severity = 'contraindicated')
       or exists (select from app_public.client_allergies c join app_public.allergens g on (g.org_id, g.id) = (c.allergen_org_id, c.allergen_id)
                   where (c.org_id, c.client_id) = (m.org_id, m.client_id) and a.rule_code = 'allergy.' || g.code and c.kind = 'allergy' and c.criticality = 'high')
       or a.rule_code like 'limit.%' and exists (select from app_public.client_limits l
                   where (l.org_id, l.client_id) = (m.org_id, m.client_id) and l.severity = 'contraindicated')))
  returning a.*
)
insert into app_private.accepted_findings (org_id, meal_plan_assignment_id, rule_code, rule_version, place, outcome, evidence_hash, accepted_at)
select s.org_id, s.meal_plan_assignment_id, s.rule_code, s.rule_version, s.place, s.outcome, '', s.accepted_at from seen s
on conflict do nothing;
