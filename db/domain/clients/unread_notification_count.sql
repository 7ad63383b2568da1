create or replace function app_public.unread_notification_count() returns integer
  language sql stable
as $$ select pg_catalog.count(*)::integer from app_public.notifications n where n.member_id = (select app_hidden.current_member_id()) and n.read_at is null $$;

comment on function app_public.unread_notification_count() is 'How many of the caller''s notifications are unread.';
grant execute on function app_public.unread_notification_count() to tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
