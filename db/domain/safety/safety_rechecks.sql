call app_private.protect_table('app_private.safety_rechecks');
call app_private.protect_table('app_private.safety_sweeps');

comment on table app_private.safety_rechecks is
  'Queue of assignments to check again, each once; a row is deleted by the transaction that has checked it. One that could not be checked stays, with attempts, last_error and failing_since.';
comment on table app_private.safety_sweeps is 'The night, where the organisation is, in which all of its followed plans were last put into the queue.';
