create or replace function app_public.mark_diary_comments_read(ids uuid[]) returns setof app_public.diary_comments
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  update app_public.diary_comments c set read_at = now()
   where c.org_id = app_hidden.current_org_id() and c.client_id = app_hidden.current_client_id()
     and c.client_id = any (array(select app_hidden.my_client_ids()))
     and c.id in (select l.id from app_public.diary_comments l -- in one order, so that two devices do not wait for each other
                   where l.org_id = app_hidden.current_org_id() and l.client_id = app_hidden.current_client_id() and l.id = any (ids)
                     and l.read_at is null and l.deleted_at is null
                   order by l.id for no key update)
  returning c.*
$$;
-- Definer: comments are nobody's to write directly.
alter function app_public.mark_diary_comments_read(uuid[]) owner to tf_definer;

comment on function app_public.mark_diary_comments_read(uuid[]) is
  '@medicalRecord self
Says that the client, or a guardian for them, has read these comments. Answers those that were unread; other people''s ids change nothing.';
revoke execute on function app_public.mark_diary_comments_read(uuid[]) from public;
grant execute on function app_public.mark_diary_comments_read(uuid[]) to tf_client;
