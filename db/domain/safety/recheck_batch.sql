create or replace function app_private.recheck_batch(org uuid, batch_size integer default 10, out checked integer, out failed integer)
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_request constant text := coalesce(app_hidden.current_request_id(), '');
  v_taken app_private.safety_rechecks[];
  v_one app_private.safety_rechecks;
  v_opened integer;
  v_opened_of jsonb := '{}';
  v_failing uuid[] := '{}';
  v_was_failing boolean;
begin
  checked := 0;
  failed := 0;
  -- Taken here means: taken by nobody else, and, if this transaction is lost, still in the queue. All of a client's are taken together,
  -- so that the care team is told once.
  v_taken := array(
    select q from app_private.safety_rechecks q
     where q.org_id = org and q.due_at <= now() order by q.priority, q.client_id limit batch_size for update skip locked);
  v_taken := v_taken || array(
    select q from app_private.safety_rechecks q
     where q.org_id = org and q.client_id in (select o.client_id from unnest(v_taken) o)
       and q.meal_plan_assignment_id not in (select o.meal_plan_assignment_id from unnest(v_taken) o) for update skip locked);

  v_was_failing := exists (select from app_private.safety_rechecks q where q.org_id = org and q.failing_since is not null);
  foreach v_one in array v_taken loop
    -- History names who made the last change, and their request.
    perform set_config('app.user_id', coalesce(v_one.causes #>> '{-1,userId}', ''), true),
            set_config('app.request_id', coalesce(v_one.causes #>> '{-1,requestId}', v_request), true);
    begin
      v_opened := app_private.recheck_assignment(org, v_one.meal_plan_assignment_id, v_one.causes);
      delete from app_private.safety_rechecks q where (q.org_id, q.meal_plan_assignment_id) = (org, v_one.meal_plan_assignment_id);
      checked := checked + 1;
      if v_opened > 0 then
        v_opened_of := v_opened_of || jsonb_build_object(v_one.client_id, v_opened + coalesce((v_opened_of ->> v_one.client_id::text)::integer, 0));
      end if;
    exception when others then -- one that cannot be checked holds up no other; it stays in the queue, and staff and the log are told
      failed := failed + 1;
      if v_one.failing_since is null and not exists (select from app_private.safety_rechecks q
                                                      where q.org_id = org and q.client_id = v_one.client_id and q.failing_since is not null) then
        v_failing := v_failing || v_one.client_id;
      end if;
      update app_private.safety_rechecks q
         set attempts = q.attempts + 1, last_error = sqlstate, failing_since = coalesce(q.failing_since, now()), due_at = now() + least(interval '1 minute' * power(2, q.attempts), interval '1 hour')
       where (q.org_id, q.meal_plan_assignment_id) = (org, v_one.meal_plan_assignment_id);
    end;
  end loop;

  perform app_private.notify(org, app_private.care_team_member_ids(org, array[o.key::uuid]), 'safety_alert', o.key::uuid, jsonb_build_object('alertCount', o.value))
     from jsonb_each(v_opened_of) o;
  perform app_private.notify(org, app_private.care_team_member_ids(org, array[f.client_id]), 'recheck_failed', f.client_id, '{}')
     from unnest(v_failing) f(client_id);
  if v_failing <> '{}' and not v_was_failing then -- what no care team can mend, once until all is well again
    perform app_private.notify(org, array(select m.id from app_public.memberships m where m.org_id = org and m.role = 'org_admin'), 'rechecks_failing', null, '{}');
  end if;
end $$;

comment on function app_private.recheck_batch(uuid, integer) is
  'Checks the next assignments of an organisation''s queue, in one transaction, and tells the care team of each client, the one who made the change included, once that there are new alerts, or that a plan could not be checked. Answers how many were checked, and how many could not be and stay in the queue; both 0 = nothing is due.';
