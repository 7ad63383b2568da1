create or replace function app_private.findings_json(findings app_public.safety_finding[]) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(json_agg(json_build_object(
           'key', f.key, 'ruleCode', f.rule_code, 'ruleVersion', f.rule_version, 'ruleId', f.rule_id, 'severity', f.severity, 'outcome', f.outcome,
           'scope', f.scope, 'place', f.place, 'dayNumber', f.day_number, 'mealId', f.meal_id, 'itemId', f.item_id, 'foodNames', f.food_names,
           'nutrientCode', f.nutrient_code, 'observed', f.observed, 'observedIsMinimum', f.observed_is_minimum,
           'minimum', f.minimum, 'maximum', f.maximum, 'unit', f.unit, 'unknownFoods', f.unknown_foods, 'inferredFoods', f.inferred_foods, 'origin', f.origin,
           'message', f.message, 'rationale', f.rationale, 'citation', f.citation, 'citationUrl', f.citation_url, 'isReviewed', f.is_reviewed,
           'needsReason', f.needs_reason, 'needsAcknowledgement', f.needs_acknowledgement, 'evidenceHash', f.evidence_hash,
           'contributors', f.contributors, 'supersedes', f.supersedes) order by f.ordinality), '[]')
    from unnest(findings) with ordinality f
$$;

comment on function app_private.findings_json(app_public.safety_finding[]) is 'Findings as the API''s documents show them: the fields of safety_finding in camel case, in their order.';
grant execute on function app_private.findings_json(app_public.safety_finding[]) to tf_definer;
