create or replace function app_hidden.record_reads(reads json) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  insert into audit.events (org_id, user_id, db_role, request_id, on_behalf_of_client_id, table_name, row_id, client_id, action, after)
  select app_hidden.current_org_id(), app_hidden.current_user_id(), app_hidden.current_role_name(), app_hidden.current_request_id(),
         app_private.on_behalf_of_client_id(), 'clients', r.client_id::text, r.client_id, 'read', jsonb_build_object('parts', r.parts)
    from (
      select c.id as client_id, jsonb_agg(distinct x.part order by x.part) as parts
        from json_to_recordset(reads) x(subject text, id uuid, part text)
        left join app_public.meal_plan_versions v
          on x.subject = 'meal_plan_version' and (v.org_id, v.id) = (app_hidden.current_org_id(), x.id)
        left join app_public.meal_plan_assignments a
          on x.subject = 'meal_plan_assignment' and (a.org_id, a.id) = (app_hidden.current_org_id(), x.id)
        join app_hidden.my_client_ids() c(id)
          on c.id = case x.subject when 'client' then x.id when 'meal_plan_version' then v.client_id
                                   when 'meal_plan_assignment' then a.client_id when 'self' then app_hidden.current_client_id() end
       group by c.id) r
$$;
-- Definer: who reads cannot write history.
alter function app_hidden.record_reads(json) owner to tf_definer;

comment on function app_hidden.record_reads(json) is
  'Records which clients'' medical records a request read, one event a client, before its answer leaves: [{"subject": "client" | "meal_plan_version" | "meal_plan_assignment" | "self", "id", "part": what was read}]. What names a client whom the request may not see was answered as if it did not exist, and is no event.';
revoke execute on function app_hidden.record_reads(json) from public;
grant execute on function app_hidden.record_reads(json) to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
