create or replace function app_private.drop_audit_partitions(keep_months integer) returns setof text
  language plpgsql volatile strict set search_path = pg_catalog, pg_temp set lock_timeout = '500ms'
as $$
declare
  v_keep_from constant date := (date_trunc('month', now() at time zone 'UTC') - make_interval(months => keep_months))::date;
  v_partition record;
begin
  if keep_months < 1 then
    raise exception 'History is kept for at least one month.' using errcode = 'TF400';
  end if;
  perform pg_advisory_xact_lock(hashtext('audit partitions'));
  for v_partition in
    select c.relname as name, to_date(right(c.relname, 7), 'YYYY_MM') as month
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'audit.events'::regclass and c.relname ~ '^events_\d{4}_\d{2}$'
     order by c.relname
  loop
    continue when v_partition.month >= v_keep_from;
    -- That history ended is itself history, in each organisation whose history it was.
    execute format(
      $sql$insert into audit.events (org_id, db_role, request_id, table_name, row_id, action, before, after)
           select e.org_id, session_user, app_hidden.current_request_id(), 'events', %L, 'delete',
                  jsonb_build_object('month', %L, 'events', count(*)), jsonb_build_object('keptMonths', %s)
             from audit.%I e group by e.org_id$sql$,
      v_partition.name, to_char(v_partition.month, 'YYYY-MM'), keep_months, v_partition.name);
    execute format('drop table audit.%I', v_partition.name);
    return next v_partition.name;
  end loop;
end $$;

comment on function app_private.drop_audit_partitions(integer) is
  'Ends the history of months that lie more than so many whole months back, and records in each organisation how many events that were; answers the names of the partitions dropped. Fails with 55P03 when somebody holds the table for longer than half a second: try again.';
