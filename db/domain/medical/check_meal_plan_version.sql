create or replace function app_public.check_meal_plan_version(
  meal_plan_version_id uuid, client_id uuid, starts_on date default null, ends_on date default null
) returns setof app_public.safety_finding
  language plpgsql stable security definer rows 50 set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(meal_plan_version_id);
  v_period constant daterange := app_private.check_period(v_org, client_id, starts_on, ends_on);
begin
  return query select f.* from app_private.meal_plan_version_findings(v_org, v_version.id, client_id, v_period) f;
end $$;
-- Definer: it reads rules, records and facts as a whole, after asking whether the request may see the version and the client.
alter function app_public.check_meal_plan_version(uuid, uuid, date, date) owner to tf_definer;

comment on function app_public.check_meal_plan_version(uuid, uuid, date, date) is
  '@medicalRecord client client_id
What the rules and allergies of a client say of a plan version, draft or published: warnings, breaches and what cannot be determined; what is in order is not listed. For the days given (ends_on exclusive), or from today on, where the client lives. TF404 version or client, TF400 period.';
grant execute on function app_public.check_meal_plan_version(uuid, uuid, date, date) to tf_assistant, tf_dietitian, tf_org_admin;
