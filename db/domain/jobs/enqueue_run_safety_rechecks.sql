-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only.
create or replace function app_private.enqueue_run_safety_rechecks(org uuid, lane integer, is_nightly boolean default false) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    'safety_rechecks__run', json_build_object('orgId', org, 'lane', lane, 'isNightly', is_nightly, 'requestId', app_hidden.current_request_id()),
    max_attempts => 5, priority => case when is_nightly then 10 else 1 end,
    job_key => format('safety_rechecks:%s:%s', org, lane) || case when is_nightly then ':nightly' else '' end, job_key_mode => 'preserve_run_at')
$$;
comment on function app_private.enqueue_run_safety_rechecks(uuid, integer, boolean) is
  'Asks the worker to check what waits in the organisation''s queue. A job that waits already is enough; beside one that runs another is made, so that nothing is overlooked.';
revoke execute on function app_private.enqueue_run_safety_rechecks(uuid, integer, boolean) from public;
grant execute on function app_private.enqueue_run_safety_rechecks(uuid, integer, boolean) to tf_definer;
