-- Definer and owned by the migrating role on purpose, like all that notes changes: it takes the organisation from the row itself.
create or replace function app_private.tg__assignment_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_change record;
begin
  if tg_op = 'UPDATE' then
    -- At once: whoever stops a plan has answered what was open about it.
    perform app_private.close_safety_alerts(a.org_id, a.id, case a.status when 'suspended' then 'suspended' else 'ended' end::app_public.safety_close_cause)
       from after_rows a join before_rows b on (b.org_id, b.id) = (a.org_id, a.id)
      where a.status <> 'active' and b.status <> a.status;
    for v_change in
      select a.org_id as org, array_agg(a.id) as ids from after_rows a join before_rows b on (b.org_id, b.id) = (a.org_id, a.id)
       where a.status = 'active' and (b.status, b.starts_on, b.ends_on) is distinct from (a.status, a.starts_on, a.ends_on) group by 1
    loop
      perform app_private.write_safety_change(v_change.org, 'assignment', 'assignment', '{"table": "meal_plan_assignments"}', entry_ids => v_change.ids);
    end loop;
  else
    for v_change in select a.org_id as org, array_agg(a.id) as ids from after_rows a where a.status = 'active' group by 1 loop
      perform app_private.write_safety_change(v_change.org, 'assignment', 'assignment', '{"table": "meal_plan_assignments"}', entry_ids => v_change.ids);
    end loop;
  end if;
  return null;
end $$;
comment on function app_private.tg__assignment_change() is
  'Statement trigger: has an assignment checked once more after its commit, which catches what was committed beside it; closes the alerts of one that was suspended or cancelled.';

call app_private.watch_table('app_public.meal_plan_assignments', 'tg__assignment_change', '{}', '{insert,update}');
