call app_private.protect_table('app_private.draft_visits');

comment on table app_private.draft_visits is
  'Who has a draft open: one row a draft and member, written again every quarter of a minute while the builder is on their screen. What is older than an hour is cleared by whoever opens a draft next.';
