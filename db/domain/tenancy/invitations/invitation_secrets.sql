call app_private.protect_table('app_private.invitation_secrets', 'tenant');

-- NOTE: granted to definer functions only. No request's role reaches schema app_private.

comment on table app_private.invitation_secrets is 'What proves that somebody was invited. At most one an invitation; gone when the invitation is accepted, revoked or gets another.';
comment on column app_private.invitation_secrets.org_id is 'The organisation.';
comment on column app_private.invitation_secrets.invitation_id is 'The invitation.';
comment on column app_private.invitation_secrets.token_hash is 'SHA-256 of the mailed token, or of a code in its normal form.';
comment on column app_private.invitation_secrets.created_at is 'When it was made.';
