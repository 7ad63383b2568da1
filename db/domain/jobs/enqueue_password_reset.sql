-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only.
create or replace function app_private.enqueue_password_reset(email text, request_id text) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    'password_resets__send', json_build_object('email', email, 'requestId', request_id),
    max_attempts => 5, job_key => 'password_reset:' || encode(sha256(convert_to(lower(email), 'UTF8')), 'hex'), job_key_mode => 'replace')
$$;
comment on function app_private.enqueue_password_reset(text, text) is
  'Asks the worker to mail a link that resets the password, if somebody has that address: only the worker finds out, so that asking takes as long for any address.';
revoke execute on function app_private.enqueue_password_reset(text, text) from public;
grant execute on function app_private.enqueue_password_reset(text, text) to tf_authenticator;
