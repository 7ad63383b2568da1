call app_private.protect_table('app_public.diary_comments', 'tenant', true);

drop policy if exists select_care_team on app_public.diary_comments;
create policy select_care_team on app_public.diary_comments for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())) and deleted_at is null);

grant select on app_public.diary_comments to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: writing is not granted: write_, edit_, remove_ and restore_diary_comment() keep author and revision, mark_diary_comments_read() is
-- the client's.

comment on table app_public.diary_comments is $$@medicalRecord client client_id
What the care team says to the client about a day of the diary, or about one meal of it. The client and their guardians read it.$$;
comment on column app_public.diary_comments.org_id is 'The organisation.';
comment on column app_public.diary_comments.id is 'Identifies the comment; comes from whoever writes it, so that writing twice is writing once.';
comment on column app_public.diary_comments.client_id is 'Whose diary it is about.';
comment on column app_public.diary_comments.on_date is 'The day that it is about, where the client lives.';
comment on column app_public.diary_comments.meal_id is 'The prescribed meal that it is about; null = the day, or a logged meal.';
comment on column app_public.diary_comments.meal_log_id is 'The logged meal that it is about; null = the day, or a prescribed meal.';
comment on column app_public.diary_comments.meal_name is 'What that meal was called when the comment was written; null = it is about the day.';
comment on column app_public.diary_comments.body is 'The words, as they are now.';
comment on column app_public.diary_comments.author_member_id is 'The member of staff who wrote it.';
comment on column app_public.diary_comments.revision is 'Counts edits, from 1; whoever edits or removes says which one they saw.';
comment on column app_public.diary_comments.edited_at is 'When the words were last changed; null = never.';
comment on column app_public.diary_comments.read_at is 'When the client or a guardian read it as it is now; null = unread.';
comment on column app_public.diary_comments.deleted_at is 'When its author removed it; a removed comment is shown to nobody.';
comment on column app_public.diary_comments.created_at is 'When it was written.';
comment on column app_public.diary_comments.updated_at is 'When it was last changed.';
comment on column app_public.diary_comments.updated_by is 'The user who last changed it.';
