-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only.
create or replace function app_private.enqueue_write_record_copy(org uuid, copy_id uuid) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    'record_copies__write', json_build_object('orgId', org, 'copyId', copy_id, 'requestId', app_hidden.current_request_id()),
    max_attempts => 5, job_key => 'record_copy:' || copy_id, job_key_mode => 'preserve_run_at')
$$;
comment on function app_private.enqueue_write_record_copy(uuid, uuid) is 'Asks the worker to write the copy of a record, in this transaction.';
revoke execute on function app_private.enqueue_write_record_copy(uuid, uuid) from public;
grant execute on function app_private.enqueue_write_record_copy(uuid, uuid) to tf_definer;
