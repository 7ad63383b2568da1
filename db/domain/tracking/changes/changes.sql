create or replace function app_public.changes(since text default null) returns json
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client uuid;
  v_now constant pg_snapshot := pg_current_snapshot();
  v_parts text[];
  v_since pg_snapshot;
  v_changes json := '[]';
  v_count integer;
  v_notes integer;
begin
  select c.id into v_client from app_hidden.my_client_ids() c(id) where c.id = app_hidden.current_client_id();
  if v_client is null then
    raise exception 'There is no such record.' using errcode = 'TF404';
  end if;

  -- What cannot be read, is of somebody else or of another place, or is older than what is kept, is a device that begins anew.
  if length(since) <= 20000 then
    v_parts := string_to_array(app_private.open_cursor(since), '|');
    begin
      if v_parts[1] = 'c1' and v_parts[2] = app_private.change_place() and v_parts[3] = v_client::text
         and to_timestamp(v_parts[4]::bigint) between now() - interval '90 days' and now() + interval '1 day' then
        v_since := v_parts[5]::pg_snapshot;
      end if;
      if pg_snapshot_xmax(v_since) > pg_snapshot_xmax(v_now) then
        v_since := null;
      end if;
    exception when data_exception then
      v_since := null;
    end;
  end if;

  if v_since is not null then
    -- Not by time and not by number: a transaction that began long before the last question and committed after it is not visible in
    -- that snapshot, whatever its own is. What is above this one's end was counted on another server.
    select coalesce(json_agg(json_build_object('kind', c.kind, 'id', c.subject_id, 'fromOn', c.from_on, 'toOn', c.to_on) order by c.xact, c.kind, c.subject_id), '[]'), count(*), coalesce(sum(c.notes), 0)
      into v_changes, v_count, v_notes
      from (select t.kind, t.subject_id, min(t.from_on) as from_on, case when count(t.to_on) = count(*) then max(t.to_on) end as to_on, max(t.xact) as xact, count(*) as notes
              from (select c.kind, c.subject_id, c.from_on, c.to_on, c.xact from app_private.client_changes c
                     where c.org_id = v_org and c.client_id = v_client and c.xact >= pg_snapshot_xmin(v_since)
                       and (c.xact < pg_snapshot_xmax(v_now) or c.xact = pg_current_xact_id_if_assigned())
                       and not pg_visible_in_snapshot(c.xact, v_since)
                     order by c.xact limit 2001) t
             group by 1, 2) c;
    if v_count > 500 or v_notes > 2000 then -- fetching everything is less than fetching that
      v_since := null;
      v_changes := '[]';
    end if;
  end if;

  return json_build_object(
    'cursor', app_private.seal_cursor(concat_ws('|', 'c1', app_private.change_place(), v_client, extract(epoch from now())::bigint, v_now)),
    'isEverything', v_since is null, 'changes', v_changes);
end $$;
-- Definer: what changed is noted where no role reaches; it takes the client from the request's identity.
alter function app_public.changes(text) owner to tf_definer;

comment on function app_public.changes(text) is
  'What an offline app has to fetch again: {cursor, isEverything, changes: [{kind, id, fromOn, toOn}]}. `since` is the cursor of the answer before; without one, or with one that says nothing here (older than 90 days, of another login, of a restored database), isEverything is true and the app fetches all that it keeps. Each change is told once, also when its transaction committed late. Kinds: plan (prescribed days of [fromOn, toOn); toOn null = from then on), log and comment (of those days), profile, allergy, condition, medication, life_stage, lab, limit, preference, measure, copy. An id that is not there any more was removed.';
revoke execute on function app_public.changes(text) from public;
grant execute on function app_public.changes(text) to tf_client;
