create or replace function app_private.require_carer(org uuid, member uuid, team uuid) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_member app_public.memberships;
  v_team app_public.teams;
begin
  if num_nonnulls(member, team) <> 1 then
    raise exception 'Care is given by a member of staff or by a team: name one of them.' using errcode = 'TF400';
  end if;
  if member is not null then
    select m.* into v_member from app_public.memberships m where (m.org_id, m.id) = (org, member) for share;
    if not found then
      raise exception 'There is no such member of staff.' using errcode = 'TF404';
    elsif v_member.status <> 'active' then
      raise exception 'A deactivated member of staff cannot care for clients.' using errcode = 'TF075';
    elsif v_member.role = 'researcher' then
      raise exception 'A researcher does not care for clients.' using errcode = 'TF075';
    end if;
  else
    select t.* into v_team from app_public.teams t where (t.org_id, t.id) = (org, team) for share;
    if not found then
      raise exception 'There is no such team.' using errcode = 'TF404';
    elsif v_team.archived_at is not null then
      raise exception 'An archived team cannot care for clients.' using errcode = 'TF075';
    end if;
  end if;
end $$;
comment on function app_private.require_carer(uuid, uuid, uuid) is
  'TF400 unless exactly one of member and team is named, TF404 when there is no such one, TF075 when it cannot care for clients. Holds the row, so that it stays so until the transaction ends.';
grant execute on function app_private.require_carer(uuid, uuid, uuid) to tf_definer;
