create or replace function app_private.care_team_member_ids(org uuid, client_ids uuid[]) returns uuid[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array(
    select distinct c.member_id from app_private.care c
     where c.org_id = org and c.client_id = any (client_ids)
       and c.starts_on <= app_hidden.org_today()
       and (c.ends_on is null or c.ends_on > app_hidden.org_today()))
$$;
comment on function app_private.care_team_member_ids(uuid, uuid[]) is 'Who cares for any of these clients today.';
grant execute on function app_private.care_team_member_ids(uuid, uuid[]) to tf_definer;
