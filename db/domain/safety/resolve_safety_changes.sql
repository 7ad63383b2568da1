create or replace function app_private.resolve_safety_changes(org uuid, maximum integer default 500) returns integer
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_changes app_private.safety_changes[];
begin
  with taken as (
    delete from app_private.safety_changes c
     where c.org_id = org and c.id in (select t.id from app_private.safety_changes t where t.org_id = org order by t.id limit maximum for update skip locked)
    returning c.*
  )
  select array_agg(row(t.*)::app_private.safety_changes order by t.id) into v_changes from taken t;
  if v_changes is null then
    return 0;
  end if;

  -- What one request changed in one table is one question. This statement sees all that the changes had committed. It is one, in the order
  -- of the assignments, because two of these that run at once would else wait for each other's.
  insert into app_private.safety_rechecks as q (org_id, meal_plan_assignment_id, client_id, causes)
  select org, t.assignment_id, t.client_id, jsonb_agg(v.cause order by v.changed_at)
    from (select c.kind, c.client_id, array_agg(distinct r.code) filter (where r.code is not null) as rule_codes,
                 array_agg(distinct e.id) filter (where e.id is not null) as entry_ids,
                 jsonb_strip_nulls(jsonb_build_object('cause', c.cause, 'userId', c.user_id, 'requestId', c.request_id,
                   'ruleCodes', jsonb_agg(distinct r.code) filter (where r.code is not null),
                   'detail', jsonb_build_object('table', c.cause_detail -> 'table', 'what', left(string_agg(distinct c.cause_detail ->> 'what', ', '), 500)))) as cause,
                 max(c.created_at) as changed_at
            from unnest(v_changes) c
            left join lateral unnest(c.rule_codes) r(code) on true
            left join lateral unnest(c.entry_ids) e(id) on true
           group by c.kind, c.client_id, c.cause, c.user_id, c.request_id, c.cause_detail -> 'table') v
   cross join lateral app_private.touched_assignments(org, v.kind, array[v.client_id], v.rule_codes, v.entry_ids) t
   group by t.assignment_id, t.client_id
   order by t.assignment_id
  on conflict (org_id, meal_plan_assignment_id)
    do update set causes = q.causes || excluded.causes, priority = 0, attempts = 0, due_at = excluded.due_at;
  perform app_private.start_rechecks(org);
  return cardinality(v_changes);
end $$;

comment on function app_private.resolve_safety_changes(uuid, integer) is
  'Turns an organisation''s notes of changes into a queue of the assignments that they touch, in one transaction: a note is gone when, and only when, what it touches is in the queue. Answers how many notes were resolved.';
