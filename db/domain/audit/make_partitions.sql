-- One month's partition. The owner's alone: partitions belong to whoever owns the table.
create or replace function app_private.make_audit_partition(month date) returns text
  language plpgsql volatile set search_path = pg_catalog, pg_temp
  -- Shorter than deadlock_timeout: whoever waits for us while we wait for them is let go, and the caller tries again.
  set lock_timeout = '500ms'
as $$
declare
  v_from constant timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
  v_to constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
  v_name constant text := 'events_' || to_char(month, 'YYYY_MM');
begin
  if to_regclass('audit.' || v_name) is not null then
    return null;
  end if;
  -- Writers of this month are in the default partition: they wait at the parent, before they choose where their rows go.
  if v_from <= clock_timestamp() then
    lock table audit.events in share row exclusive mode;
  end if;
  execute format('create table audit.%I (like audit.events including defaults including constraints)', v_name);
  execute format('alter table audit.%I enable row level security', v_name);
  execute format('revoke all on audit.%I from public', v_name);
  execute format('with moved as (delete from audit.events_default d where d.occurred_at >= %L and d.occurred_at < %L returning d.*)
                  insert into audit.%I select * from moved', v_from, v_to, v_name);
  execute format('alter table audit.events attach partition audit.%I for values from (%L) to (%L)', v_name, v_from, v_to);
  return v_name;
end $$;

create or replace function app_private.make_audit_partitions(months_ahead integer default 3) returns setof text
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_month date;
  v_name text;
begin
  perform pg_advisory_xact_lock(hashtext('audit partitions'));
  for v_month in
    select generate_series(date_trunc('month', now() at time zone 'UTC'), now() at time zone 'UTC' + make_interval(months => months_ahead), '1 month')::date
    union
    select date_trunc('month', d.occurred_at at time zone 'UTC')::date from audit.events_default d
    order by 1
  loop
    v_name := app_private.make_audit_partition(v_month);
    if v_name is not null then
      return next v_name;
    end if;
  end loop;
end $$;

comment on function app_private.make_audit_partition(date) is
  'Makes the partition of history for one month (UTC) unless it is there, and moves into it what the default partition holds of that month. Answers its name if it made one. Fails with 55P03 when somebody holds the table for longer than half a second: try again.';
comment on function app_private.make_audit_partitions(integer) is
  'Makes the partitions of this month and the next ones, and of every month of which the default partition holds events; answers the names of new ones. The default partition catches what comes before this has run.';
