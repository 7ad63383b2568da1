call app_private.protect_table('app_public.invitations', 'tenant', true);

drop policy if exists select_admin on app_public.invitations;
create policy select_admin on app_public.invitations for select to tf_org_admin using (true);
drop policy if exists select_care_team on app_public.invitations;
create policy select_care_team on app_public.invitations for select to tf_dietitian, tf_assistant
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- NOTE: writing is not granted: invitations are made, sent again and revoked through functions, and accepted by whoever they are for.
grant select on app_public.invitations to tf_org_admin, tf_dietitian, tf_assistant;

comment on table app_public.invitations is $$Somebody who was asked to join: as staff by e-mail, as a client or as a client's guardian by a code or e-mail. The secret that proves it is kept apart, as a hash.$$;
comment on column app_public.invitations.org_id is 'The organisation.';
comment on column app_public.invitations.id is 'Identifies the invitation; comes from whoever invites, so that asking twice is asking once.';
comment on column app_public.invitations.kind is 'What the invitation makes of the person.';
comment on column app_public.invitations.email is 'Where it is mailed to; null = a code is handed over.';
comment on column app_public.invitations.role is 'What a member of staff will be able to do.';
comment on column app_public.invitations.title is 'What a member of staff will be called, such as nutritionist.';
comment on column app_public.invitations.client_id is 'The client who will have a login, or for whom a guardian will act.';
comment on column app_public.invitations.relationship is 'What a guardian is to the client, such as mother.';
comment on column app_public.invitations.invited_by_member_id is 'Who invited; null = whoever set up the organisation.';
comment on column app_public.invitations.expires_at is 'Until when it can be accepted.';
comment on column app_public.invitations.sent_at is 'When it was last mailed; null = not yet, or handed over.';
comment on column app_public.invitations.delivery_error is 'Why the last attempt to mail it failed, in words; null = it did not.';
comment on column app_public.invitations.accepted_at is 'When it was accepted.';
comment on column app_public.invitations.accepted_by_user_id is 'Who accepted it.';
comment on column app_public.invitations.revoked_at is 'When it was taken back, or replaced by another.';
comment on column app_public.invitations.created_at is 'When the person was first invited.';
comment on column app_public.invitations.updated_at is 'When it was last changed.';
comment on column app_public.invitations.updated_by is 'The user who last changed it.';
