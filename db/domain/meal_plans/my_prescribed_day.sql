create or replace function app_public.my_prescribed_day(on_date date) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_assignment app_public.meal_plan_assignments;
begin
  select a.* into v_assignment from app_public.meal_plan_assignments a
   where a.org_id = v_org and a.client_id = app_hidden.current_client_id() and a.client_id = any (array(select app_hidden.my_client_ids()))
     and a.status <> 'cancelled' and daterange(a.starts_on, a.ends_on) @> on_date;
  return app_private.prescribed_day_of(v_assignment, on_date);
end $$;
-- Definer: a suspended plan's content is hidden from its client, and this function says why.
alter function app_public.my_prescribed_day(date) owner to tf_definer;

comment on function app_public.my_prescribed_day(date) is
  '@medicalRecord self
What is prescribed to the client who asks for a date, where the client lives; the same document as prescribedDay, whatever plan is assigned then.';
revoke execute on function app_public.my_prescribed_day(date) from public;
grant execute on function app_public.my_prescribed_day(date) to tf_client;
