call app_private.protect_table('app_private.client_changes');

comment on table app_private.client_changes is
  'What changed of what a client may see, written by triggers in the changing transaction, for changes(). The worker deletes what is older than any cursor that still counts.';
