alter table app_private.password_resets enable row level security;
drop policy if exists definer on app_private.password_resets;
create policy definer on app_private.password_resets to tf_definer using (true) with check (true);

grant select, insert, update, delete on app_private.password_resets to tf_definer;

comment on table app_private.password_resets is 'Links that let a person who forgot the password choose another one; each works once and not for long.';
comment on column app_private.password_resets.token_hash is 'SHA-256 of the token in the link, which is 256 random bits; the token itself is not kept.';
comment on column app_private.password_resets.user_id is 'The person.';
comment on column app_private.password_resets.created_at is 'When it was made.';
comment on column app_private.password_resets.expires_at is 'When it stops working.';
comment on column app_private.password_resets.used_at is 'When it was used, or made useless by a later one or by another change of the password.';
