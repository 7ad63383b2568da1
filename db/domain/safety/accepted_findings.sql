call app_private.protect_table('app_private.accepted_findings');

comment on table app_private.accepted_findings is
  'What whoever assigned or resumed a plan saw then, and what was decided about since: a re-check opens no alert for it. A breach or an undetermined contraindication is seen on its very evidence only; of what asked for no decision the evidence is empty, so that it answers for none.';
