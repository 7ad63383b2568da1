create or replace function app_private.safety_leftovers() returns table (org_id uuid, has_changes boolean, has_rechecks boolean, is_nightly boolean)
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select o.id, c.is_there, q.is_there, not q.is_waited_for
    from app_public.organizations o
   cross join lateral (select exists (select from app_private.safety_changes c where c.org_id = o.id and c.created_at < now() - interval '10 seconds') as is_there) c
   cross join lateral (select exists (select from app_private.safety_rechecks q where q.org_id = o.id and q.due_at < now() - interval '10 seconds') as is_there,
                              exists (select from app_private.safety_rechecks q where q.org_id = o.id and q.due_at < now() - interval '10 seconds' and q.priority = 0) as is_waited_for) q
   where c.is_there or q.is_there
$$;

create or replace function app_private.organizations_to_sweep() returns setof uuid
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select o.id
    from app_public.organizations o
    left join app_private.safety_sweeps s on s.org_id = o.id
   where (now() at time zone o.time_zone)::time >= '01:00'
     and (s.swept_on is null or s.swept_on < (now() at time zone o.time_zone)::date)
     and o.id in (select w.id from app_private.organizations_with_plans() w(id))
$$;

create or replace function app_private.organizations_with_plans() returns setof uuid
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select o.id from app_public.organizations o
   where exists (select from app_public.meal_plan_assignments a where a.org_id = o.id and a.status = 'active')
$$;

comment on function app_private.organizations_with_plans() is 'Organisations whose clients follow plans: whom a change of the knowledge base concerns.';
comment on function app_private.safety_leftovers() is
  'Organisations in which changes or re-checks wait although a job should have taken them: a worker died, or a check failed and is due again. is_nightly: nobody waits for these, so they let other jobs go first. The worker asks every minute.';
comment on function app_private.organizations_to_sweep() is
  'Organisations where it is past one at night, with followed plans that were not swept yet today. The worker asks every hour; an hour in which no worker ran is made up for.';
