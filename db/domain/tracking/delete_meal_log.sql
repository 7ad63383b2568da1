create or replace function app_private.delete_meal_log(org uuid, client uuid, event json) returns json
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_id constant uuid := (event ->> 'id')::uuid;
  v_seen_revision constant integer := (event ->> 'revision')::integer;
  v_log app_public.meal_logs;
begin
  select l.* into v_log from app_public.meal_logs l where l.org_id = org and l.client_id = client and l.id = v_id;
  if not found and coalesce(v_seen_revision, 0) < 1 then
    raise exception 'There is no such log.' using errcode = 'TF404';
  elsif not found then
    -- Its log may still be on its way, and must not come back. Somebody else's log answers alike: there is none of this client's.
    insert into app_private.early_log_deletions as d (org_id, client_id, meal_log_id, seen_revision) values (org, client, v_id, v_seen_revision)
    on conflict on constraint early_log_deletions_pkey do update set seen_revision = greatest(d.seen_revision, excluded.seen_revision);
    return json_build_object('id', v_id, 'status', 'deleted', 'revision', v_seen_revision + 1, 'code', null, 'message', null);
  elsif v_log.event_hashes[v_seen_revision + 1] = 'deleted' then
    return json_build_object('id', v_id, 'status', 'deleted', 'revision', v_log.revision, 'code', null, 'message', null); -- the same event again
  elsif v_seen_revision is distinct from v_log.revision or v_log.deleted_at is not null then
    return app_private.log_conflict(v_log, client);
  end if;

  update app_public.meal_logs l
     set deleted_at = now(), revision = l.revision + 1, event_hashes = l.event_hashes || 'deleted'::text
   where l.org_id = org and l.id = v_id;
  return json_build_object('id', v_id, 'status', 'deleted', 'revision', v_log.revision + 1, 'code', null, 'message', null);
end $$;

comment on function app_private.delete_meal_log(uuid, uuid, json) is
  'Marks a client''s log as deleted for whoever names its current revision; see log_batch(). It stays, and counts no more. Of a log that has not come yet it is kept until it comes.';
grant execute on function app_private.delete_meal_log(uuid, uuid, json) to tf_definer;
