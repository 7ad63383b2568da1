-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only.
create or replace function app_private.enqueue_invitation_mail(org uuid, invitation_id uuid) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    'invitations__send', json_build_object('orgId', org, 'invitationId', invitation_id, 'userId', app_hidden.current_user_id(),
                      'requestId', app_hidden.current_request_id()),
    max_attempts => 8, job_key => 'invitation:' || invitation_id, job_key_mode => 'replace')
$$;
comment on function app_private.enqueue_invitation_mail(uuid, uuid) is
  'Asks the worker, in this transaction, to give an invitation a new secret and mail it.';
revoke execute on function app_private.enqueue_invitation_mail(uuid, uuid) from public;
grant execute on function app_private.enqueue_invitation_mail(uuid, uuid) to tf_definer;
