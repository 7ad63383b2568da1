-- Definer and owned by the migrating role on purpose: it writes history whoever acts, a DBA without an identity included,
-- and takes the organisation from the row itself.
create or replace function app_private.tg__audit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_table text := tg_argv[0];
  v_key text[] := tg_argv[1]::text[];
  -- a change of these alone is no event
  v_bookkeeping constant text[] := array['updated_at', 'updated_by', 'rows_written', 'rows_total'] || coalesce(tg_argv[2]::text[], '{}');
  v_before jsonb[];
  v_after jsonb[];
begin
  if tg_op <> 'INSERT' then
    select array_agg(to_jsonb(r)) into v_before from before_rows r;
  end if;
  if tg_op <> 'DELETE' then
    select array_agg(to_jsonb(r)) into v_after from after_rows r;
  end if;

  insert into audit.events (org_id, user_id, db_role, request_id, table_name, row_id, client_id, action, before, after)
  select nullif(coalesce(e.after, e.before) ->> 'org_id', '')::uuid,
         app_hidden.current_user_id(),
         coalesce(app_hidden.current_role_name(), session_user),
         app_hidden.current_request_id(),
         v_table,
         (select string_agg(coalesce(e.after, e.before) ->> k.name, '/' order by k.position)
            from unnest(v_key) with ordinality k(name, position)),
         case when v_table = 'clients' then (coalesce(e.after, e.before) ->> 'id')::uuid
              else nullif(coalesce(e.after, e.before) ->> 'client_id', '')::uuid end,
         lower(tg_op),
         case when tg_op = 'UPDATE' then app_private.changed_fields(e.before, e.after) else e.before end,
         case when tg_op = 'UPDATE' then app_private.changed_fields(e.after, e.before) else e.after end
    from unnest(v_before, v_after) e(before, after)
   where tg_op <> 'UPDATE' or (e.before - v_bookkeeping) <> (e.after - v_bookkeeping);
  return null;
end $$;

comment on function app_private.tg__audit() is
  'Statement trigger: writes one audit event a changed row. Arguments: the table''s name, the key columns that identify a row inside its organisation, and optionally columns whose change alone is not worth an event. Both transition tables list the rows of an update in the same order.';
