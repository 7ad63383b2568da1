create or replace function app_private.lock_meal_plan_assignment(assignment_id uuid, reason text) returns app_public.meal_plan_assignments
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_assignment app_public.meal_plan_assignments;
begin
  -- The client first, as assigning, resuming and deciding do (lock_safety): the other way round two of them could wait for each other.
  perform from app_public.clients c
    where c.org_id = v_org and c.id = (select a.client_id from app_public.meal_plan_assignments a where a.org_id = v_org and a.id = assignment_id) for no key update;
  select a.* into v_assignment from app_public.meal_plan_assignments a where a.org_id = v_org and a.id = assignment_id for no key update;
  if v_assignment.id is null or not app_private.may_see_meal_plans_of(v_assignment.client_id) then
    raise exception 'There is no such assignment.' using errcode = 'TF404';
  end if;
  if length(trim(reason)) not between 5 and 2000 then
    raise exception 'A reason has 5 to 2000 characters.' using errcode = 'TF400';
  end if;
  return v_assignment;
end $$;

comment on function app_private.lock_meal_plan_assignment(uuid, text) is
  'The assignment and its client, locked until the transaction ends, for staff who care for its client (TF404 otherwise); TF400 for a reason that says nothing.';
revoke execute on function app_private.lock_meal_plan_assignment(uuid, text) from public;
grant execute on function app_private.lock_meal_plan_assignment(uuid, text) to tf_definer;
