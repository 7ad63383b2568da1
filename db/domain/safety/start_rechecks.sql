create or replace function app_private.start_rechecks(org uuid, is_nightly boolean default false) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  -- A second lane only where there is work for it: the lanes share the queue, whichever comes first.
  v_lanes constant integer := case when (select count(*) from (select from app_private.safety_rechecks r where r.org_id = org limit 21) r) > 20 then 2 else 1 end;
begin
  for v_lane in 1 .. v_lanes loop
    perform app_private.enqueue_run_safety_rechecks(org, v_lane, is_nightly);
  end loop;
end $$;

comment on function app_private.start_rechecks(uuid, boolean) is
  'Asks the worker to check what waits in the organisation''s queue: in one lane, or in two where there is more, so that two cores work. What is nightly lets other jobs go first.';
