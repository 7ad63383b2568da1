call app_private.protect_table('app_public.published_contents', 'tenant');
create or replace trigger _500_published_is_final before update or delete on app_public.published_contents
  for each row execute function app_private.tg__published_is_final();
create or replace trigger _500_never_truncated before truncate on app_public.published_contents
  for each statement execute function app_private.tg__published_is_final();

drop policy if exists select_staff on app_public.published_contents;
create policy select_staff on app_public.published_contents for select to tf_assistant, tf_dietitian, tf_org_admin
  using (exists (select from app_public.meal_plan_versions v where v.org_id = published_contents.org_id and v.id = published_contents.meal_plan_version_id));
drop policy if exists select_follower on app_public.published_contents;
-- Active only: a suspended plan must not reach the client's plate through another door.
create policy select_follower on app_public.published_contents for select to tf_client
  using (exists (select from app_public.meal_plan_assignments a
                  where a.org_id = published_contents.org_id and a.meal_plan_version_id = published_contents.meal_plan_version_id
                    and a.client_id = any (array(select app_hidden.my_client_ids())) and a.status = 'active'));

grant select on app_public.published_contents to tf_assistant, tf_dietitian, tf_org_admin, tf_client;
-- NOTE: insert, update and delete are not granted: publish_meal_plan_version() writes it once.

comment on table app_public.published_contents is $$@medicalRecord meal_plan_version meal_plan_version_id
What a version said when it was published: everything that the client sees or that safety used. Nothing changes it later.$$;
comment on column app_public.published_contents.org_id is 'The organisation.';
comment on column app_public.published_contents.meal_plan_version_id is 'The version.';
comment on column app_public.published_contents.content is 'What the client sees: plan, targets, days with meals and items (names, amounts, grams), recipes with preparation and flattened ingredients, names of foods.';
comment on column app_public.published_contents.facts is 'What safety used, by food: nutrients (per 100 g, in the nutrient''s unit), allergens and tags; what is not listed was unknown. Its text is hashed as it stands.';
comment on column app_public.published_contents.nutrition is 'The version''s nutrition as it was computed then.';
comment on column app_public.published_contents.created_at is 'When it was frozen.';
