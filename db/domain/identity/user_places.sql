create or replace function app_private.user_places(p_user_id uuid)
  returns table (org_id uuid, organization_name text, time_zone text, locale text, member_id uuid, client_id uuid, client_name text,
                 is_guardian boolean, role text, title text, requires_second_factor boolean, energy_unit text, unit_system text)
  language sql stable strict security definer set search_path = pg_catalog, pg_temp rows 2
as $$
  select o.id, o.name, o.time_zone, o.locale, m.id, null::uuid, null::text, false, m.role::text, m.title, o.requires_second_factor, o.energy_unit, o.unit_system
    from app_public.memberships m join app_public.organizations o on o.id = m.org_id
   where m.user_id = p_user_id and m.status = 'active'
  union all
  select o.id, o.name, coalesce(c.time_zone, o.time_zone), coalesce(c.locale, o.locale), null, c.id, c.full_name, false, 'client', null, false, o.energy_unit, o.unit_system
    from app_public.clients c join app_public.organizations o on o.id = c.org_id
   where c.user_id = p_user_id and c.status <> 'archived'
  union all
  select o.id, o.name, coalesce(c.time_zone, o.time_zone), coalesce(c.locale, o.locale), null, c.id, c.full_name, true, 'client', null, false, o.energy_unit, o.unit_system
    from app_public.client_guardians g
    join app_public.clients c on (c.org_id, c.id) = (g.org_id, g.client_id)
    join app_public.organizations o on o.id = g.org_id
   where g.user_id = p_user_id and c.status <> 'archived' and c.user_id is distinct from p_user_id
     and daterange(g.started_on, g.ended_on) @> (now() at time zone o.time_zone)::date
$$;
-- Definer, and the one function of this folder's reads that keeps the table owner as its own: which organisation a person signs
-- in to is decided before there is one, so the policy own_organisation, which binds tf_definer, would hide every row. It reads by
-- person only.

comment on function app_private.user_places(uuid) is
  'Where a person may sign in: active memberships of staff, client records that are theirs, and those whose guardian they are today; none that is archived. Only staff can be required to have a second factor.';
grant execute on function app_private.user_places(uuid) to tf_definer;
