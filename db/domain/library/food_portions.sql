call app_private.protect_table('app_public.food_portions', 'library');
call app_private.audit_table('app_public.food_portions', only_own_rows => true, omitted => '{piece_rank}');
create or replace trigger _150_own_id before insert on app_public.food_portions
  for each row when (new.org_id <> '00000000-0000-0000-0000-000000000000') execute function app_private.tg__own_food_portion_id();
create or replace trigger _200_food_scope before insert or update of food_id, food_org_id, org_id on app_public.food_portions
  for each row execute function app_private.tg__food_scope();

drop policy if exists select_people on app_public.food_portions;
create policy select_people on app_public.food_portions for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

grant select on app_public.food_portions to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
-- NOTE: writing is not granted: see add_food_portion(), change_food_portion() and remove_food_portion().

comment on table app_public.food_portions is $$A household measure of one food and its edible grams.$$;
comment on column app_public.food_portions.org_id is 'The organisation that states it, of an own food or of one of the knowledge base; all zeros = the knowledge base.';
comment on column app_public.food_portions.id is 'Identifies the portion.';
comment on column app_public.food_portions.food_org_id is 'The organisation of the food; filled from food_id.';
comment on column app_public.food_portions.food_id is 'The food; a portion holds for no other.';
comment on column app_public.food_portions.label is 'What is measured, such as "1 cup, cooked".';
comment on column app_public.food_portions.grams is 'Edible grams of what the label says, once.';
comment on column app_public.food_portions.position is 'Order of display, lowest first.';
comment on column app_public.food_portions.created_at is 'When it was added.';
comment on column app_public.food_portions.updated_at is 'When it was last changed.';
comment on column app_public.food_portions.updated_by is 'The user who last changed it; null = the knowledge base.';
comment on column app_public.food_portions.archived_at is 'Since when it is not offered any more, because something still counts it; null = offered.';
comment on column app_public.food_portions.piece_rank is E'@behavior -*\nWhether it is one of the thing itself, as a shopper counts them: 0 the medium one, 1 another, null = a cup, a slice, an ounce.';
comment on column app_public.food_portions.revision is 'How often it was changed, from 1.';
