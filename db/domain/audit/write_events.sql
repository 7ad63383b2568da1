-- Definer and owned by the migrating role on purpose: nobody else may write history. It runs inside the triggers' own rights.
create or replace function app_private.write_events(
  operation text, table_name text, key_columns text[], bookkeeping text[], omitted text[], before_rows jsonb[], after_rows jsonb[]
) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  -- a change of these alone is no event
  v_bookkeeping constant text[] := array['updated_at', 'updated_by', 'rows_written', 'rows_total'] || coalesce(bookkeeping, '{}') || coalesce(omitted, '{}');
  v_omitted constant text[] := coalesce(omitted, '{}');
  v_user constant uuid := app_hidden.current_user_id();
  v_org constant uuid := app_hidden.current_org_id();
  v_role constant text := coalesce(app_hidden.current_role_name(), session_user);
  v_request constant text := app_hidden.current_request_id();
  v_on_behalf_of constant uuid := app_private.on_behalf_of_client_id();
begin
  insert into audit.events (org_id, user_id, db_role, request_id, on_behalf_of_client_id, table_name, row_id, client_id, action, before, after)
  select case write_events.table_name
           when 'organizations' then (r.any ->> 'id')::uuid
           when 'users' then v_org
           else nullif(r.any ->> 'org_id', '')::uuid end,
         v_user, v_role, v_request, v_on_behalf_of, write_events.table_name,
         (select string_agg(r.any ->> k.name, '/' order by k.position) from unnest(key_columns) with ordinality k(name, position)),
         case when write_events.table_name = 'clients' then (r.any ->> 'id')::uuid else nullif(r.any ->> 'client_id', '')::uuid end,
         lower(operation),
         case when operation = 'UPDATE' then app_private.changed_fields(r.before, r.after) else r.before end,
         case when operation = 'UPDATE' then app_private.changed_fields(r.after, r.before) else r.after end
    from app_private.changed_rows(before_rows, after_rows, v_bookkeeping) e
   cross join lateral (select e.before - v_omitted as before, e.after - v_omitted as after, coalesce(e.after, e.before) as any) r;
end $$;

comment on function app_private.write_events(text, text, text[], text[], text[], jsonb[], jsonb[]) is
  'Writes one audit event for each pair of a row before and after; what the audit triggers do. An organisation''s own row belongs to its history; a person''s to the history of the organisation in which the change was made, if it was made in one.';
revoke execute on function app_private.write_events(text, text, text[], text[], text[], jsonb[], jsonb[]) from public;
