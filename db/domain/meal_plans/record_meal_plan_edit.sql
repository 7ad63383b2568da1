create or replace function app_private.record_meal_plan_edit(
  version app_public.meal_plan_versions, final_revision integer, before jsonb, edits jsonb
) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into audit.events (org_id, user_id, db_role, request_id, table_name, row_id, client_id, action, before, after)
  values (version.org_id, app_hidden.current_user_id(), coalesce(app_hidden.current_role_name(), session_user), app_hidden.current_request_id(),
          'meal_plan_versions', version.id::text, version.client_id, 'update',
          jsonb_build_object('revision', version.revision) || before,
          jsonb_build_object('revision', final_revision, 'edits', edits))
$$;
-- Definer and owned by the migrating role on purpose: nobody else may write history.

comment on function app_private.record_meal_plan_edit(app_public.meal_plan_versions, integer, jsonb, jsonb) is
  'Writes one event of history for one call that edited a draft: the rows it named as they were, and what it did.';
revoke execute on function app_private.record_meal_plan_edit(app_public.meal_plan_versions, integer, jsonb, jsonb) from public;
grant execute on function app_private.record_meal_plan_edit(app_public.meal_plan_versions, integer, jsonb, jsonb) to tf_definer;
