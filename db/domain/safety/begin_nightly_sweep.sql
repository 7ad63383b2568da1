create or replace function app_private.begin_nightly_sweep(org uuid) returns integer
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer;
begin
  insert into app_private.safety_sweeps as s (org_id, swept_on)
  select o.id, (now() at time zone o.time_zone)::date from app_public.organizations o where o.id = org
  on conflict (org_id) do update set swept_on = excluded.swept_on where s.swept_on < excluded.swept_on;
  if not found then
    return 0; -- this night has been swept
  end if;
  insert into app_private.safety_rechecks (org_id, meal_plan_assignment_id, client_id, priority, causes)
  select org, t.id, t.client_id, 1, '[{"cause": "nightly"}]'
    from (select f.id, f.client_id from app_private.followed_assignments f where f.org_id = org
          union
          select a.meal_plan_assignment_id, a.client_id from app_public.safety_alerts a where a.org_id = org and a.closed_at is null) t
   order by t.id
  on conflict do nothing;
  get diagnostics v_count = row_count;
  perform app_private.start_rechecks(org, true);
  return v_count;
end $$;

comment on function app_private.begin_nightly_sweep(uuid) is
  'Once a night, puts every followed plan of an organisation into the queue: drugs end, weights age, pregnancies progress (CLINICAL 28). Also plans with open alerts that ended meanwhile. Answers how many were added.';
