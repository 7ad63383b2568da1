call app_private.protect_table('app_public.food_fact_reviews', 'tenant', true);

drop policy if exists select_staff on app_public.food_fact_reviews;
create policy select_staff on app_public.food_fact_reviews for select to tf_assistant, tf_dietitian, tf_org_admin using (true);

-- NOTE: writing is not granted: see review_food_facts() and undo_food_fact_review().
grant select on app_public.food_fact_reviews to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.food_fact_reviews is $$What a member of staff confirmed or changed about foods at one go: the organisation's own word, which counts before the knowledge base's.$$;
comment on column app_public.food_fact_reviews.org_id is 'The organisation.';
comment on column app_public.food_fact_reviews.id is 'Identifies the review; chosen by whoever sent it.';
comment on column app_public.food_fact_reviews.member_id is 'Who reviewed.';
comment on column app_public.food_fact_reviews.note is 'Where it was read, in their words; stands beside each fact.';
comment on column app_public.food_fact_reviews.request is E'@behavior -*\nWhat was asked, to know it again.';
comment on column app_public.food_fact_reviews.changes is 'What changed: [{foodId, allergen or tag, before, after}], each {answer, provenance, note} or null = the organisation said nothing.';
comment on column app_public.food_fact_reviews.undone_at is 'When it was taken back; null = it stands.';
comment on column app_public.food_fact_reviews.undone_by_member_id is 'Who took it back.';
comment on column app_public.food_fact_reviews.created_at is 'When it was reviewed.';
comment on column app_public.food_fact_reviews.updated_at is 'When it was last changed.';
comment on column app_public.food_fact_reviews.updated_by is 'The user who last changed it.';
