call app_private.protect_table('app_public.food_portions', 'library');
call app_private.audit_table('app_public.food_portions', only_own_rows => true);

drop policy if exists select_people on app_public.food_portions;
create policy select_people on app_public.food_portions for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.food_portions;
create policy insert_curator on app_public.food_portions for insert to tf_dietitian, tf_org_admin with check (true);
drop policy if exists update_curator on app_public.food_portions;
create policy update_curator on app_public.food_portions for update to tf_dietitian, tf_org_admin using (true);
drop policy if exists delete_curator on app_public.food_portions;
create policy delete_curator on app_public.food_portions for delete to tf_dietitian, tf_org_admin using (true);

grant select on app_public.food_portions to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant insert (id, food_id, label, grams, position), update (label, grams, position), delete on app_public.food_portions to tf_dietitian, tf_org_admin;

comment on table app_public.food_portions is $$A household measure of one food and its edible grams.$$;
comment on column app_public.food_portions.org_id is 'The organisation that owns it; all zeros = the knowledge base.';
comment on column app_public.food_portions.id is 'Identifies the portion.';
comment on column app_public.food_portions.food_id is 'The food; a portion holds for no other.';
comment on column app_public.food_portions.label is 'What is measured, such as "1 cup, cooked".';
comment on column app_public.food_portions.grams is 'Edible grams of what the label says, once.';
comment on column app_public.food_portions.position is 'Order of display, lowest first.';
comment on column app_public.food_portions.created_at is 'When it was added.';
comment on column app_public.food_portions.updated_at is 'When it was last changed.';
comment on column app_public.food_portions.updated_by is 'The user who last changed it; null = the knowledge base.';
