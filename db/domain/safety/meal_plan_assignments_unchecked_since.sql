create or replace function app_public.meal_plan_assignments_unchecked_since(assignment app_public.meal_plan_assignments) returns timestamptz
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select q.failing_since
    from app_private.safety_rechecks q
    join app_private.followed_assignments f on (f.org_id, f.id) = (q.org_id, q.meal_plan_assignment_id)
   where (q.org_id, q.meal_plan_assignment_id) = (app_hidden.current_org_id(), assignment.id) and q.failing_since is not null
$$;
-- Definer: the queue of re-checks is internal; it answers about an assignment that the caller sees.
alter function app_public.meal_plan_assignments_unchecked_since(app_public.meal_plan_assignments) owner to tf_definer;

comment on function app_public.meal_plan_assignments_unchecked_since(app_public.meal_plan_assignments) is
  'Since when the plan should have been checked again and could not be, so that alerts about it may be missing; null = there is nothing of the kind. It is tried again until it succeeds.';
revoke execute on function app_public.meal_plan_assignments_unchecked_since(app_public.meal_plan_assignments) from public;
grant execute on function app_public.meal_plan_assignments_unchecked_since(app_public.meal_plan_assignments) to tf_assistant, tf_dietitian, tf_org_admin;
