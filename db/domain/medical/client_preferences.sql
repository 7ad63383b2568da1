call app_private.protect_table('app_public.client_preferences', 'tenant', true);
create or replace trigger _200_food_scope before insert or update of food_id on app_public.client_preferences
  for each row execute function app_private.tg__food_scope();

drop policy if exists select_care_team on app_public.client_preferences;
create policy select_care_team on app_public.client_preferences for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_care_team on app_public.client_preferences;
create policy insert_care_team on app_public.client_preferences for insert to tf_assistant, tf_dietitian, tf_org_admin
  with check (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_care_team on app_public.client_preferences;
create policy update_care_team on app_public.client_preferences for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists delete_care_team on app_public.client_preferences;
create policy delete_care_team on app_public.client_preferences for delete to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- Whoever may enter a preference may take it away: no rule rests on it, and history keeps it.
-- The client reads everything but the note, which is the staff's.
grant select on app_public.client_preferences to tf_assistant, tf_dietitian, tf_org_admin;
grant select (org_id, id, client_id, kind, diet_code, food_org_id, food_id, tag_code, food_group_code, created_at, updated_at, updated_by)
  on app_public.client_preferences to tf_client;
grant insert (id, client_id, kind, diet_code, food_id, tag_code, food_group_code, note), update (note), delete
  on app_public.client_preferences to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.client_preferences is $$@medicalRecord client client_id
What a client does not want to eat, for whatever reason but a medical one. It colours search results and never blocks.$$;
comment on column app_public.client_preferences.org_id is 'The organisation.';
comment on column app_public.client_preferences.id is 'Identifies the entry.';
comment on column app_public.client_preferences.client_id is 'Whose record it is.';
comment on column app_public.client_preferences.kind is 'dislike (of one food, a tag, or a food group) or diet.';
comment on column app_public.client_preferences.diet_code is 'The diet; null = a dislike.';
comment on column app_public.client_preferences.food_org_id is 'The organisation of the food; filled from food_id.';
comment on column app_public.client_preferences.food_id is 'The food that is disliked.';
comment on column app_public.client_preferences.tag_code is 'The tag whose foods are disliked, such as fish.';
comment on column app_public.client_preferences.food_group_code is 'The food group that is disliked.';
comment on column app_public.client_preferences.note is 'For staff; the client does not read it.';
comment on column app_public.client_preferences.created_at is 'When it was recorded.';
comment on column app_public.client_preferences.updated_at is 'When it was last changed.';
comment on column app_public.client_preferences.updated_by is 'The user who last changed it.';
