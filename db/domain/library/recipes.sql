call app_private.protect_table('app_public.recipes', 'library');
call app_private.audit_table('app_public.recipes', only_own_rows => true, omitted => '{search_name}');
create or replace trigger _150_own_id before insert on app_public.recipes
  for each row when (new.org_id <> '00000000-0000-0000-0000-000000000000') execute function app_private.tg__own_recipe_id();
create or replace trigger _300_cooked_weight before update of cooked_weight_g on app_public.recipes
  for each row when (old.cooked_weight_g is not null and new.cooked_weight_g is null) execute function app_private.tg__cooked_weight_in_use();

drop policy if exists select_people on app_public.recipes;
create policy select_people on app_public.recipes for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);
drop policy if exists insert_curator on app_public.recipes;
drop policy if exists update_curator on app_public.recipes;

grant select on app_public.recipes to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
revoke insert, update, delete on app_public.recipes from tf_dietitian, tf_org_admin;
-- NOTE: insert, update and delete are not granted: save_recipe() writes a recipe whole, for whoever saw its revision, and
-- delete_recipe() deletes one that nothing names; others are archived.

comment on table app_public.recipes is $$A dish made of foods and other recipes. Per serving = sum of the ingredients / servings; no retention factors are applied.$$;
comment on column app_public.recipes.org_id is 'The organisation that owns it; all zeros = the knowledge base.';
comment on column app_public.recipes.id is 'Identifies the recipe.';
comment on column app_public.recipes.name is 'What the dish is called.';
comment on column app_public.recipes.servings is 'How many servings the ingredients make.';
comment on column app_public.recipes.cooked_weight_g is 'Grams of the finished dish; null = unknown, so only servings of it can be planned.';
comment on column app_public.recipes.preparation is 'How it is made.';
comment on column app_public.recipes.library_code is 'The library of the knowledge base that it belongs to; null = an own recipe, or one that no organisation can leave out.';
comment on column app_public.recipes.revision is 'Grows each time that it is saved; whoever saves says which one they saw.';
comment on column app_public.recipes.copied_from_org_id is 'The organisation of the recipe that it began as a copy of.';
comment on column app_public.recipes.copied_from_id is 'The recipe that it began as a copy of; null = none, or one that is gone.';
comment on column app_public.recipes.search_name is E'@behavior -*\nThe name as searches compare it.';
comment on column app_public.recipes.archived_at is 'Since when searches leave it out; null = current.';
comment on column app_public.recipes.created_at is 'When it was added.';
comment on column app_public.recipes.updated_at is 'When it was last changed.';
comment on column app_public.recipes.updated_by is 'The user who last changed it; null = the knowledge base.';
