create or replace function app_private.carer_member_ids(org uuid, member uuid, team uuid) returns uuid[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when member is not null then array[member] else array(
    select t.member_id from app_public.team_members t
     where (t.org_id, t.team_id) = (org, team)
       and (t.ends_on is null or t.ends_on > app_hidden.org_today())) end
$$;
comment on function app_private.carer_member_ids(uuid, uuid, uuid) is 'The member, or who belongs to the team today or later.';
grant execute on function app_private.carer_member_ids(uuid, uuid, uuid) to tf_definer;
