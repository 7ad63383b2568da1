create or replace function app_public.check_meal_plan_version(
  meal_plan_version_id uuid, client_id uuid, starts_on date default null, ends_on date default null
) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(meal_plan_version_id);
begin
  return app_private.meal_plan_findings(v_version.id, client_id, app_private.check_period(v_version.org_id, client_id, starts_on, ends_on));
end $$;
-- Definer: it reads rules, records and facts as a whole, after asking whether the request may see the version and the client.
alter function app_public.check_meal_plan_version(uuid, uuid, date, date) owner to tf_definer;

comment on function app_public.check_meal_plan_version(uuid, uuid, date, date) is
  '@medicalRecord client client_id
What the rules and allergies of a client say of a plan version, draft or published: warnings, breaches and what cannot be determined; what is in order is not listed. For the days given (ends_on exclusive), or from today on, where the client lives. One document, in which nothing is said twice, as the builder''s has it: {meals: [[mealId, dayNumber, [itemId]]], foodList: [[name, [itemId]]], findings: [{ruleCode, ruleVersion, ruleId, severity, outcome, scope, nutrientCode, unit, origin, minimum, maximum, message, rationale, citation, citationUrl, isReviewed, needsReason, needsAcknowledgement, supersedes, places: [{key, place, observed, observedIsMinimum, minimum, maximum, foods, unknown, inferred}]}]}, the gravest first; foods, unknown and inferred name foods by their place in the list, from 1, as "3,4,6". explain_finding() lists the same as rows, and says what is behind each. TF404 version or client, TF400 period.';
grant execute on function app_public.check_meal_plan_version(uuid, uuid, date, date) to tf_assistant, tf_dietitian, tf_org_admin;
