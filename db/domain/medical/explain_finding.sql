create or replace function app_public.explain_finding(
  meal_plan_version_id uuid, client_id uuid, keys text[] default null, starts_on date default null, ends_on date default null
) returns setof app_public.safety_finding
  language plpgsql stable security definer rows 5 set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(meal_plan_version_id);
  v_period constant daterange := app_private.check_period(v_org, client_id, starts_on, ends_on);
begin
  return query
    select f.* from app_private.meal_plan_version_findings(v_org, v_version.id, client_id, v_period, coalesce(keys, '{}')) f where keys is null or f.key = any (keys);
end $$;
-- Definer: it reads rules, records and facts as a whole, after asking whether the request may see the version and the client.
alter function app_public.explain_finding(uuid, uuid, text[], date, date) owner to tf_definer;

comment on function app_public.explain_finding(uuid, uuid, text[], date, date) is
  '@medicalRecord client client_id
Findings of check_meal_plan_version() as rows, asked for by their keys and for the same days, with their contributors: the items that a value is made of, or what is known of the foods and how. What holds no more is not listed: the plan, the record or a rule was changed. Without keys all are listed, without contributors. TF404 version or client, TF400 period.';
revoke execute on function app_public.explain_finding(uuid, uuid, text[], date, date) from public;
grant execute on function app_public.explain_finding(uuid, uuid, text[], date, date) to tf_assistant, tf_dietitian, tf_org_admin;
