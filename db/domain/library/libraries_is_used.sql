create or replace function app_public.libraries_is_used(library app_public.libraries) returns boolean
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select not exists (select from app_public.organization_libraries o
                      where (o.org_id, o.library_code) = (app_hidden.current_org_id(), library.code) and not o.is_used)
$$;

comment on function app_public.libraries_is_used(app_public.libraries) is 'Whether the searches of the caller''s organisation find what is in it.';
revoke execute on function app_public.libraries_is_used(app_public.libraries) from public;
grant execute on function app_public.libraries_is_used(app_public.libraries) to tf_assistant, tf_dietitian, tf_org_admin;
