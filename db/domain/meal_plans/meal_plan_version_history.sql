create or replace function app_public.meal_plan_version_history(meal_plan_version_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(meal_plan_version_history.meal_plan_version_id);
begin
  return (
    with version as materialized (
      select v.* from app_public.meal_plan_versions v where v.org_id = v_org and v.meal_plan_id = v_version.meal_plan_id
    ), edit as materialized ( -- each save is one event, with the steps that it took
      select e.row_id, e.user_id, jsonb_array_length(e.after -> 'edits') as steps, e.occurred_at
        from audit.events e
       where e.org_id = v_org and e.table_name = 'meal_plan_versions' and e.action = 'update'
         and e.row_id = any (array(select v.id::text from version v)) and e.after ? 'edits'
    )
    select coalesce(json_agg(json_build_object(
             'id', v.id, 'number', v.number, 'status', v.status, 'changeNote', v.change_note,
             'createdAt', v.created_at, 'createdBy', (select u.display_name from app_public.users u where u.id = v.created_by),
             'clonedFrom', (select json_build_object('id', s.id, 'number', s.number, 'planName', p.name, 'isSamePlan', s.meal_plan_id = v.meal_plan_id)
                              from app_public.meal_plan_versions s join app_public.meal_plans p on p.org_id = s.org_id and p.id = s.meal_plan_id
                             where s.org_id = v_org and s.id = v.cloned_from_version_id),
             'publishedAt', v.published_at, 'publishedBy', (select u.display_name from app_public.users u where u.id = v.published_by),
             'review', app_private.meal_plan_review(v),
             'edits', (select coalesce(json_agg(json_build_object('by', u.display_name, 'steps', x.steps, 'firstAt', x.first_at, 'lastAt', x.last_at) order by x.last_at desc), '[]')
                         from (select e.user_id, sum(e.steps) as steps, min(e.occurred_at) as first_at, max(e.occurred_at) as last_at
                                 from edit e where e.row_id = v.id::text group by e.user_id) x
                         left join app_public.users u on u.id = x.user_id),
             'assignments', (select coalesce(json_agg(json_build_object(
                                      'id', a.id, 'startsOn', a.starts_on, 'endsOn', a.ends_on, 'status', a.status, 'statusReason', a.status_reason,
                                      'statusChangedAt', a.status_changed_at, 'note', a.note, 'createdAt', a.created_at,
                                      'createdBy', (select u.display_name from app_public.users u where u.id = a.created_by)) order by a.starts_on, a.created_at), '[]')
                               from app_public.meal_plan_assignments a
                              where a.org_id = v_org and a.client_id = v.client_id and a.meal_plan_version_id = v.id)) order by v.number desc), '[]')
      from version v);
end $$;
-- Definer: nobody reads history itself; one access check up front.
alter function app_public.meal_plan_version_history(uuid) owner to tf_definer;

comment on function app_public.meal_plan_version_history(uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
All versions of the plan that this version belongs to, the newest first: who began, edited (in how many steps, from when to when), published and assigned each, and what became of the assignments: [{id, number, status, changeNote, createdAt, createdBy, clonedFrom, publishedAt, publishedBy, review, edits: [{by, steps, firstAt, lastAt}], assignments}]. Each edit by itself stands in the record''s history. TF404.';
revoke execute on function app_public.meal_plan_version_history(uuid) from public;
grant execute on function app_public.meal_plan_version_history(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
