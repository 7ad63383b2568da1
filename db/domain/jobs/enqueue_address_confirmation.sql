-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only.
create or replace function app_private.enqueue_address_confirmation(user_id uuid) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    'address_confirmations__send', json_build_object('userId', user_id, 'requestId', app_hidden.current_request_id()),
    max_attempts => 5, job_key => 'address_confirmation:' || user_id, job_key_mode => 'replace')
$$;
comment on function app_private.enqueue_address_confirmation(uuid) is
  'Asks the worker, in this transaction, to mail a link that proves a person''s address, if it is not proven yet.';
revoke execute on function app_private.enqueue_address_confirmation(uuid) from public;
grant execute on function app_private.enqueue_address_confirmation(uuid) to tf_definer, tf_authenticator;
