create or replace function app_public.use_library(library_code text, is_used boolean) returns app_public.libraries
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_library app_public.libraries;
begin
  select l.* into v_library from app_public.libraries l where l.code = use_library.library_code;
  if not found then
    raise exception 'There is no such library.' using errcode = 'TF404';
  end if;
  insert into app_public.organization_libraries as o (org_id, library_code, is_used) values (v_org, v_library.code, use_library.is_used)
  on conflict on constraint organization_libraries_pkey do update set is_used = excluded.is_used where o.is_used <> excluded.is_used;
  return v_library;
end $$;
-- Definer: a library's use is written here and nowhere else.
alter function app_public.use_library(text, boolean) owner to tf_definer;

comment on function app_public.use_library(text, boolean) is
  'Uses a library of the knowledge base, or leaves it out of the organisation''s searches. What already stands in plans, recipes and logs stays, and is still computed and checked. TF404.';
revoke execute on function app_public.use_library(text, boolean) from public;
grant execute on function app_public.use_library(text, boolean) to tf_org_admin;
