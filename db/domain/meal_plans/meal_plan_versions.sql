call app_private.protect_table('app_public.meal_plan_versions', 'tenant');
-- A revision alone is no event: edit_meal_plan_version() records each edit with what it did.
call app_private.audit_table('app_public.meal_plan_versions', bookkeeping => '{revision}', omitted => '{continued_with}');
create or replace trigger _200_client before insert or update of client_id, meal_plan_id on app_public.meal_plan_versions
  for each row execute function app_private.tg__meal_plan_client();
create or replace trigger _500_published_is_final before update or delete on app_public.meal_plan_versions
  for each row when (old.status = 'published') execute function app_private.tg__published_is_final();
create or replace trigger _500_never_truncated before truncate on app_public.meal_plan_versions
  for each statement execute function app_private.tg__published_is_final();

drop policy if exists select_templates on app_public.meal_plan_versions;
create policy select_templates on app_public.meal_plan_versions for select to tf_assistant, tf_dietitian, tf_org_admin using (client_id is null);
drop policy if exists select_care_team on app_public.meal_plan_versions;
create policy select_care_team on app_public.meal_plan_versions for select to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists select_follower on app_public.meal_plan_versions;
create policy select_follower on app_public.meal_plan_versions for select to tf_client
  using (status = 'published' and client_id = any (array(select app_hidden.my_client_ids()))
     and exists (select from app_public.meal_plan_assignments a
                  where a.org_id = meal_plan_versions.org_id and a.client_id = meal_plan_versions.client_id
                    and a.meal_plan_version_id = meal_plan_versions.id and a.status <> 'cancelled'));

-- What staff write to each other about a version stays among them.
revoke select on app_public.meal_plan_versions from tf_client;
grant select on app_public.meal_plan_versions to tf_assistant, tf_dietitian, tf_org_admin;
grant select (org_id, id, meal_plan_id, client_id, number, status, day_mapping, is_repeating, note, content_hash, published_at, published_by, created_at, updated_at, updated_by)
  on app_public.meal_plan_versions to tf_client;
-- NOTE: insert, update and delete are not granted: create, edit, publish and clone are functions.

comment on table app_public.meal_plan_versions is $$@medicalRecord client client_id
One state of a plan: a draft that is being built, or published, and then it never changes.$$;
comment on column app_public.meal_plan_versions.org_id is 'The organisation.';
comment on column app_public.meal_plan_versions.id is 'Identifies the version.';
comment on column app_public.meal_plan_versions.meal_plan_id is 'The plan.';
comment on column app_public.meal_plan_versions.client_id is 'The plan''s client; null = a template.';
comment on column app_public.meal_plan_versions.number is 'Counts the plan''s versions, from 1.';
comment on column app_public.meal_plan_versions.status is 'Draft or published. A plan has at most one draft.';
comment on column app_public.meal_plan_versions.revision is 'Grows with every edit of a draft; whoever edits says which one they saw.';
comment on column app_public.meal_plan_versions.day_mapping is 'Cyclic: day 1 is the first day of the assignment. Weekday: day 1 is Monday.';
comment on column app_public.meal_plan_versions.is_repeating is 'Whether it starts again after its last day; otherwise nothing is prescribed then.';
comment on column app_public.meal_plan_versions.note is 'What the client reads above the plan.';
comment on column app_public.meal_plan_versions.change_note is 'What changed since the version before, in the publisher''s words.';
comment on column app_public.meal_plan_versions.cloned_from_version_id is 'The version that it began as a copy of.';
comment on column app_public.meal_plan_versions.continued_with is E'@behavior -*\nSHA-256 (hex) of the edits that it began with, to know the request again; null = it began without.';
comment on column app_public.meal_plan_versions.content_hash is 'SHA-256 (hex) over what was frozen at publishing; null = a draft.';
comment on column app_public.meal_plan_versions.published_at is 'When it was published; null = a draft.';
comment on column app_public.meal_plan_versions.published_by is 'The user who published it.';
comment on column app_public.meal_plan_versions.created_at is 'When it was begun.';
comment on column app_public.meal_plan_versions.created_by is 'The user who began it; null = a migration, or before this was kept.';
comment on column app_public.meal_plan_versions.review_requested_at is 'Since when the draft waits for somebody who may publish it; null = it does not.';
comment on column app_public.meal_plan_versions.review_requested_by is 'The user who said that it is ready.';
comment on column app_public.meal_plan_versions.review_requested_revision is 'The revision that was said to be ready; a later one was changed since.';
comment on column app_public.meal_plan_versions.review_note is 'What they want whoever reviews it to know.';
comment on column app_public.meal_plan_versions.review_returned_at is 'When it was sent back; null = it was not, or was made ready again.';
comment on column app_public.meal_plan_versions.review_returned_by is 'The user who sent it back.';
comment on column app_public.meal_plan_versions.review_return_note is 'What is to be changed, in their words.';
comment on column app_public.meal_plan_versions.intended_starts_on is 'The first day that it was prepared for, by whoever gave the client a copy of a template; null = none was said.';
comment on column app_public.meal_plan_versions.intended_ends_on is 'The day after the last of those days; null = until further notice, or none was said.';
comment on column app_public.meal_plan_versions.updated_at is 'When it was last changed.';
comment on column app_public.meal_plan_versions.updated_by is 'The user who last changed it.';
