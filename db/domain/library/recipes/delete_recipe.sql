create or replace function app_public.delete_recipe(recipe_id uuid) returns uuid
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
begin
  delete from app_public.recipes r where (r.org_id, r.id) = (v_org, delete_recipe.recipe_id);
  if not found then
    raise exception 'There is no such recipe.' using errcode = 'TF404';
  end if;
  return delete_recipe.recipe_id;
exception when foreign_key_violation then -- whoever names it: plans, recipes and logs, also while two people are at it
  raise exception 'The recipe is used by plans, other recipes or logs. Archive it instead.' using errcode = 'TF117';
end $$;
-- Definer: recipes are written through functions only.
alter function app_public.delete_recipe(uuid) owner to tf_definer;

comment on function app_public.delete_recipe(uuid) is
  'Deletes an own recipe that no plan, recipe or log names, and answers its id. TF117 it is used, TF404.';
revoke execute on function app_public.delete_recipe(uuid) from public;
grant execute on function app_public.delete_recipe(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
