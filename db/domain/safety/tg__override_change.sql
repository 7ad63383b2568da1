-- Definer and owned by the migrating role on purpose, like all that notes changes: it takes the organisation from the row itself.
create or replace function app_private.tg__override_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_change record;
begin
  for v_change in
    select a.org_id as org, array_agg(distinct a.id) as ids
      from after_rows o
      join app_public.meal_plan_assignments a on (a.org_id, a.client_id, a.meal_plan_version_id) = (o.org_id, o.client_id, o.meal_plan_version_id)
     where a.status = 'active' group by 1
  loop
    perform app_private.write_safety_change(v_change.org, 'assignment', 'assignment', '{"table": "safety_overrides"}', entry_ids => v_change.ids);
  end loop;
  return null;
end $$;
comment on function app_private.tg__override_change() is
  'Statement trigger: a decision holds for every assignment of that version to that client (CLINICAL 27), so all are checked again, and alerts that it answers close.';

call app_private.watch_table('app_public.safety_overrides', 'tg__override_change', '{}', '{insert}');
