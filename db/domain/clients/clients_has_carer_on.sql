create or replace function app_public.clients_has_carer_on(client app_public.clients, on_day date) returns boolean
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from app_private.care c
                  where (c.org_id, c.client_id) = (app_hidden.current_org_id(), client.id)
                    and c.starts_on <= on_day and (c.ends_on is null or c.ends_on > on_day))
$$;
-- Definer: it reads the view that policies ask, which is nobody's to read; it answers yes or no about a client that the caller sees.
alter function app_public.clients_has_carer_on(app_public.clients, date) owner to tf_definer;

comment on function app_public.clients_has_carer_on(app_public.clients, date) is
  'Whether anybody who can open the record cares for the client on that day, as things are assigned now. Deactivated members and teams without members do not count.';
revoke execute on function app_public.clients_has_carer_on(app_public.clients, date) from public;
grant execute on function app_public.clients_has_carer_on(app_public.clients, date) to tf_assistant, tf_dietitian, tf_org_admin;
