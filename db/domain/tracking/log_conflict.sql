create or replace function app_private.log_conflict(log app_public.meal_logs, client uuid) returns json
  language sql stable
as $$
  -- Somebody else's log answers as taken, and nothing more.
  select pg_catalog.json_build_object('id', log.id, 'status', 'conflict', 'revision', case when log.client_id = client then log.revision end,
           'code', 'TF050', 'message', case when log.client_id = client
             then 'This log is known with other content. Look at revision ' || log.revision || ' and amend that one.'
             else 'This id is taken.' end)
$$;

comment on function app_private.log_conflict(app_public.meal_logs, uuid) is 'The answer to an event whose id is known with other content.';
grant execute on function app_private.log_conflict(app_public.meal_logs, uuid) to tf_definer;
