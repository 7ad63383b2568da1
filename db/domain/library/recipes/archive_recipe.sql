create or replace function app_public.archive_recipe(recipe_id uuid, is_archived boolean default true) returns app_public.recipes
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_recipe app_public.recipes;
begin
  update app_public.recipes r
     set archived_at = case when coalesce(archive_recipe.is_archived, true) then coalesce(r.archived_at, now()) end
   where (r.org_id, r.id) = (v_org, archive_recipe.recipe_id) and (r.archived_at is not null) <> coalesce(archive_recipe.is_archived, true);
  select r.* into v_recipe from app_public.recipes r where (r.org_id, r.id) = (v_org, archive_recipe.recipe_id);
  if not found then
    raise exception 'There is no such recipe.' using errcode = 'TF404';
  end if;
  return v_recipe;
end $$;
-- Definer: recipes are written through functions only.
alter function app_public.archive_recipe(uuid, boolean) owner to tf_definer;

comment on function app_public.archive_recipe(uuid, boolean) is
  'Puts an own recipe away, or, with is_archived = false, takes it back into use. Searches leave out what is archived; plans and recipes that use it stay as they are. TF404.';
revoke execute on function app_public.archive_recipe(uuid, boolean) from public;
grant execute on function app_public.archive_recipe(uuid, boolean) to tf_assistant, tf_dietitian, tf_org_admin;
