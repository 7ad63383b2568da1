create or replace function app_public.clone_meal_plan_version(id uuid, meal_plan_version_id uuid) returns app_public.meal_plan_versions
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_source constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(clone_meal_plan_version.meal_plan_version_id);
  v_clone app_public.meal_plan_versions;
begin
  perform from app_public.meal_plans p where p.org_id = v_org and p.id = v_source.meal_plan_id for no key update; -- one clone at a time
  select v.* into v_clone from app_public.meal_plan_versions v where v.org_id = v_org and v.id = clone_meal_plan_version.id;
  if found then
    if v_clone.cloned_from_version_id is distinct from v_source.id or v_clone.meal_plan_id <> v_source.meal_plan_id or v_clone.continued_with is not null then
      raise exception 'This id is taken by another version.' using errcode = 'TF409';
    end if;
    return v_clone; -- the same request again
  end if;
  perform app_private.begin_next_draft(v_source, clone_meal_plan_version.id);
  select v.* into v_clone from app_public.meal_plan_versions v where v.org_id = v_org and v.id = clone_meal_plan_version.id;
  return v_clone;
end $$;
-- Definer: versions are writable through functions only; asks for access itself.
alter function app_public.clone_meal_plan_version(uuid, uuid) owner to tf_definer;

comment on function app_public.clone_meal_plan_version(uuid, uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Begins a new draft of the same plan as a copy of a published version. The id of the new version comes from the caller; again gives the same answer. TF404, TF409 the id is taken, or the plan has a draft (detail: {"mealPlanVersionId"}).';
revoke execute on function app_public.clone_meal_plan_version(uuid, uuid) from public;
grant execute on function app_public.clone_meal_plan_version(uuid, uuid) to tf_assistant, tf_dietitian, tf_org_admin;
