create or replace function app_public.withdraw_meal_plan_review(meal_plan_version_id uuid) returns app_public.meal_plan_versions
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_version app_public.meal_plan_versions := app_private.lock_meal_plan_version(withdraw_meal_plan_review.meal_plan_version_id);
begin
  if v_version.status = 'published' then
    raise exception 'Version % is published already.', v_version.number using errcode = 'TF020';
  end if;
  if v_version.review_requested_at is not null then
    update app_public.meal_plan_versions v
       set review_requested_at = null, review_requested_by = null, review_requested_revision = null, review_note = ''
     where v.org_id = v_version.org_id and v.id = v_version.id
    returning v.* into v_version;
  end if;
  return v_version;
end $$;
-- Definer: versions are writable through functions only; asks for access itself.
alter function app_public.withdraw_meal_plan_review(uuid) owner to tf_definer;

comment on function app_public.withdraw_meal_plan_review(uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Takes back that a draft is ready: it waits for nobody any more. Everybody who may edit it may, because an unfinished plan must not be published. TF404, TF020 published.';
revoke execute on function app_public.withdraw_meal_plan_review(uuid) from public;
grant execute on function app_public.withdraw_meal_plan_review(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
