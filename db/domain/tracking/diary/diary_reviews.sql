call app_private.protect_table('app_public.diary_reviews', 'tenant', true);

drop policy if exists select_care_team on app_public.diary_reviews;
create policy select_care_team on app_public.diary_reviews for select to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.diary_reviews to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: writing is not granted: review_diary_days() and withdraw_diary_reviews() say who and when. Clients are not granted anything:
-- the marks are how the practice divides its work.

comment on table app_public.diary_reviews is $$@medicalRecord client client_id
Somebody looked at a day of a client's diary. The last mark of a day that is not withdrawn counts; it is out of date once the day's logs
are others than were seen.$$;
comment on column app_public.diary_reviews.org_id is 'The organisation.';
comment on column app_public.diary_reviews.id is 'Identifies the mark; comes from whoever makes it.';
comment on column app_public.diary_reviews.client_id is 'Whose diary it is.';
comment on column app_public.diary_reviews.on_date is 'The day that was looked at.';
comment on column app_public.diary_reviews.seen is 'Which logs were seen, at which revisions, as meal_diary() named it.';
comment on column app_public.diary_reviews.reviewed_by_member_id is 'Who looked.';
comment on column app_public.diary_reviews.withdrawn_at is 'When the mark was taken back; null = it stands.';
comment on column app_public.diary_reviews.created_at is 'When it was looked at.';
comment on column app_public.diary_reviews.updated_at is 'When it was last changed.';
comment on column app_public.diary_reviews.updated_by is 'The user who last changed it.';
