call app_private.protect_table('app_public.meal_plan_items', 'tenant');
call app_private.protect_draft_parts('app_public.meal_plan_items');
create or replace trigger _200_food_scope before insert or update of food_id, food_org_id, org_id on app_public.meal_plan_items
  for each row execute function app_private.tg__food_scope();
create or replace trigger _200_recipe_scope before insert or update of recipe_id, recipe_org_id, org_id on app_public.meal_plan_items
  for each row execute function app_private.tg__recipe_scope();
create or replace trigger _200_food_portion_scope before insert or update of food_portion_id, food_portion_org_id, org_id on app_public.meal_plan_items
  for each row execute function app_private.tg__food_portion_scope();
create or replace trigger _210_cooked_weight before insert or update of recipe_id, grams on app_public.meal_plan_items
  for each row when (new.recipe_id is not null and new.grams is not null) execute function app_private.tg__item_cooked_weight();

drop policy if exists select_staff on app_public.meal_plan_items;
create policy select_staff on app_public.meal_plan_items for select to tf_assistant, tf_dietitian, tf_org_admin
  using (exists (select from app_public.meal_plan_versions v where v.org_id = meal_plan_items.org_id and v.id = meal_plan_items.meal_plan_version_id));

grant select on app_public.meal_plan_items to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: insert, update and delete are not granted: drafts change through edit_meal_plan_version() only, which records what it did.
-- NOTE: clients are not granted anything: they read what was frozen.

comment on table app_public.meal_plan_items is $$@medicalRecord meal_plan_version meal_plan_version_id
Something to eat in a meal: a food, a recipe or words.$$;
comment on column app_public.meal_plan_items.org_id is 'The organisation.';
comment on column app_public.meal_plan_items.id is 'Identifies the item.';
comment on column app_public.meal_plan_items.meal_plan_version_id is 'The version.';
comment on column app_public.meal_plan_items.meal_plan_meal_id is 'The meal.';
comment on column app_public.meal_plan_items.position is 'Its place in the meal, from 1 without gaps; alternatives stand behind the item that counts.';
comment on column app_public.meal_plan_items.alternative_of_id is 'The item that this one may be eaten instead of, and which counts in totals; null = it counts itself.';
comment on column app_public.meal_plan_items.food_org_id is 'Where the food is from: the organisation or the knowledge base.';
comment on column app_public.meal_plan_items.food_id is 'The food; null = a recipe or words.';
comment on column app_public.meal_plan_items.recipe_org_id is 'Where the recipe is from: the organisation or the knowledge base.';
comment on column app_public.meal_plan_items.recipe_id is 'The recipe; null = a food or words.';
comment on column app_public.meal_plan_items.free_text is 'Words instead of a food: one unknown food for every nutrient, allergen and tag.';
comment on column app_public.meal_plan_items.amount is 'How many portions or units.';
comment on column app_public.meal_plan_items.food_portion_org_id is 'Who states the portion: the organisation or the knowledge base.';
comment on column app_public.meal_plan_items.food_portion_id is 'The portion that the amount counts; null = it counts units.';
comment on column app_public.meal_plan_items.unit_code is 'The unit that the amount counts; null = it counts portions.';
comment on column app_public.meal_plan_items.grams is 'What the amount comes to, in g of edible portion; null = servings of a recipe, or words.';
comment on column app_public.meal_plan_items.note is 'What the client reads beside it, such as how to prepare it.';
