create or replace function app_private.record_meal_plan_edit(
  version app_public.meal_plan_versions, final_revision integer, before jsonb, edits jsonb
) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select app_private.record_event(
    'update', 'meal_plan_versions', version.id::text, org_id => version.org_id, client_id => version.client_id,
    before => jsonb_build_object('revision', version.revision) || before,
    after => jsonb_build_object('revision', final_revision, 'edits', edits))
$$;

comment on function app_private.record_meal_plan_edit(app_public.meal_plan_versions, integer, jsonb, jsonb) is
  'Writes one event of history for one call that edited a draft: the rows it named as they were, and what it did.';
revoke execute on function app_private.record_meal_plan_edit(app_public.meal_plan_versions, integer, jsonb, jsonb) from public;
grant execute on function app_private.record_meal_plan_edit(app_public.meal_plan_versions, integer, jsonb, jsonb) to tf_definer;
