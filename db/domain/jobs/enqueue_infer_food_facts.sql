-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only.
create or replace function app_private.enqueue_infer_food_facts(org uuid) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    'food_facts__infer', json_build_object('orgId', org, 'requestId', app_hidden.current_request_id()),
    job_key => 'food_facts:' || org, job_key_mode => 'replace')
$$;
comment on function app_private.enqueue_infer_food_facts(uuid) is 'Asks the worker to infer the facts of an organisation''s own foods anew, because the seed of inference changed.';
revoke execute on function app_private.enqueue_infer_food_facts(uuid) from public;
