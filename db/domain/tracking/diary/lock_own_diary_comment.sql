create or replace function app_private.lock_own_diary_comment(comment_id uuid) returns app_public.diary_comments
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_comment app_public.diary_comments;
begin
  select c.* into v_comment from app_public.diary_comments c
   where c.org_id = v_org and c.id = comment_id and c.client_id = any (array(select app_hidden.my_client_ids()))
     for no key update;
  if not found then
    raise exception 'There is no such comment.' using errcode = 'TF404';
  elsif v_comment.author_member_id <> app_hidden.current_member_id() then
    raise exception 'Only whoever wrote a comment changes it.' using errcode = 'TF140';
  end if;
  return v_comment;
end $$;

comment on function app_private.lock_own_diary_comment(uuid) is
  'A comment that the caller wrote, on a client still in their care, removed or not, locked until the transaction ends. TF404, TF140.';
grant execute on function app_private.lock_own_diary_comment(uuid) to tf_definer;
