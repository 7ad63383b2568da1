create or replace function app_public.request_meal_plan_review(meal_plan_version_id uuid, revision integer, note text default '')
  returns app_public.meal_plan_versions
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_note constant text := trim(coalesce(request_meal_plan_review.note, ''));
  v_version app_public.meal_plan_versions := app_private.lock_meal_plan_version(request_meal_plan_review.meal_plan_version_id);
begin
  if v_version.status = 'published' then
    raise exception 'Version % is published already: there is nothing to review.', v_version.number using errcode = 'TF020';
  end if;
  if (v_version.review_requested_by, v_version.review_requested_revision, v_version.review_note)
     is not distinct from (app_hidden.current_user_id(), request_meal_plan_review.revision, v_note) then
    return v_version; -- the same request again
  end if;
  if v_version.revision is distinct from request_meal_plan_review.revision then
    raise exception 'The plan was changed meanwhile; look at it again before you say that it is ready.' using errcode = 'TF010',
      detail = json_build_object('revision', v_version.revision)::text;
  end if;
  if length(v_note) > 2000 then
    raise exception 'The note is at most 2000 characters.' using errcode = 'TF400';
  end if;
  if not exists (select from app_public.meal_plan_items i where i.org_id = v_version.org_id and i.meal_plan_version_id = v_version.id) then
    raise exception 'There is nothing to review: the plan needs at least one item.' using errcode = 'TF021';
  end if;

  update app_public.meal_plan_versions v
     set review_requested_at = clock_timestamp(), review_requested_by = app_hidden.current_user_id(), review_requested_revision = v_version.revision,
         review_note = v_note, review_returned_at = null, review_returned_by = null, review_return_note = ''
   where v.org_id = v_version.org_id and v.id = v_version.id
  returning v.* into v_version;
  perform app_private.notify_of_plan(v_version, app_private.plan_reviewer_ids(v_version.org_id, v_version.client_id), 'plan_review_requested');
  return v_version;
end $$;
-- Definer: versions are writable through functions only; asks for access itself.
alter function app_public.request_meal_plan_review(uuid, integer, text) owner to tf_definer;

comment on function app_public.request_meal_plan_review(uuid, integer, text) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Says that a draft is ready as its caller saw it (revision), with a note for whoever reviews it: it stands on the worklist of those who may publish, and they are told. Edits are still possible and show as "changed since". Again with the same note gives the same answer. TF404, TF010 stale revision, TF020 published, TF021 no item, TF400.';
revoke execute on function app_public.request_meal_plan_review(uuid, integer, text) from public;
grant execute on function app_public.request_meal_plan_review(uuid, integer, text) to tf_assistant, tf_dietitian, tf_org_admin;
