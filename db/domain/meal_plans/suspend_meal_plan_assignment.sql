create or replace function app_public.suspend_meal_plan_assignment(id uuid, reason text) returns app_public.meal_plan_assignments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_assignment app_public.meal_plan_assignments := app_private.lock_meal_plan_assignment(suspend_meal_plan_assignment.id, suspend_meal_plan_assignment.reason);
begin
  if v_assignment.status = 'suspended' then
    return v_assignment; -- stopped is stopped
  elsif v_assignment.status = 'cancelled' then
    raise exception 'The assignment is cancelled: there is nothing to suspend.' using errcode = 'TF400';
  end if;
  update app_public.meal_plan_assignments a
     set status = 'suspended', status_reason = trim(suspend_meal_plan_assignment.reason), status_changed_at = clock_timestamp()
   where a.org_id = v_assignment.org_id and a.id = v_assignment.id
  returning a.* into v_assignment;
  return v_assignment;
end $$;
-- Definer: assignments are writable through functions only; asks for access itself.
alter function app_public.suspend_meal_plan_assignment(uuid, text) owner to tf_definer;

comment on function app_public.suspend_meal_plan_assignment(uuid, text) is
  'Stops a plan at once: from now on the client is told to contact the clinic. Everybody on the care team may, assistants included, because stopping is the safe side. TF404, TF400 no reason, or cancelled.';
revoke execute on function app_public.suspend_meal_plan_assignment(uuid, text) from public;
grant execute on function app_public.suspend_meal_plan_assignment(uuid, text) to tf_assistant, tf_dietitian, tf_org_admin;
