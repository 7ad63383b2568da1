create or replace function app_public.record_review(client_id uuid, seen_on date) returns app_public.clients
  language plpgsql volatile strict set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client app_public.clients;
begin
  update app_public.clients c
     set next_review_on = seen_on + (select o.review_interval_days from app_public.organizations o where o.id = v_org)
   where (c.org_id, c.id) = (v_org, record_review.client_id)
  returning c.* into v_client;
  if not found then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  return v_client;
end $$;

comment on function app_public.record_review(uuid, date) is
  'Says on which day a client was seen: the next review is due after the organisation''s review interval, and can be moved to another day. TF404.';
revoke execute on function app_public.record_review(uuid, date) from public;
grant execute on function app_public.record_review(uuid, date) to tf_dietitian, tf_assistant, tf_org_admin;
