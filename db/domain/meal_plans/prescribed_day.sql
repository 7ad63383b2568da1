create or replace function app_public.prescribed_day(meal_plan_assignment_id uuid, on_date date) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_assignment app_public.meal_plan_assignments;
begin
  select a.* into v_assignment from app_public.meal_plan_assignments a
   where a.org_id = v_org and a.id = prescribed_day.meal_plan_assignment_id and a.client_id = any (array(select app_hidden.my_client_ids()));
  if not found then
    raise exception 'There is no such assignment.' using errcode = 'TF404';
  end if;
  return app_private.prescribed_day_of(v_assignment, on_date);
end $$;
-- Definer: a suspended plan's content is hidden from its client, and this function says why.
alter function app_public.prescribed_day(uuid, date) owner to tf_definer;

comment on function app_public.prescribed_day(uuid, date) is
  '@medicalRecord meal_plan_assignment meal_plan_assignment_id
What an assignment prescribes for a date, where the client lives, as it was published: {"status": "prescribed" | "nothing" | "stopped", "message", "date", "assignmentId", "mealPlanVersionId", "planName", "planNote", "assignmentNote", "dayNumber", "note", "meals": [{…, "nutrition", "items": [{…, "nutrition"}]}], "recipes", "nutrients", "targets", "nutrition"}. Nutrition is known[] and unknown[] parallel to nutrients. TF404.';
revoke execute on function app_public.prescribed_day(uuid, date) from public;
grant execute on function app_public.prescribed_day(uuid, date) to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
