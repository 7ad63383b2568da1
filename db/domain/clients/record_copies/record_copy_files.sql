alter table app_private.record_copy_files enable row level security;
drop policy if exists own_organisation on app_private.record_copy_files;
create policy own_organisation on app_private.record_copy_files as restrictive using (org_id = (select app_hidden.current_org_id()));
drop policy if exists definer on app_private.record_copy_files;
create policy definer on app_private.record_copy_files to tf_definer using (true);
grant select on app_private.record_copy_files to tf_definer;

comment on table app_private.record_copy_files is 'Where the file of a copy that is ready lies; a row exists only for a whole file.';
comment on column app_private.record_copy_files.org_id is 'The organisation.';
comment on column app_private.record_copy_files.record_copy_id is 'The copy.';
comment on column app_private.record_copy_files.storage_key is 'Key in the file storage.';
