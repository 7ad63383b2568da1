create or replace function app_public.reactivate_member(member_id uuid) returns app_public.memberships
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_member app_public.memberships := app_private.lock_membership(reactivate_member.member_id);
begin
  update app_public.memberships m set status = 'active' where (m.org_id, m.id) = (v_member.org_id, v_member.id)
  returning m.* into v_member;
  return v_member;
end $$;
-- Definer: memberships are writable through functions only.
alter function app_public.reactivate_member(uuid) owner to tf_definer;

comment on function app_public.reactivate_member(uuid) is
  'Lets a deactivated member of staff in again, with the role, title and care that the membership has. TF404.';
revoke execute on function app_public.reactivate_member(uuid) from public;
grant execute on function app_public.reactivate_member(uuid) to tf_org_admin;
