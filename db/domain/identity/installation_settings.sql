alter table app_private.installation_settings enable row level security;
drop policy if exists definer on app_private.installation_settings;
create policy definer on app_private.installation_settings for select to tf_definer using (true);

-- NOTE: written by the owner only, at each start, from the environment.
grant select on app_private.installation_settings to tf_definer;

comment on table app_private.installation_settings is 'What the installation as a whole is set to, as the database needs to know it.';
comment on column app_private.installation_settings.name is 'mail: how messages leave.';
comment on column app_private.installation_settings.value is 'mail: smtp (sent), log (written to the log, for development), none (refused).';
