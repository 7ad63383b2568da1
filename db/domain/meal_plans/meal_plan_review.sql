-- A draft that waits for whoever may publish it, or came back from there.
create or replace function app_private.meal_plan_review(version app_public.meal_plan_versions) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when num_nonnulls(version.review_requested_at, version.review_returned_at) > 0 then json_build_object(
           'requestedAt', version.review_requested_at,
           'requestedBy', (select u.display_name from app_public.users u where u.id = version.review_requested_by),
           'isMine', version.review_requested_by is not distinct from app_hidden.current_user_id(),
           'revision', version.review_requested_revision, 'note', version.review_note,
           'returnedAt', version.review_returned_at,
           'returnedBy', (select u.display_name from app_public.users u where u.id = version.review_returned_by),
           'returnNote', version.review_return_note) end
$$;

-- Who is told about a plan: those of the care team who may publish; of a template, the dietitians of the organisation.
create or replace function app_private.plan_reviewer_ids(org uuid, client uuid) returns uuid[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array(
    select m.id from app_public.memberships m
     where m.org_id = org and m.status = 'active'
       and case when client is null then m.role = 'dietitian'
                else m.id = any (app_private.care_team_member_ids(org, array[client]))
                     and has_function_privilege('tf_' || m.role, 'app_public.publish_meal_plan_version(uuid, integer, text, app_public.safety_decision[])', 'execute') end)
$$;

create or replace function app_private.notify_of_plan(version app_public.meal_plan_versions, member_ids uuid[], kind text) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select app_private.notify(version.org_id, member_ids, notify_of_plan.kind, version.client_id, jsonb_build_object(
           'mealPlanId', version.meal_plan_id, 'mealPlanVersionId', version.id,
           -- Notes, and the name of a client's plan, may tell what ails them: they are read where the plan is. A template is about nobody.
           'planName', (select p.name from app_public.meal_plans p where p.org_id = version.org_id and p.id = version.meal_plan_id and p.client_id is null)))
$$;

comment on function app_private.meal_plan_review(app_public.meal_plan_versions) is
  'Where the review of a draft stands; null = nobody has asked for one. revision is what was said to be ready: where the draft''s own is later, it was changed since.';
comment on function app_private.plan_reviewer_ids(uuid, uuid) is 'The members who hear that a plan of this client (null = a template) waits for review.';
comment on function app_private.notify_of_plan(app_public.meal_plan_versions, uuid[], text) is
  'Tells members about a version of a plan, with the ids that lead to it.';
grant execute on function app_private.meal_plan_review(app_public.meal_plan_versions), app_private.plan_reviewer_ids(uuid, uuid),
  app_private.notify_of_plan(app_public.meal_plan_versions, uuid[], text) to tf_definer;
