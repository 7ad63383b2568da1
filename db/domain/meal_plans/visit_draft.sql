create or replace function app_public.visit_draft(meal_plan_version_id uuid, is_editing boolean default false, is_leaving boolean default false) returns json
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_member constant uuid := app_hidden.current_member_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(visit_draft.meal_plan_version_id);
begin
  if is_leaving or v_version.status = 'published' then
    delete from app_private.draft_visits d where d.org_id = v_org and d.meal_plan_version_id = v_version.id and d.member_id = v_member;
  else
    update app_private.draft_visits d
       set seen_at = clock_timestamp(), edited_at = case when is_editing then clock_timestamp() else d.edited_at end
     where d.org_id = v_org and d.meal_plan_version_id = v_version.id and d.member_id = v_member;
    if not found then
      insert into app_private.draft_visits (org_id, meal_plan_version_id, member_id, edited_at, seen_at)
      values (v_org, v_version.id, v_member, case when is_editing then clock_timestamp() end, clock_timestamp())
      on conflict do nothing; -- another window of the same person, at the same moment
      with stale as ( -- of all drafts; what a colleague writes at this moment is not stale
        select d.meal_plan_version_id, d.member_id from app_private.draft_visits d
         where d.org_id = v_org and d.seen_at < clock_timestamp() - interval '1 hour'
           for update skip locked
      )
      delete from app_private.draft_visits d using stale s
       where d.org_id = v_org and d.meal_plan_version_id = s.meal_plan_version_id and d.member_id = s.member_id;
    end if;
  end if;

  return json_build_object(
    'status', v_version.status,
    'revision', v_version.revision,
    'savedAt', v_version.updated_at,
    'savedBy', (select u.display_name from app_public.users u where u.id = v_version.updated_by),
    'savedByMe', v_version.updated_by is not distinct from app_hidden.current_user_id(),
    'others', (select coalesce(json_agg(json_build_object(
                        'memberId', d.member_id, 'name', app_private.member_name(v_org, d.member_id),
                        'isEditing', coalesce(d.edited_at > clock_timestamp() - interval '2 minutes', false)) order by d.member_id), '[]')
                 from app_private.draft_visits d
                where d.org_id = v_org and d.meal_plan_version_id = v_version.id and d.member_id <> v_member
                  and d.seen_at > clock_timestamp() - interval '45 seconds'));
end $$;
-- Definer: visits are nobody's to read or write directly; whose plan it is, it asks itself.
alter function app_public.visit_draft(uuid, boolean, boolean) owner to tf_definer;

comment on function app_public.visit_draft(uuid, boolean, boolean) is
  'Says that the caller has a draft open (is_editing: and has just changed something; is_leaving: not any more), and answers {"status", "revision", "savedAt", "savedBy", "savedByMe", "others": [{"memberId", "name", "isEditing"}]}: what the draft has come to and which colleagues have it open, seen within the last 45 seconds. Called every quarter of a minute; of a published version it only answers. Tells nothing of what is in the plan. TF404.';
revoke execute on function app_public.visit_draft(uuid, boolean, boolean) from public;
grant execute on function app_public.visit_draft(uuid, boolean, boolean) to tf_assistant, tf_dietitian, tf_org_admin;
