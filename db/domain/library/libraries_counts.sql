create or replace function app_public.libraries_food_count(library app_public.libraries) returns bigint
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select count(*) from app_public.foods f
   where f.org_id = '00000000-0000-0000-0000-000000000000' and f.library_code = library.code and f.archived_at is null
$$;
create or replace function app_public.libraries_recipe_count(library app_public.libraries) returns bigint
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select count(*) from app_public.recipes r
   where r.org_id = '00000000-0000-0000-0000-000000000000' and r.library_code = library.code and r.archived_at is null
$$;

comment on function app_public.libraries_food_count(app_public.libraries) is 'How many current foods are in it.';
comment on function app_public.libraries_recipe_count(app_public.libraries) is 'How many current recipes are in it.';
revoke execute on function app_public.libraries_food_count(app_public.libraries), app_public.libraries_recipe_count(app_public.libraries) from public;
grant execute on function app_public.libraries_food_count(app_public.libraries), app_public.libraries_recipe_count(app_public.libraries)
  to tf_assistant, tf_dietitian, tf_org_admin;
