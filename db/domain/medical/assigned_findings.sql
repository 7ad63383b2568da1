create or replace function app_private.assigned_findings(assignment_ids uuid[], today date)
  returns table (org_id uuid, assignment_id uuid, finding app_public.safety_finding)
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select a.org_id, a.id, f
    from app_public.meal_plan_assignments a
   cross join lateral app_private.meal_plan_version_findings(a.org_id, a.meal_plan_version_id, a.client_id, daterange(greatest(a.starts_on, today), a.ends_on)) f
   where a.id = any (assignment_ids)
$$;

comment on function app_private.assigned_findings(uuid[], date) is
  'What is said of assigned plans from today on, or from their first day: for whoever looks after the rules, across organisations.';
