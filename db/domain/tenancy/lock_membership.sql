create or replace function app_private.lock_membership(member_id uuid) returns app_public.memberships
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_member app_public.memberships;
begin
  -- First what tg__last_org_admin locks, then the row: two who change each other's rows wait instead of dying of a deadlock.
  perform from app_public.organizations o where o.id = v_org for no key update;
  select m.* into v_member from app_public.memberships m where (m.org_id, m.id) = (v_org, lock_membership.member_id) for no key update;
  if not found then
    raise exception 'There is no such member.' using errcode = 'TF404';
  end if;
  return v_member;
end $$;
-- Definer: memberships are writable through functions only.
alter function app_private.lock_membership(uuid) owner to tf_definer;

comment on function app_private.lock_membership(uuid) is 'The membership, held until the end of the transaction; TF404.';
revoke execute on function app_private.lock_membership(uuid) from public;
