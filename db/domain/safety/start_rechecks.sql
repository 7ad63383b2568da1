create or replace function app_private.start_rechecks(org uuid, is_nightly boolean default false) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_waiting constant integer := (select count(*) from (select from app_private.safety_rechecks r where r.org_id = org limit 21) r);
begin
  -- A second lane only where there is work for it: the lanes share the queue, whichever comes first.
  for v_lane in 1 .. case when v_waiting > 20 then 2 when v_waiting > 0 then 1 else 0 end loop
    perform app_private.enqueue_run_safety_rechecks(org, v_lane, is_nightly);
  end loop;
end $$;

comment on function app_private.start_rechecks(uuid, boolean) is
  'Asks the worker to check what waits in the organisation''s queue: in one lane, or in two where there is more, so that two cores work. What is nightly lets other jobs go first.';
