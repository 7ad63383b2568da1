alter table app_private.user_credentials enable row level security;
drop policy if exists definer on app_private.user_credentials;
create policy definer on app_private.user_credentials to tf_definer using (true) with check (true);

-- NOTE: granted to the functions of this folder only. No request's role reaches schema app_private.
grant select, insert, update on app_private.user_credentials to tf_definer;

comment on table app_private.user_credentials is 'How a person proves who they are.';
comment on column app_private.user_credentials.user_id is 'The person.';
comment on column app_private.user_credentials.password_hash is 'argon2id as a PHC string, which names its own cost.';
comment on column app_private.user_credentials.updated_at is 'When the row last changed: a new password, or the same one hashed at a new cost.';
comment on column app_private.user_credentials.password_changed_at is 'When the person last chose a password.';
