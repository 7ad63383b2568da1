call app_private.protect_table('app_public.recipe_ingredients', 'library');
call app_private.audit_table('app_public.recipe_ingredients', only_own_rows => true);
create or replace trigger _200_food_scope before insert or update of food_id on app_public.recipe_ingredients
  for each row execute function app_private.tg__food_scope();
create or replace trigger _210_recipe_scope before insert or update of ingredient_recipe_id on app_public.recipe_ingredients
  for each row execute function app_private.tg__ingredient_recipe_scope();
create or replace trigger _220_amount before insert or update on app_public.recipe_ingredients
  for each row execute function app_private.tg__ingredient_amount();
create or replace trigger _230_food_portion_scope before insert or update on app_public.recipe_ingredients
  for each row execute function app_private.tg__food_portion_scope();
create or replace trigger _300_nesting before insert or update on app_public.recipe_ingredients
  for each row when (new.ingredient_recipe_id is not null) execute function app_private.tg__recipe_nesting();

drop policy if exists select_people on app_public.recipe_ingredients;
create policy select_people on app_public.recipe_ingredients for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.recipe_ingredients;
drop policy if exists update_curator on app_public.recipe_ingredients;
drop policy if exists delete_curator on app_public.recipe_ingredients;

grant select on app_public.recipe_ingredients to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
revoke insert, update, delete on app_public.recipe_ingredients from tf_dietitian, tf_org_admin;
-- NOTE: insert, update and delete are not granted: save_recipe() writes a recipe whole, for whoever saw its revision.

comment on table app_public.recipe_ingredients is $$What a recipe is made of: grams of a food, or grams or servings of another recipe.$$;
comment on column app_public.recipe_ingredients.org_id is 'The organisation that owns it; all zeros = the knowledge base.';
comment on column app_public.recipe_ingredients.id is 'Identifies the ingredient.';
comment on column app_public.recipe_ingredients.recipe_id is 'The recipe that it belongs to.';
comment on column app_public.recipe_ingredients.position is 'Order of display, lowest first.';
comment on column app_public.recipe_ingredients.food_org_id is 'The organisation of the food; filled from food_id.';
comment on column app_public.recipe_ingredients.food_id is 'The food, or null for a recipe.';
comment on column app_public.recipe_ingredients.ingredient_recipe_org_id is 'The organisation of the recipe used; filled from ingredient_recipe_id.';
comment on column app_public.recipe_ingredients.ingredient_recipe_id is 'The recipe used as an ingredient, or null for a food.';
comment on column app_public.recipe_ingredients.amount is 'How many portions or units.';
comment on column app_public.recipe_ingredients.food_portion_org_id is 'Who states the portion; filled from food_portion_id.';
comment on column app_public.recipe_ingredients.food_portion_id is 'The portion of the food that the amount counts; null = it counts units.';
comment on column app_public.recipe_ingredients.unit_code is 'The unit that the amount counts; null = it counts portions.';
comment on column app_public.recipe_ingredients.grams is 'What the amount came to when the recipe was saved: edible grams of the food, or grams of the finished recipe used; null = servings of it.';
comment on column app_public.recipe_ingredients.servings is 'Servings of the recipe used.';
comment on column app_public.recipe_ingredients.discarded_share is 'Share that is not eaten, 0 to 1, such as frying oil or brine.';
comment on column app_public.recipe_ingredients.created_at is 'When it was added.';
comment on column app_public.recipe_ingredients.updated_at is 'When it was last changed.';
comment on column app_public.recipe_ingredients.updated_by is 'The user who last changed it; null = the knowledge base.';
