-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only.
create or replace function app_private.enqueue_rule_adjustments_lapse(org uuid) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    'rule_adjustments__lapse', json_build_object('orgId', org, 'requestId', app_hidden.current_request_id()),
    max_attempts => 8, job_key => 'rule_adjustments:' || org, job_key_mode => 'preserve_run_at')
$$;
comment on function app_private.enqueue_rule_adjustments_lapse(uuid) is
  'Asks the worker, in this transaction, to end what an organisation had decided about rules that are others now, and to tell it.';
revoke execute on function app_private.enqueue_rule_adjustments_lapse(uuid) from public;
