create or replace function app_private.meal_plan_findings(version_id uuid, client uuid) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when client is null then '[]'
              else app_private.findings_json(array(select f from app_public.check_meal_plan_version(version_id, client) f)) end
$$;

comment on function app_private.meal_plan_findings(uuid, uuid) is 'The findings of a version for its client as JSON; a template has no client and none.';
revoke execute on function app_private.meal_plan_findings(uuid, uuid) from public;
grant execute on function app_private.meal_plan_findings(uuid, uuid) to tf_definer;
