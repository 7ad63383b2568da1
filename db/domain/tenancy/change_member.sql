create or replace function app_public.change_member(member_id uuid, role app_public.member_role, title text default null)
  returns app_public.memberships
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_member app_public.memberships := app_private.lock_membership(change_member.member_id);
begin
  if v_member.id = app_hidden.current_member_id() and v_member.role is distinct from change_member.role then
    raise exception 'You cannot change your own role: another org_admin can.' using errcode = 'TF072';
  end if;
  update app_public.memberships m
     set role = change_member.role, title = nullif(trim(change_member.title), '')
   where (m.org_id, m.id) = (v_member.org_id, v_member.id)
  returning m.* into v_member;
  return v_member;
end $$;
-- Definer: memberships are writable through functions only.
alter function app_public.change_member(uuid, app_public.member_role, text) owner to tf_definer;

comment on function app_public.change_member(uuid, app_public.member_role, text) is
  'Gives a member of staff a role and a title (none = no title); what they may do changes at once, for whoever is signed in, too. TF404, TF070 for the last active org_admin, TF072 for one''s own role.';
revoke execute on function app_public.change_member(uuid, app_public.member_role, text) from public;
grant execute on function app_public.change_member(uuid, app_public.member_role, text) to tf_org_admin;
