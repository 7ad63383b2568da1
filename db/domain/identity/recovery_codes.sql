alter table app_private.recovery_codes enable row level security;
drop policy if exists definer on app_private.recovery_codes;
create policy definer on app_private.recovery_codes to tf_definer using (true) with check (true);

grant select, insert, update, delete on app_private.recovery_codes to tf_definer;

comment on table app_private.recovery_codes is 'Codes that stand in for the second factor when the authenticator app is lost; each works once. Shown once, kept as hashes.';
comment on column app_private.recovery_codes.user_id is 'The person.';
comment on column app_private.recovery_codes.code_hash is 'HMAC-SHA-256 of the code under a key of the server, so that a copy of the database alone does not allow guessing.';
comment on column app_private.recovery_codes.used_at is 'When it was used; null = it still works.';
