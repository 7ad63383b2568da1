call app_private.protect_table('app_public.record_copies', 'tenant', true);

drop policy if exists select_client on app_public.record_copies;
create policy select_client on app_public.record_copies for select to tf_client
  using (client_id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.record_copies to tf_client;
-- NOTE: staff read none: a copy is the client's own affair, and what is done for it is history. Nothing is granted for writing: a copy moves
-- only through request_record_copy() and the worker.

comment on table app_public.record_copies is $$A copy of a client's whole record that she, or a guardian for her, asked for: written by the worker with that person's rights, fetched until it expires.$$;
comment on column app_public.record_copies.org_id is 'The organisation.';
comment on column app_public.record_copies.id is 'Identifies the copy; comes from whoever asks, so that asking twice is asking once.';
comment on column app_public.record_copies.client_id is 'Whose record it is.';
comment on column app_public.record_copies.requested_by is 'The user who asked: the client, or a guardian.';
comment on column app_public.record_copies.status is 'Where it stands.';
comment on column app_public.record_copies.started_at is 'When the worker last began.';
comment on column app_public.record_copies.finished_at is 'When it was ready or given up.';
comment on column app_public.record_copies.expires_at is 'Until when it can be fetched.';
comment on column app_public.record_copies.byte_size is 'Size of the file in bytes, as fetched.';
comment on column app_public.record_copies.sha256 is 'SHA-256 of the file as fetched, in hex.';
comment on column app_public.record_copies.failure is 'Why there is no file, in words for whoever asked.';
comment on column app_public.record_copies.created_at is E'@behavior +orderBy\nWhen it was asked for.';
comment on column app_public.record_copies.updated_at is 'When it was last changed.';
comment on column app_public.record_copies.updated_by is 'The user who last changed it.';
comment on type app_public.record_copy_status is 'Where the copy of a record stands.';
