create or replace function app_public.diary_comments_author(comment app_public.diary_comments) returns text
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$ select app_private.member_name(app_hidden.current_org_id(), comment.author_member_id) $$;
-- Definer: who wrote a comment is said to whoever sees it, clients included, who read no memberships.
alter function app_public.diary_comments_author(app_public.diary_comments) owner to tf_definer;

comment on function app_public.diary_comments_author(app_public.diary_comments) is 'What the member of staff who wrote it is called.';
revoke execute on function app_public.diary_comments_author(app_public.diary_comments) from public;
grant execute on function app_public.diary_comments_author(app_public.diary_comments) to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
