alter table app_private.totp enable row level security;
drop policy if exists definer on app_private.totp;
create policy definer on app_private.totp to tf_definer using (true) with check (true);

grant select, insert, update, delete on app_private.totp to tf_definer;

comment on table app_private.totp is 'The second factor: the secret that a person''s authenticator app shares with us. It belongs to the person, in whichever organisation.';
comment on column app_private.totp.user_id is 'The person.';
comment on column app_private.totp.secret_encrypted is 'The secret in use, encrypted by the server (AES-256-GCM, key derived from FILE_KEY, bound to the person); null until a first code proved it.';
comment on column app_private.totp.confirmed_at is 'When a code proved that the app holds the secret; null = there is no second factor yet.';
comment on column app_private.totp.last_step is 'The 30-second step of the last code that was accepted; a code of this step or before is never accepted again.';
comment on column app_private.totp.pending_secret_encrypted is 'A secret that was shown to the person and is not proven yet; the one in use stays in force until then.';
comment on column app_private.totp.pending_at is 'When it was shown.';
