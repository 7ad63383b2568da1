create or replace function app_public.clients_unchecked_since(client app_public.clients) returns timestamptz
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_since constant timestamptz := (select min(q.failing_since)
                                     from app_private.safety_rechecks q
                                     join app_private.followed_assignments f on (f.org_id, f.id) = (q.org_id, q.meal_plan_assignment_id)
                                    where (q.org_id, q.client_id) = (v_org, client.id) and q.failing_since is not null);
begin
  -- Who cares is asked second: of nearly everybody there is nothing to tell.
  return case when v_since is not null and client.id = any (array(select app_hidden.my_client_ids())) then v_since end;
end $$;
-- Definer: the queue of re-checks is internal; whose plans, it asks itself.
alter function app_public.clients_unchecked_since(app_public.clients) owner to tf_definer;

comment on function app_public.clients_unchecked_since(app_public.clients) is
  'Since when a plan that the client follows should have been checked again and could not be; null = there is nothing of the kind, or the caller does not care for the client.';
revoke execute on function app_public.clients_unchecked_since(app_public.clients) from public;
grant execute on function app_public.clients_unchecked_since(app_public.clients) to tf_assistant, tf_dietitian, tf_org_admin;
