alter table app_private.address_confirmations enable row level security;
drop policy if exists definer on app_private.address_confirmations;
create policy definer on app_private.address_confirmations to tf_definer using (true) with check (true);

grant select, insert, update, delete on app_private.address_confirmations to tf_definer;

comment on table app_private.address_confirmations is 'Links that prove that a person reads the mail of the address that they typed; each works once, and only together with the password.';
comment on column app_private.address_confirmations.token_hash is 'SHA-256 of the token in the link, which is 256 random bits; the token itself is not kept.';
comment on column app_private.address_confirmations.user_id is 'The person.';
comment on column app_private.address_confirmations.email is 'The address that the link was mailed to, which is the only one that it proves.';
comment on column app_private.address_confirmations.created_at is 'When it was made.';
comment on column app_private.address_confirmations.expires_at is 'When it stops working.';
comment on column app_private.address_confirmations.used_at is 'When it was used, or made useless by the use of another.';
