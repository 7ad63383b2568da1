create or replace function app_public.deactivate_member(member_id uuid) returns app_public.memberships
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_member app_public.memberships := app_private.lock_membership(deactivate_member.member_id);
begin
  if v_member.id = app_hidden.current_member_id() then
    raise exception 'You cannot deactivate yourself: another org_admin can.' using errcode = 'TF072';
  end if;
  update app_public.memberships m set status = 'deactivated' where (m.org_id, m.id) = (v_member.org_id, v_member.id)
  returning m.* into v_member;
  return v_member;
end $$;
-- Definer: memberships are writable through functions only.
alter function app_public.deactivate_member(uuid) owner to tf_definer;

comment on function app_public.deactivate_member(uuid) is
  'Takes every right from a member of staff, at once; what they did stays with their name. TF404, TF070 for the last active org_admin, TF072 for oneself.';
revoke execute on function app_public.deactivate_member(uuid) from public;
grant execute on function app_public.deactivate_member(uuid) to tf_org_admin;
