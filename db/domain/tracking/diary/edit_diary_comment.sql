create or replace function app_public.edit_diary_comment(id uuid, revision integer, body text) returns app_public.diary_comments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_body constant text := trim(body);
  v_comment app_public.diary_comments := app_private.lock_own_diary_comment(id);
begin
  if v_comment.deleted_at is not null then
    raise exception 'There is no such comment.' using errcode = 'TF404';
  elsif v_comment.body = v_body and v_comment.revision in (edit_diary_comment.revision, edit_diary_comment.revision + 1) then
    return v_comment; -- says that already, or was sent again
  elsif v_comment.revision <> edit_diary_comment.revision then
    raise exception 'The comment was edited meanwhile.' using errcode = 'TF010', detail = json_build_object('revision', v_comment.revision);
  elsif v_body = '' or length(v_body) > 2000 then
    raise exception 'A comment has from 1 to 2000 characters.' using errcode = 'TF400';
  end if;

  -- What the client read said something else.
  update app_public.diary_comments c set body = v_body, revision = c.revision + 1, edited_at = now(), read_at = null
   where c.org_id = v_org and c.id = edit_diary_comment.id
  returning c.* into v_comment;
  return v_comment;
end $$;
-- Definer: only the author's words change, and the client has not read them then.
alter function app_public.edit_diary_comment(uuid, integer, text) owner to tf_definer;

comment on function app_public.edit_diary_comment(uuid, integer, text) is
  'Changes the words of a comment of one''s own, seen at that revision; it is unread again. TF404, TF010 edited meanwhile, TF140 somebody else''s, TF400 words.';
revoke execute on function app_public.edit_diary_comment(uuid, integer, text) from public;
grant execute on function app_public.edit_diary_comment(uuid, integer, text) to tf_assistant, tf_dietitian, tf_org_admin;
