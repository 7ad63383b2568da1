create or replace function app_private.guardian_words(org uuid, client uuid, person uuid) returns text
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select u.display_name || ', ' || g.relationship
    from app_public.client_guardians g join app_public.users u on u.id = g.user_id
   where (g.org_id, g.client_id, g.user_id) = (org, client, person)
   order by g.started_on desc
   limit 1
$$;
comment on function app_private.guardian_words(uuid, uuid, uuid) is
  'Who a person is to a client, such as "Anna Keller, mother", also when that is over; null for everybody who is or was no guardian of theirs.';
grant execute on function app_private.guardian_words(uuid, uuid, uuid) to tf_definer;
