create or replace function app_public.mark_notifications_read(ids uuid[] default null) returns setof app_public.notifications
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  update app_public.notifications n set read_at = now()
   where n.org_id = app_hidden.current_org_id()
     and n.member_id = app_hidden.current_member_id()
     and n.read_at is null
     and (ids is null or n.id = any (ids))
  returning *
$$;
-- Definer: notifications are nobody's to write directly.
alter function app_public.mark_notifications_read(uuid[]) owner to tf_definer;

comment on function app_public.mark_notifications_read(uuid[]) is
  'Says that the caller has seen these notifications of theirs, or all of them where none are named. Answers those that were unread; other people''s ids change nothing.';
revoke execute on function app_public.mark_notifications_read(uuid[]) from public;
grant execute on function app_public.mark_notifications_read(uuid[]) to tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
