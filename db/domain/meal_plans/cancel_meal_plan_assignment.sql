create or replace function app_public.cancel_meal_plan_assignment(id uuid, reason text) returns app_public.meal_plan_assignments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_assignment app_public.meal_plan_assignments := app_private.lock_meal_plan_assignment(cancel_meal_plan_assignment.id, cancel_meal_plan_assignment.reason);
begin
  if v_assignment.status = 'cancelled' then
    return v_assignment;
  end if;
  update app_public.meal_plan_assignments a
     set status = 'cancelled', status_reason = trim(cancel_meal_plan_assignment.reason), status_changed_at = clock_timestamp()
   where a.org_id = v_assignment.org_id and a.id = v_assignment.id
  returning a.* into v_assignment;
  return v_assignment;
end $$;
-- Definer: assignments are writable through functions only; whose rows, it asks itself.
alter function app_public.cancel_meal_plan_assignment(uuid, text) owner to tf_definer;

comment on function app_public.cancel_meal_plan_assignment(uuid, text) is
  'Takes an assignment back as if it had never been, so that its days are free for another; a plan that was really followed is ended or suspended instead. TF404, TF400 no reason.';
revoke execute on function app_public.cancel_meal_plan_assignment(uuid, text) from public;
grant execute on function app_public.cancel_meal_plan_assignment(uuid, text) to tf_dietitian, tf_org_admin;
