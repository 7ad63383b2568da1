call app_private.protect_table('app_private.safety_changes');

comment on table app_private.safety_changes is
  'What changed and may touch plans that clients follow: written in the changing transaction, deleted when it is resolved into safety_rechecks.';
