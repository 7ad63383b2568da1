call app_private.protect_table('app_public.organization_libraries', 'tenant', true);

drop policy if exists select_staff on app_public.organization_libraries;
create policy select_staff on app_public.organization_libraries for select to tf_assistant, tf_dietitian, tf_org_admin using (true);

-- NOTE: writing is not granted: see use_library().
grant select on app_public.organization_libraries to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.organization_libraries is $$Which libraries an organisation uses; no row = it does.$$;
comment on column app_public.organization_libraries.org_id is 'The organisation.';
comment on column app_public.organization_libraries.library_code is 'The library.';
comment on column app_public.organization_libraries.is_used is 'Whether searches find what is in it. What already stands in plans stays there either way.';
comment on column app_public.organization_libraries.created_at is 'When it was first decided.';
comment on column app_public.organization_libraries.updated_at is 'When it was last changed.';
comment on column app_public.organization_libraries.updated_by is 'The user who last changed it.';
