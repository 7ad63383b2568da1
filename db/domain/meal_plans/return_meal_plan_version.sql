create or replace function app_public.return_meal_plan_version(meal_plan_version_id uuid, note text) returns app_public.meal_plan_versions
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_note constant text := trim(return_meal_plan_version.note);
  v_version app_public.meal_plan_versions := app_private.lock_meal_plan_version(return_meal_plan_version.meal_plan_version_id);
  v_preparer uuid := v_version.review_requested_by;
begin
  if v_version.status = 'published' then
    raise exception 'Version % is published already.', v_version.number using errcode = 'TF020';
  end if;
  if length(v_note) not between 5 and 2000 then
    raise exception 'Say what is to be changed, in 5 to 2000 characters.' using errcode = 'TF400';
  end if;
  if v_version.review_requested_at is null then
    if (v_version.review_returned_by, v_version.review_return_note) is not distinct from (app_hidden.current_user_id(), v_note) then
      return v_version; -- the same request again
    end if;
    raise exception 'The draft does not wait for review any more.' using errcode = 'TF130';
  end if;

  update app_public.meal_plan_versions v
     set review_requested_at = null, review_requested_by = null, review_requested_revision = null, review_note = '',
         review_returned_at = clock_timestamp(), review_returned_by = app_hidden.current_user_id(), review_return_note = v_note
   where v.org_id = v_version.org_id and v.id = v_version.id
  returning v.* into v_version;
  perform app_private.notify_of_plan(v_version, array(select m.id from app_public.memberships m where m.org_id = v_version.org_id and m.user_id = v_preparer),
                                     'plan_returned');
  return v_version;
end $$;
-- Definer: versions are writable through functions only; asks for access itself.
alter function app_public.return_meal_plan_version(uuid, text) owner to tf_definer;

comment on function app_public.return_meal_plan_version(uuid, text) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Sends a draft that waits for review back to whoever made it ready, with what is to be changed; they are told. Again with the same note gives the same answer. TF404, TF020 published, TF130 it does not wait for review, TF400 a note that says nothing.';
revoke execute on function app_public.return_meal_plan_version(uuid, text) from public;
grant execute on function app_public.return_meal_plan_version(uuid, text) to tf_dietitian, tf_org_admin;
