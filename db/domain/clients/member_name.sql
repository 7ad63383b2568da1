create or replace function app_private.member_name(org uuid, member uuid) returns text
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select u.display_name from app_public.memberships m join app_public.users u on u.id = m.user_id where (m.org_id, m.id) = (org, member)
$$;
comment on function app_private.member_name(uuid, uuid) is 'What a member of staff is called.';
grant execute on function app_private.member_name(uuid, uuid) to tf_definer;
