-- Definer and owned by the migrating role on purpose: the job queue belongs to it. Typed, and one task only. Without a job key: two
-- transactions that change something at once must not wait for each other.
create or replace function app_private.enqueue_resolve_safety_changes(org uuid) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    case org when '00000000-0000-0000-0000-000000000000' then 'safety_changes__spread' else 'safety_changes__resolve' end,
    json_build_object('orgId', org, 'userId', app_hidden.current_user_id(), 'requestId', app_hidden.current_request_id()), max_attempts => 5)
$$;
comment on function app_private.enqueue_resolve_safety_changes(uuid) is
  'Asks the worker, in this transaction, to find out which followed plans the organisation''s changes touch; of the knowledge base''s, to tell every organisation.';
revoke execute on function app_private.enqueue_resolve_safety_changes(uuid) from public;
grant execute on function app_private.enqueue_resolve_safety_changes(uuid) to tf_definer;
