alter table app_private.export_files enable row level security;
drop policy if exists own_organisation on app_private.export_files;
create policy own_organisation on app_private.export_files as restrictive using (org_id = (select app_hidden.current_org_id()));
drop policy if exists definer on app_private.export_files;
create policy definer on app_private.export_files to tf_definer using (true);
grant select, insert, delete on app_private.export_files to tf_definer;

comment on table app_private.export_files is 'Where the file of a ready export lies; a row exists only for a whole file.';
comment on column app_private.export_files.org_id is 'The organisation.';
comment on column app_private.export_files.export_request_id is 'The export.';
comment on column app_private.export_files.storage_key is 'Key in the file storage.';
