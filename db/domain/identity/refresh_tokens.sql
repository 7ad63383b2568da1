-- NOTE: without the policy own_organisation, like the sessions that they belong to: a token is presented before there is an
-- organisation to be bound to, and is found by its hash, which only its holder can make.
alter table app_private.refresh_tokens enable row level security;
drop policy if exists definer on app_private.refresh_tokens;
create policy definer on app_private.refresh_tokens to tf_definer using (true) with check (true);

grant select, insert, update, delete on app_private.refresh_tokens to tf_definer;

comment on table app_private.refresh_tokens is 'What keeps people signed in: each row is one token, used once and replaced by the next of its session.';
comment on column app_private.refresh_tokens.id is 'Identifies the token in logs; it is not the token.';
comment on column app_private.refresh_tokens.session_id is 'The session that it continues. A token used twice ends the session.';
comment on column app_private.refresh_tokens.token_hash is 'SHA-256 of the token, which is 256 random bits; the token itself is not kept.';
comment on column app_private.refresh_tokens.created_at is 'When it was handed out.';
comment on column app_private.refresh_tokens.expires_at is 'When it stops working.';
comment on column app_private.refresh_tokens.rotated_at is 'When it was used and replaced.';
