create or replace view app_private.followed_assignments with (security_invoker = true) as
  select a.org_id, a.id, a.client_id, a.meal_plan_version_id, daterange(greatest(a.starts_on, d.today), a.ends_on) as period
    from app_public.meal_plan_assignments a
    join app_public.clients c on (c.org_id, c.id) = (a.org_id, a.client_id)
    join app_public.organizations o on o.id = a.org_id
   cross join lateral (select (now() at time zone coalesce(c.time_zone, o.time_zone))::date as today) d
   where a.status = 'active' and (a.ends_on is null or a.ends_on > d.today);

comment on view app_private.followed_assignments is
  'The assignments that are or will be followed, with the days that are still to come: from today where the client lives, or from their first day.';
grant select on app_private.followed_assignments to tf_definer;
