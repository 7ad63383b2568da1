call app_private.protect_table('app_public.food_tags', 'library');
-- Safety rests on these facts: the knowledge base's are history too, but for what it infers, whose history is the seed's.
call app_private.audit_table('app_public.food_tags', is_inference_left_out => true);
create or replace trigger _200_food_scope before insert or update of food_id on app_public.food_tags
  for each row execute function app_private.tg__food_scope();

drop policy if exists select_people on app_public.food_tags;
create policy select_people on app_public.food_tags for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.food_tags;
create policy insert_curator on app_public.food_tags for insert to tf_dietitian, tf_org_admin with check (true);
drop policy if exists update_curator on app_public.food_tags;
create policy update_curator on app_public.food_tags for update to tf_dietitian, tf_org_admin using (true);
drop policy if exists delete_curator on app_public.food_tags;
create policy delete_curator on app_public.food_tags for delete to tf_dietitian, tf_org_admin using (true);

grant select on app_public.food_tags to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant insert (food_id, tag_code, is_present, provenance, note), update (is_present, provenance, note), delete
  on app_public.food_tags to tf_dietitian, tf_org_admin;

comment on table app_public.food_tags is $$Whether a food has a clinical or dietary property, and how that is known. No row means unreviewed.$$;
comment on column app_public.food_tags.org_id is 'The organisation that states it; its own word counts before the knowledge base''s.';
comment on column app_public.food_tags.food_org_id is 'The organisation of the food; filled from food_id.';
comment on column app_public.food_tags.food_id is 'The food.';
comment on column app_public.food_tags.tag_code is 'The property.';
comment on column app_public.food_tags.is_present is 'True = has it, false = has it not.';
comment on column app_public.food_tags.provenance is 'Declared by the maker, reviewed by a person, or inferred.';
comment on column app_public.food_tags.note is 'Where it was read, or why it was inferred.';
comment on column app_public.food_tags.inference_code is 'The line of the seed of inference that it follows from; null = somebody stated it.';
comment on column app_public.food_tags.created_at is 'When it was added.';
comment on column app_public.food_tags.updated_at is 'When it was last changed.';
comment on column app_public.food_tags.updated_by is 'The user who last changed it; null = the knowledge base.';
