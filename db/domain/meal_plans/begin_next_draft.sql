create or replace function app_private.begin_next_draft(source app_public.meal_plan_versions, draft_id uuid, continued_with text default null) returns jsonb
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_other_id uuid;
begin
  select v.id into v_other_id from app_public.meal_plan_versions v
   where v.org_id = source.org_id and v.meal_plan_id = source.meal_plan_id and v.status = 'draft';
  if found then
    raise exception 'The plan has a draft already; publish that one first, or work on it.' using errcode = 'TF409',
      detail = json_build_object('mealPlanVersionId', v_other_id)::text;
  end if;

  insert into app_public.meal_plan_versions (org_id, id, meal_plan_id, number, day_mapping, is_repeating, note, cloned_from_version_id, continued_with, created_by)
  select source.org_id, draft_id, source.meal_plan_id, max(v.number) + 1, source.day_mapping, source.is_repeating, source.note, source.id,
         begin_next_draft.continued_with, app_hidden.current_user_id()
    from app_public.meal_plan_versions v
   where v.org_id = source.org_id and v.meal_plan_id = source.meal_plan_id;
  return app_private.copy_meal_plan_version(source.org_id, source.id, draft_id);
end $$;

comment on function app_private.begin_next_draft(app_public.meal_plan_versions, uuid, text) is
  'Begins a draft of the same plan as a copy of a version, and answers the new ids by the old. Callers hold the plan''s row, so that it happens once. TF409 where the plan has a draft.';
grant execute on function app_private.begin_next_draft(app_public.meal_plan_versions, uuid, text) to tf_definer;
