create or replace function app_public.remove_diary_comment(id uuid, revision integer) returns app_public.diary_comments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_comment app_public.diary_comments := app_private.lock_own_diary_comment(id);
begin
  if v_comment.revision <> remove_diary_comment.revision then
    raise exception 'The comment was edited meanwhile.' using errcode = 'TF010', detail = json_build_object('revision', v_comment.revision);
  elsif v_comment.deleted_at is null then
    update app_public.diary_comments c set deleted_at = now() where c.org_id = v_org and c.id = remove_diary_comment.id returning c.* into v_comment;
  end if;
  return v_comment;
end $$;

create or replace function app_public.restore_diary_comment(id uuid, revision integer) returns app_public.diary_comments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_comment app_public.diary_comments := app_private.lock_own_diary_comment(id);
begin
  if v_comment.revision <> restore_diary_comment.revision then
    raise exception 'The comment was edited meanwhile.' using errcode = 'TF010', detail = json_build_object('revision', v_comment.revision);
  elsif v_comment.deleted_at is not null then
    update app_public.diary_comments c set deleted_at = null where c.org_id = v_org and c.id = restore_diary_comment.id returning c.* into v_comment;
  end if;
  return v_comment;
end $$;
-- Definer: a removed comment is shown to nobody, and only its author removes or restores it.
alter function app_public.remove_diary_comment(uuid, integer) owner to tf_definer;
alter function app_public.restore_diary_comment(uuid, integer) owner to tf_definer;

comment on function app_public.remove_diary_comment(uuid, integer) is
  'Takes a comment of one''s own, seen at that revision, out of the diary; history keeps it, and restoreDiaryComment brings it back. TF404, TF010 edited meanwhile, TF140 somebody else''s.';
comment on function app_public.restore_diary_comment(uuid, integer) is
  'Brings a removed comment of one''s own back into the diary. TF404, TF010 edited meanwhile, TF140 somebody else''s.';
revoke execute on function app_public.remove_diary_comment(uuid, integer), app_public.restore_diary_comment(uuid, integer) from public;
grant execute on function app_public.remove_diary_comment(uuid, integer), app_public.restore_diary_comment(uuid, integer)
  to tf_assistant, tf_dietitian, tf_org_admin;
