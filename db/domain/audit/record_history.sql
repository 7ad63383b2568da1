create or replace function app_public.record_history(
  table_name text, row_key text default null, client_id uuid default null, before_id uuid default null, page_size integer default 50
) returns setof app_public.audit_entry
  language plpgsql stable security definer rows 20
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_mine constant uuid[] := array(select app_hidden.my_client_ids());
  v_is_admin constant boolean := app_hidden.current_role_name() = 'org_admin';
  v_is_record constant boolean := app_private.is_part_of_record(record_history.table_name);
  -- Of what belongs to no client: the library is every member's to read, the rest is the administrators'.
  v_is_library constant boolean := record_history.table_name in
    ('foods', 'food_nutrients', 'food_portions', 'food_allergens', 'food_tags', 'recipes', 'recipe_ingredients', 'allergens', 'conditions', 'medications', 'meal_plans', 'meal_plan_versions');
  v_last constant timestamptz := app_private.audit_page_start(v_org, before_id, page_size);
begin
  if num_nonnulls(row_key, client_id) = 0 then
    raise exception 'History is that of one row, or of one client.' using errcode = 'TF400';
  end if;
  return query
    select told.*
      from (
        select e.* from audit.events e
         where e.org_id = v_org
           and e.table_name = record_history.table_name
           and (row_key is null or e.row_id = row_key)
           and (record_history.client_id is null or e.client_id = record_history.client_id)
           and case when e.client_id is not null then e.client_id = any (v_mine) or (v_is_admin and not v_is_record)
                    else v_is_admin or v_is_library end
           and e.action <> 'read'
           and (before_id is null or (e.occurred_at, e.id) < (v_last, before_id))
         order by e.occurred_at desc, e.id desc
         limit page_size) e
     cross join lateral app_private.audit_entry(e, false) told
     order by e.occurred_at desc, e.id desc;
end $$;
-- Definer: nobody reads history itself. It shows a client's to the care team, other things' to those who look after them.
alter function app_public.record_history(text, text, uuid, uuid, integer) owner to tf_definer;

comment on function app_public.record_history(text, text, uuid, uuid, integer) is
  '@medicalRecord client client_id
Who changed what, when, newest first: of one row, or of all rows of a table that are one client''s, the deleted ones included. Of a client whom the caller does not care for there is nothing; administrators see what is not medical. At most 200 a page; the next page goes on from the id of the last event (before_id). TF400, TF404.';
revoke execute on function app_public.record_history(text, text, uuid, uuid, integer) from public;
grant execute on function app_public.record_history(text, text, uuid, uuid, integer) to tf_assistant, tf_dietitian, tf_org_admin;
