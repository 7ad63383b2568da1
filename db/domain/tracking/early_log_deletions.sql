call app_private.protect_table('app_private.early_log_deletions');

comment on table app_private.early_log_deletions is
  'Deletions that came before their logs. Whoever stores the log in that revision marks it as deleted, and takes the row away; one whose log never comes stays as long as the client.';
comment on column app_private.early_log_deletions.org_id is 'The organisation.';
comment on column app_private.early_log_deletions.client_id is 'Who deleted it. Of somebody else''s log the row says nothing, and never holds.';
comment on column app_private.early_log_deletions.meal_log_id is 'The log that is to come.';
comment on column app_private.early_log_deletions.seen_revision is 'The revision that was deleted: 1 = as it was created.';
comment on column app_private.early_log_deletions.received_at is 'When it came.';
