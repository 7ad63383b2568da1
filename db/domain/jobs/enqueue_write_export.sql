-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only.
create or replace function app_private.enqueue_write_export(org uuid, export_id uuid) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    'export_requests__write', json_build_object('orgId', org, 'exportId', export_id, 'requestId', app_hidden.current_request_id()),
    max_attempts => 5, job_key => 'export:' || export_id, job_key_mode => 'preserve_run_at')
$$;
comment on function app_private.enqueue_write_export(uuid, uuid) is 'Asks the worker to write an approved export, in this transaction.';
revoke execute on function app_private.enqueue_write_export(uuid, uuid) from public;
grant execute on function app_private.enqueue_write_export(uuid, uuid) to tf_definer;
