call app_private.protect_table('app_public.meal_log_items');
-- The nutrition is derived when it is logged; history keeps what was eaten.
call app_private.audit_table('app_public.meal_log_items', omitted => '{nutrition}');
create or replace trigger _200_food_scope before insert or update of food_id on app_public.meal_log_items
  for each row execute function app_private.tg__food_scope();
create or replace trigger _210_recipe_scope before insert or update of recipe_id on app_public.meal_log_items
  for each row execute function app_private.tg__recipe_scope();

drop policy if exists select_care_team on app_public.meal_log_items;
create policy select_care_team on app_public.meal_log_items for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.meal_log_items to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: insert, update and delete are not granted: log_batch() writes items with their log.

comment on table app_public.meal_log_items is $$@medicalRecord client client_id
What was eaten, with its nutrition as it was known when it was logged.$$;
comment on column app_public.meal_log_items.org_id is 'The organisation.';
comment on column app_public.meal_log_items.id is 'Identifies the item.';
comment on column app_public.meal_log_items.client_id is 'Who ate.';
comment on column app_public.meal_log_items.meal_log_id is 'The log that it belongs to.';
comment on column app_public.meal_log_items.position is 'Order of display, lowest first.';
comment on column app_public.meal_log_items.plan_item_id is 'The prescribed item that it was; null = something else.';
comment on column app_public.meal_log_items.food_org_id is 'The organisation of the food; filled from food_id.';
comment on column app_public.meal_log_items.food_id is 'The food, or null.';
comment on column app_public.meal_log_items.recipe_org_id is 'The organisation of the recipe; filled from recipe_id.';
comment on column app_public.meal_log_items.recipe_id is 'The recipe, or null.';
comment on column app_public.meal_log_items.free_text is 'Words instead of a food: one unknown food.';
comment on column app_public.meal_log_items.grams is 'Edible grams that were eaten; null for servings and words.';
comment on column app_public.meal_log_items.servings is 'Servings of the recipe that were eaten.';
comment on column app_public.meal_log_items.nutrition is 'As known when it was logged: {"nutrientIds", "known", "unknown"}, parallel; at least known where unknown (foods without a value) is above 0.';
