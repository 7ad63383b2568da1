-- The one place that says who cares for whom: whatever asks for it asks this view, in either direction.
create or replace view app_private.care with (security_invoker = true) as
  select a.org_id, a.client_id, a.member_id, a.starts_on, a.ends_on
    from app_public.care_assignments a
    join app_public.memberships m on (m.org_id, m.id) = (a.org_id, a.member_id)
   where m.status = 'active' and m.role <> 'researcher'
  union all
  select a.org_id, a.client_id, t.member_id, greatest(a.starts_on, t.starts_on), least(a.ends_on, t.ends_on) -- least passes over a null: an open end
    from app_public.care_assignments a
    join app_public.team_members t on (t.org_id, t.team_id) = (a.org_id, a.team_id)
    join app_public.memberships m on (m.org_id, m.id) = (t.org_id, t.member_id)
   where m.status = 'active' and m.role <> 'researcher';

comment on view app_private.care is
  'Which active member of staff reaches which client, by an assignment of their own or of a team, on the days [starts_on, ends_on). Researchers and deactivated members reach nobody, whatever is assigned.';
grant select on app_private.care to tf_definer;
