create or replace function app_private.session_identity(p_user_id uuid, p_org_id uuid, p_client_id uuid, p_is_exact boolean, p_channel text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with places as (
    select p.*, row_number() over (order by (p.role = 'client') = (p_channel = 'mobile') desc, p.is_guardian, p.organization_name, p.org_id, p.client_name, p.client_id) as preference
      from app_private.user_places(p_user_id) p
  )
  select jsonb_build_object(
           'userId', u.id, 'name', u.display_name, 'email', u.email, 'isEmailConfirmed', u.email_confirmed_at is not null,
           'memberId', here.member_id, 'clientId', here.client_id, 'clientName', here.client_name, 'isGuardian', here.is_guardian,
           'role', here.role, 'title', here.title,
           'capabilities', app_private.capabilities_of(here.role),
           'organization', jsonb_build_object('id', here.org_id, 'name', here.organization_name, 'timeZone', here.time_zone, 'locale', here.locale,
                                               'requiresSecondFactor', here.requires_second_factor, 'energyUnit', here.energy_unit, 'unitSystem', here.unit_system),
           'places', (select jsonb_agg(jsonb_build_object(
                               'organizationId', p.org_id, 'organizationName', p.organization_name, 'role', p.role, 'title', p.title,
                               'memberId', p.member_id, 'clientId', p.client_id, 'clientName', p.client_name, 'isGuardian', p.is_guardian) order by p.preference)
                        from places p))
    from places here join app_public.users u on u.id = p_user_id
   where (p_org_id is null or here.org_id = p_org_id)
     and (p_client_id is null or here.client_id = p_client_id)
     and (not p_is_exact or here.client_id is not distinct from p_client_id)
   order by here.preference
   limit 1
$$;
-- Definer: it reads the person's name before there is a request's identity.
alter function app_private.session_identity(uuid, uuid, uuid, boolean, text) owner to tf_definer;

comment on function app_private.session_identity(uuid, uuid, uuid, boolean, text) is
  'Who a person is at a place (organisation and client record; null = the first that suits): on the web as staff before as client, on the phone the other way round. p_is_exact: without a client record it must be the membership. Null when they have no such place.';
grant execute on function app_private.session_identity(uuid, uuid, uuid, boolean, text) to tf_authenticator;
