create or replace function app_public.audit_trail(
  from_at timestamptz default null, to_at timestamptz default null, user_id uuid default null, client_id uuid default null,
  table_name text default null, action text default null, before_id uuid default null, page_size integer default 50
) returns setof app_public.audit_entry
  language plpgsql stable security definer rows 50
  -- Each filter that is left out disappears from the plan.
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_mine constant uuid[] := array(select app_hidden.my_client_ids());
  v_record constant text[] := array(select c.relname from pg_class c where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('r', 'p') and app_private.is_part_of_record(c.relname));
  v_before timestamptz := coalesce(to_at, 'infinity');
  v_last constant timestamptz := app_private.audit_page_start(v_org, before_id, page_size);
begin
  return query
    select told.*
      from (
        select e.* from audit.events e
         where e.org_id = v_org
           and e.occurred_at < v_before
           and e.occurred_at >= coalesce(from_at, '-infinity')
           and (before_id is null or (e.occurred_at <= v_last and (e.occurred_at, e.id) < (v_last, before_id)))
           and (audit_trail.user_id is null or e.user_id = audit_trail.user_id)
           and (audit_trail.client_id is null or e.client_id = audit_trail.client_id)
           and (audit_trail.table_name is null or e.table_name = audit_trail.table_name)
           and (audit_trail.action is null or e.action = audit_trail.action)
         order by e.occurred_at desc, e.id desc
         limit page_size) e
     cross join lateral app_private.audit_entry(e, e.client_id is not null and e.table_name = any (v_record) and e.client_id <> all (v_mine)) told
     order by e.occurred_at desc, e.id desc;
end $$;
-- Definer: nobody reads history itself. It reads the organisation's own, and says no more of a medical record than its reader may see.
alter function app_public.audit_trail(timestamptz, timestamptz, uuid, uuid, text, text, uuid, integer) owner to tf_definer;

comment on function app_public.audit_trail(timestamptz, timestamptz, uuid, uuid, text, text, uuid, integer) is
  '@medicalRecord client client_id
What happened in the organisation from an instant until before another, newest first: by a person, about a client, in a table, of one action. Of the medical records of clients who are not in the caller''s care it says who, when and where, and withholds what. At most 200 a page; the next page goes on from the id of the last event (before_id). TF400, TF404.';
revoke execute on function app_public.audit_trail(timestamptz, timestamptz, uuid, uuid, text, text, uuid, integer) from public;
grant execute on function app_public.audit_trail(timestamptz, timestamptz, uuid, uuid, text, text, uuid, integer) to tf_org_admin;
