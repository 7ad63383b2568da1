create or replace function app_private.plan_in_force(org uuid, client uuid, on_date date)
  returns table (meal_plan_assignment_id uuid, meal_plan_version_id uuid)
  language sql stable rows 1
as $$
  select a.id, a.meal_plan_version_id
    from app_public.meal_plan_assignments a
   where a.org_id = org and a.client_id = client and a.status <> 'cancelled'
     and pg_catalog.daterange(a.starts_on, a.ends_on) @> on_date
$$;

comment on function app_private.plan_in_force(uuid, uuid, date) is
  'The assignment that covers a date, also when it has ended since; never a cancelled one. At most one: they do not overlap (CLINICAL 12).';
grant execute on function app_private.plan_in_force(uuid, uuid, date) to tf_definer;
