create or replace function app_private.meal_plan_findings(version_id uuid, client uuid, period daterange default null) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_items app_private.checked_item[];
begin
  if client is null then
    return '{"meals": [], "foodList": [], "findings": []}';
  end if;
  v_items := app_private.checked_items(v_org, version_id);
  return app_private.findings_document(v_org, client, coalesce(period, app_private.check_period(v_org, client, null, null)), v_items,
                                       app_private.days_with_items(v_items), app_private.frozen_recipes(v_org, version_id));
end $$;

comment on function app_private.meal_plan_findings(uuid, uuid, daterange) is
  'The findings of a version for its client, of the days of the period or from today on, as findings_document() puts them; a template has no client and none. Without a period it asks whether the request may see the client (TF404), as check_period() does; callers ask whether it may see the version.';
revoke execute on function app_private.meal_plan_findings(uuid, uuid, daterange) from public;
grant execute on function app_private.meal_plan_findings(uuid, uuid, daterange) to tf_definer;
