create or replace function app_private.notify(org uuid, member_ids uuid[], kind text, client uuid, payload jsonb) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  insert into app_public.notifications (org_id, member_id, kind, client_id, payload)
  select org, m.id, notify.kind, client,
         jsonb_strip_nulls(jsonb_build_object(
           'actorName', (select u.display_name from app_public.users u where u.id = app_hidden.current_user_id()),
           'clientName', (select c.full_name from app_public.clients c where (c.org_id, c.id) = (org, client))) || coalesce(payload, '{}'))
    from app_public.memberships m
   where m.org_id = org and m.id = any (member_ids) and m.status = 'active'
     and m.id is distinct from app_hidden.current_member_id()
$$;
comment on function app_private.notify(uuid, uuid[], text, uuid, jsonb) is
  'Tells each of these active members of staff once, but not the one who acts. The names of who acts and of the client are added as they are now, because whoever loses a client can no longer look them up.';
grant execute on function app_private.notify(uuid, uuid[], text, uuid, jsonb) to tf_definer;
