create or replace function app_public.visit_draft(
  meal_plan_version_id uuid, is_editing boolean default false, is_leaving boolean default false, library_seen text default null
) returns json
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_member constant uuid := app_hidden.current_member_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(visit_draft.meal_plan_version_id);
  v_mark constant text := app_private.library_mark(); -- before the library is read: what is missed now is told next time
  v_seen constant pg_snapshot := app_private.opened_library_mark(visit_draft.library_seen);
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
    'librarySeen', v_mark,
    'libraryChanged', case when v_seen is null or v_version.status = 'published' then '[]' else app_private.library_changed(v_org, v_version.id, v_seen) end,
    'others', (select coalesce(json_agg(json_build_object(
                        'memberId', d.member_id, 'name', app_private.member_name(v_org, d.member_id),
                        'isEditing', coalesce(d.edited_at > clock_timestamp() - interval '2 minutes', false)) order by d.member_id), '[]')
                 from app_private.draft_visits d
                where d.org_id = v_org and d.meal_plan_version_id = v_version.id and d.member_id <> v_member
                  and d.seen_at > clock_timestamp() - interval '45 seconds'));
end $$;
-- Definer: visits are nobody's to read or write directly; whose plan it is, it asks itself.
alter function app_public.visit_draft(uuid, boolean, boolean, text) owner to tf_definer;

comment on function app_public.visit_draft(uuid, boolean, boolean, text) is
  'Says that the caller has a draft open (is_editing: and has just changed something; is_leaving: not any more), and answers {"status", "revision", "savedAt", "savedBy", "savedByMe", "librarySeen", "libraryChanged", "others": [{"memberId", "name", "isEditing"}]}: what the draft has come to and which colleagues have it open, seen within the last 45 seconds. With library_seen, the librarySeen of the document or of a visit before, libraryChanged names the recipes and foods of the draft (at most twenty) that were changed since: reading the document again shows them as they are. Called every quarter of a minute; of a published version it only answers. Tells nothing else of what is in the plan. TF404.';
revoke execute on function app_public.visit_draft(uuid, boolean, boolean, text) from public;
grant execute on function app_public.visit_draft(uuid, boolean, boolean, text) to tf_assistant, tf_dietitian, tf_org_admin;
